"""Proposes whom to call, from the three duty lists, each with the reason; a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.whistles.access import may_be_called
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import Proposal, propose

MOST = 6
BY_LIST = {
    "own": Text(
        "“{item}”是街道基本职责，该部门协助", "“{item}” is the township's own duty; it assists"
    ),
    "assisting": Text(
        "“{item}”由该部门主责、街道配合", "it leads on “{item}”, the township assists"
    ),
    "taken_back": Text(
        "“{item}”已由该部门收回，是其自身职责，不得留给街道",
        "“{item}” was taken back by it: its own duty, not to be left with the township",
    ),
}
WHY = Text("{by_list}。{words}", "{by_list}. {words}")


@dataclass(frozen=True, slots=True)
class Named:
    """A department that could be called, by which item, and why."""

    unit: Unit
    item: DutyItem
    why: Text


def proposals(case: Case, *, at: datetime) -> list[Named]:
    """Return the departments that the duty lists name for the matter of a whistle, best first,
    each once. Three queries."""
    return _proposed(text_of(case), case.region_id, at)


def text_of(case: Case) -> str:
    """Return what is matched with the duty lists."""
    parts = (case.title, case.message.body, case.whistle.asked)
    return "\n".join(part for part in parts if part)


def _proposed(text: str, region_code: int, at: datetime) -> list[Named]:
    found: dict[int, Named] = {}
    for one in propose(text, region_code=region_code, at=at, limit=MOST):
        for unit in _units(one):
            if one.item and may_be_called(unit) and unit.pk not in found:
                found[unit.pk] = Named(unit, one.item, _why(one.item, one))
    return list(found.values())[:MOST]


def _units(one: Proposal) -> Iterator[Unit]:
    """Yield whom an item calls: who leads on it, and of a township's own who assists."""
    if one.item is None:
        return
    yield one.lead
    if one.item.list == "own":
        yield from one.assisting


def _why(item: DutyItem, one: Proposal) -> Text:
    by_list = BY_LIST[item.list].format(item=item.name)
    return WHY.format(by_list=by_list, words=one.why)
