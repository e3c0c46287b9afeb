"""Directives for races: brought to where each step can be taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.cases.links import PART
from linli.cases.models import Case
from linli.procedures.directives.models import Survey
from tests.directives import HOUR, answers, chain, fresh, in_state, survey, take
from tests.directives import values as ordinary

# Steps of a directive that has parts: the county's, not the street's.
WITH_PARTS = frozenset({"break_down", "report_with_exception"})
# Steps that need more than their state: what is done before.
BEFORE = {
    "grant_more_time": "ask_more_time",
    "refuse_more_time": "ask_more_time",
    "answer_help": "ask_communities",
}


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a directive from which `step` can be taken, and when."""
    if step in WITH_PARTS and source == "working":
        case = fresh(chain(cast)[2])
    else:
        case = in_state(source, cast)
    before = BEFORE.get(step)
    if before and source in case.declared.transition(before).sources:
        case = take(case, before, cast.street_clerk, **ordinary(before, cast, case))
    if step == "file_report":
        survey(case.links_out.get(kind=PART).root, cast)
    return case, case.moved_at + HOUR


def values(
    step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for."""
    assert case is not None and at is not None
    if step == "file_report":
        return {"answers": answers(Survey.objects.latest("pk"))}
    return ordinary(step, cast, case, at=at)
