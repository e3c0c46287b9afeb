"""Requests about one's own data for races: asked about a closed hotline request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.cases.models import Case
from linli.procedures.rights import actions
from tests.requests import DAY, HOUR, in_state, sender

GIVEN: dict[str, dict[str, Any]] = {
    "grant": {"answer": "同意删除。"},
    "grant_in_part": {"ground": "period", "answer": "内容须归档保存。"},
    "refuse": {"ground": "duty", "answer": "另案办理需要。"},
}


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a request to erase everything, to be decided, and when."""
    people = {"name": "王建国", "telephone": "13812345678"}
    origin = in_state("closed", cast, people=people)
    at = origin.closed_at + DAY
    by = sender(origin)
    case = actions.ask(origin.message, wish="everything", words="", by=by, at=at)
    return case, at + HOUR


def values(
    step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for."""
    return GIVEN.get(step, {})
