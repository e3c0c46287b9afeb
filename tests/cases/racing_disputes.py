"""Disputes for races: brought to where each step can be taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.cases.models import Case
from tests.disputes import DAY, HOUR, START, in_state, other, take
from tests.disputes import values as ordinary

# Steps that need more than their state: what is done before.
BEFORE: dict[str, tuple[str, ...]] = {
    "accept": ("record_consent",),
    "take_effect": ("note_marks",),
    "record_confirmation": ("apply_confirmation",),
    "file_away": ("visit_30", "visit_90"),
}


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a dispute from which `step` can be taken, and when."""
    case = in_state(source, cast)
    other(case, cast)
    for before in BEFORE.get(step, ()):
        case = take(case, before, cast)
    at = case.moved_at + HOUR
    if step.startswith("visit_") and case.dispute.effective_date:
        days = int(step.rpartition("_")[2])
        due = datetime.combine(case.dispute.effective_date + days * DAY, START.timetz())
        at = max(at, due)
    return case, at


def values(
    step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for."""
    assert case is not None and at is not None
    return ordinary(step, cast, case, at=at)
