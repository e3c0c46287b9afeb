"""What happens when a directive's time runs out: both sides are reminded, nothing is decided."""

from __future__ import annotations

from datetime import datetime

from linli.cases.assignment import in_charge, notify_unit, remind_of
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock


def is_late(case: Case, clock: Clock, at: datetime) -> None:
    """It is due and not done: the unit is reminded, and the one that gave it."""
    remind_of(case, "directive.late", at=at, post=in_charge(case, at))
    notify_unit(case, case.coordinator, "directive.late_below", at=at)


ON_LAPSE: dict[str, OnClock] = {"carry_out": is_late}
