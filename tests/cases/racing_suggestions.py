"""Suggestions for races: brought to where each step can be taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.cases.models import Case
from tests.suggestions import HOUR, in_state, take
from tests.suggestions import values as ordinary

# What was on the wall before it was joined to another, or answered with one.
FROM_THE_WALL = {"joined": "join", "shared": "answer_known"}


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a suggestion from which `step` can be taken, and when."""
    if step == "unpublish":
        later = FROM_THE_WALL.get(source)
        case = take(in_state("registered" if later else source, cast), "publish", cast)
        case = take(case, later, cast) if later else case
    else:
        case = in_state(source, cast)
    return case, case.moved_at + HOUR


def values(
    step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for."""
    assert case is not None and at is not None
    return ordinary(step, cast, case, at=at)
