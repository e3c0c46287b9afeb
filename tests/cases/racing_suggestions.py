"""Suggestions for races: brought to where each step can be taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.cases.models import Case
from tests.suggestions import HOUR, in_state, take
from tests.suggestions import values as ordinary

# Steps that need more than their state: what is done before.
BEFORE: dict[str, tuple[str, ...]] = {"unpublish": ("publish",)}


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a suggestion from which `step` can be taken, and when."""
    case = in_state(source, cast)
    for before in BEFORE.get(step, ()):
        case = take(case, before, cast)
    return case, case.moved_at + HOUR


def values(
    step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for."""
    assert case is not None and at is not None
    return ordinary(step, cast, case, at=at)
