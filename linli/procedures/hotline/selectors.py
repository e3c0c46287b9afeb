"""Reads what the hotline keeps of a request: where it was sent, its answer, its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.base.audit.log import entries
from linli.cases.models import Case
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.hotline.models import Dispatch
from linli.procedures.hotline.words import GROUNDS, RESULTS, RULINGS

# By transition: which of its texts answers the person.
ANSWERS = {
    "hotline.answer": "answer",
    "hotline.answer_at_once": "answer",
    "hotline.inform": "explanation",
}


@dataclass(frozen=True)
class Sending:
    """A time that the request was sent to a unit, with the objection and the ruling on it."""

    dispatch: Dispatch
    ground: Text | None
    ruling: Text | None

    @property
    def unit(self) -> Unit:
        """Return the unit to which it was sent."""
        return self.dispatch.unit


@dataclass(frozen=True)
class Answer:
    """What the person was told, by which unit and when; `result` is the unit's own judgement,
    `no` the line of the case's chain that says it."""

    no: int
    text: str
    by: Text | None
    at: datetime
    result: Text | None


@dataclass(frozen=True)
class Objection:
    """What a unit said against a dispatch; `item` and `proposed` are names, or empty."""

    reason: str
    item: str
    proposed: str


def name_of(choices: Sequence[Choice], key: str) -> Text | None:
    """Return the declared name of `key`, or None where nothing was chosen."""
    return next((choice.name for choice in choices if choice.key == key), None)


def sendings_of(case: Case) -> list[Sending]:
    """Return each time the request was sent to a unit, the first one first. One query."""
    rows = Dispatch.objects.filter(request__case=case).select_related("unit", "item")
    return [
        Sending(row, name_of(GROUNDS, row.ground), name_of(RULINGS, row.ruling)) for row in rows
    ]


def objection_of(case: Case) -> Objection | None:
    """Return the objection that is to be ruled on, None where there is none. One query."""
    if case.state != "objected":
        return None
    line = entries(case.chain).filter(kind="hotline.object").last()
    if line is None:
        return None
    item, proposed = ((line.facts.get(name) or {}).get("name", "") for name in ("item", "proposed"))
    return Objection(line.texts.get("reason", ""), item, proposed)


def answer_of(case: Case) -> Answer | None:
    """Return the newest answer of a case that stands answered or closed, None once its words were
    erased. Two queries."""
    if not (case.closed_at or case.state == "answered"):
        return None
    line = entries(case.chain).filter(kind__in=ANSWERS).last()
    if line is None:
        return None
    text = line.texts.get(ANSWERS[line.kind], "")
    if case.is_emptied and not text:
        return None
    unit = Unit.objects.filter(pk=line.unit_id).first()
    result = name_of(RESULTS, line.facts.get("result", ""))
    return Answer(line.no, text, unit and unit.text, line.at, result)
