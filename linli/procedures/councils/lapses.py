"""What happens when a term of a council runs out."""

from __future__ import annotations

from datetime import datetime

from linli.cases.assignment import in_charge, remind_of
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock


def task_due(case: Case, clock: Clock, at: datetime) -> None:
    """The day has passed by which something was to be done: somebody looks."""
    remind_of(case, "council.task_due", at=at, post=in_charge(case, at))


ON_LAPSE: dict[str, OnClock] = {"task": task_due}
