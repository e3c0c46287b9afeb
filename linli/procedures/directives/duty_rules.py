"""What the three duty lists say of a task that goes down: as a duty, through its owner, or not at
all (履职事项清单)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from linli.base.accounts.models import Unit
from linli.core.errors import Refused
from linli.core.text import Text
from linli.procedures.directives.lines import DEPARTMENTS, TOWNSHIP, Ruling
from linli.procedures.directives.words import ASSISTING, CLEAR_DUTIES, TAKEN_BACK
from linli.registers.duties.leads import UnitsOfPlace, may_lead
from linli.registers.duties.models import DutyItem

OFF_LIST = Text(
    "清单之外无事项：交给街道（乡镇）的任务要对应职责清单事项；清单外的，须先经准入批准并填写批准文号。",
    "Nothing beyond the lists: what goes to a town or street is an item of the duty lists, or was "
    "approved first; enter the number of the approval.",
)
TAKEN = Text(
    "“{item}”（{number}）在《{list}》清单上：{meaning}主责单位：{owner}。",
    "“{item}” ({number}) is on the list “{list}”: {meaning} Its owner: {owner}.",
)
HELPS = Text(
    "“{item}”（{number}）在《{list}》清单上：{meaning}应由{owner}牵头，勾选后街道（乡镇）为协办。",
    "“{item}” ({number}) is on the list “{list}”: {meaning} {owner} must lead; tick the box, and "
    "the towns assist.",
)
OTHER_OWNER = Text(
    "“{item}”（{number}）的主责单位是{owner}，不能交给“{unit}”牵头。",
    "The owner of “{item}” ({number}) is {owner}; “{unit}” can't lead on it.",
)
NO_OWNER = Text(
    "“{unit}”所在地没有“{item}”的主责单位（{owner}）。",
    "Where “{unit}” works there is no owner of “{item}” ({owner}).",
)
ELSEWHERE = Text(
    "“{item}”是其他地方的清单事项，不适用于“{unit}”。",
    "“{item}” is on the list of another place, not of that of “{unit}”.",
)


@dataclass(frozen=True, slots=True)
class Share:
    """Who leads on a part, and who assists."""

    lead: Unit
    assisting: tuple[Unit, ...] = ()


def shares(
    units: Sequence[Unit],
    item: DutyItem | None,
    *,
    approval: str,
    is_through_owner: bool,
    day: date,
) -> list[Share]:
    """Return into which parts a task for `units` is broken by the lists. Raises Refused, at the
    field and with the rule in it, for what they don't let go down."""
    towns = [unit for unit in units if unit.kind == TOWNSHIP]
    others = [unit for unit in units if unit.kind != TOWNSHIP]
    if item is None:
        if towns and not approval.strip():
            raise _ruled("off_list", OFF_LIST).refused(field="item")
        return [Share(unit) for unit in units]
    _check_place(units, item)
    _check_owner(others, item)
    if not towns or item.list_declared.leads == TOWNSHIP:
        return [Share(unit) for unit in units]
    if item.list == TAKEN_BACK:
        raise _ruled(TAKEN_BACK, _said(TAKEN, item)).refused(field="item")
    if not is_through_owner:
        raise _ruled(ASSISTING, _said(HELPS, item)).refused(field="is_through_owner")
    return [*(Share(unit) for unit in others), *_through_owners(towns, item, day)]


def _through_owners(towns: Iterable[Unit], item: DutyItem, day: date) -> list[Share]:
    found: dict[int, tuple[Unit, list[Unit]]] = {}
    for town in towns:
        owner = UnitsOfPlace(town.region_id, day).lead_of(item)
        if owner is None:
            raise _ruled("no_owner", _said(NO_OWNER, item, unit=town)).refused(field="item")
        found.setdefault(owner.pk, (owner, []))[1].append(town)
    return [Share(owner, tuple(assisting)) for owner, assisting in found.values()]


def _check_place(units: Iterable[Unit], item: DutyItem) -> None:
    for unit in units:
        if unit.kind == TOWNSHIP and not item.region.covers(unit.region_id):
            raise Refused(_said(ELSEWHERE, item, unit=unit), field="item", code="elsewhere")


def _check_owner(units: Iterable[Unit], item: DutyItem) -> None:
    """A department leads on what the lists give to it; governments pass it on."""
    for unit in units:
        is_led_above = item.list_declared.leads == "department"
        if is_led_above and unit.kind in DEPARTMENTS and not may_lead(item, unit):
            raise _ruled("other_owner", _said(OTHER_OWNER, item, unit=unit)).refused(field="units")


def _said(text: Text, item: DutyItem, *, unit: Unit | None = None) -> Text:
    return text.format(
        item=item.name,
        number=item.number,
        list=item.list_declared.name,
        meaning=item.list_declared.meaning,
        owner=item.lead_text,
        unit=unit.text if unit else "",
    )


def _ruled(code: str, why: Text) -> Ruling:
    return Ruling(code, why, CLEAR_DUTIES)
