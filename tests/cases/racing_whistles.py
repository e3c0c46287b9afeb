"""Whistles and turnouts for races: brought to where each step can be taken."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from linli.cases.models import Case
from tests.whistles import HOUR, START, called, item, new_whistle, take, turnout
from tests.whistles import values as ordinary


def _whistle(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a whistle from which `step` can be taken, and when."""
    if source == "drafted":
        item(cast)
        return new_whistle(cast), START + HOUR
    both = [cast.department, cast.other_department]
    case = called(cast) if step == "call_more" else called(cast, units=both)
    if step == "finish_task":
        case = take(case, "set_task", cast)
    if step == "close":
        for one in case.whistle.turnouts.all():
            take(one.case, "withdraw", cast)
    return case, case.moved_at + HOUR


def _turnout(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a turnout from which `step` can be taken, and when."""
    case = turnout(cast, source)
    if step in ("deny", "let_stand"):
        case = take(case, "arrive", cast)
    return case, case.moved_at + HOUR


def _values(
    step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for."""
    assert case is not None and at is not None
    return ordinary(step, cast, case, at=at)


WHISTLES = SimpleNamespace(ready=_whistle, values=_values)
TURNOUTS = SimpleNamespace(ready=_turnout, values=_values)
