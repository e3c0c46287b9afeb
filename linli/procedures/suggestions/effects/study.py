"""Evaluation with its reasons, more time, back to the office."""

from __future__ import annotations

from linli.cases import clocks
from linli.cases.assignment import notify_unit, remind_of
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.procedures.suggestions.effects.saving import save
from linli.procedures.suggestions.words import NOT

NO_DAYS = Text("延长天数至少一天。", "Extend it by at least one day.")


def adopt(moving: Moving, *, extent: str, reasons: str, assessment: str = "") -> None:
    """Worth doing, as a whole or in part (regulation on petition work, Art. 29)."""
    save(moving, verdict=extent)


def decline(moving: Moving, *, ground: str, reasons: str, assessment: str = "") -> None:
    """Studied and not adopted; the sender reads why."""
    save(moving, verdict=NOT)


def give_opinion(moving: Moving, *, opinion: str) -> None:
    """The unit that studies it hears of the opinion."""
    remind_of(moving.case, "suggestion.opinion", at=moving.at, post=moving.case.post)


def extend(moving: Moving, *, units: int, reason: str) -> None:
    """More time, within the cap."""
    if units < 1:
        raise Refused(NO_DAYS, field="units", code="no_days")
    clock = clocks.extend(moving.case, units=units, on="extend", at=moving.at)
    moving.facts["due_at"] = clock.due_at.isoformat()


def send_back(moving: Moving, *, reason: str) -> None:
    """The office finds another unit; those invited leave with this one."""
    moving.take_back()
    notify_unit(moving.case, moving.case.coordinator, "suggestion.sent_back", at=moving.at)


def reconsider(moving: Moving, *, reason: str) -> None:
    """The evaluation is withdrawn before anybody was answered."""
    save(moving, verdict="")
    remind_of(moving.case, "suggestion.reconsider", at=moving.at, post=moving.case.post)


EFFECTS: dict[str, Effect] = {
    "adopt": adopt,
    "decline": decline,
    "give_opinion": give_opinion,
    "extend": extend,
    "send_back": send_back,
    "reconsider": reconsider,
}
