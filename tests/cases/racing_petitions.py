"""Petitions for races: brought to where each step can be taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from linli.base.accounts.models import Unit
from linli.cases.models import Case
from linli.core.zone import local_day
from tests.petitions import HOUR, in_state, take
from tests.petitions import values as ordinary

DAY = timedelta(days=1)
# Steps that need more than their state: where the way begins, and what is done on it.
BEFORE: dict[str, tuple[str, ...]] = {
    "to_discipline": ("registered", "mark_accusation"),
    "reclaim": ("registered", "mark_accusation", "transfer"),
    "examine": ("registered", "mark_accusation", "transfer"),
    "leave_simple": ("referred", "accept_simply"),
    "submit_report": ("registered", "commission"),
    "deliver": ("referred", "accept"),
    "grant_renewal": ("closed", "renew"),
    "refuse_renewal": ("closed", "renew"),
    "feed_back": ("referred", "supervise"),
    "escalate": ("objected", "supervise"),
    "confer": ("objected", "supervise", "escalate"),
}


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a petition from which `step` can be taken, in `source` unless the step needs more,
    and when."""
    start, *steps = BEFORE.get(step, (source,))
    if step == "dispute_competence":
        others = [cast.other_department]
        case = take(in_state("registered", cast), "transfer", cast, others=others)
    elif step == "hand_down":
        # By a unit that has another below it.
        case = in_state("received", cast, unit=cast.government)
    elif step == "hand_to_successor":
        case = take(in_state("registered", cast), "transfer", cast, unit=_unit_to_close(cast))
    elif step == "redo":
        case = take(in_state("in_review", cast), "review", cast, outcome="revoked")
        case = take(case, "deliver_review", cast)
    else:
        case = in_state(start, cast)
    for before in steps:
        case = take(case, before, cast)
    at = case.moved_at + HOUR
    if step == "hand_to_successor":
        Unit.objects.filter(pk=case.unit_id).update(until_date=local_day(at) - DAY)
    return case, at


def values(step: str, cast: Any, *, at: datetime, case: Case | None = None) -> dict[str, Any]:
    """Return what `step` is given at `at`. What was sent to a unit is declined as known already:
    what is another's is objected to."""
    given = ordinary(step, cast, at=at, case=case)
    if step == "decline" and case and case.state == "referred":
        given |= {"ground": "in_hand", "earlier": in_state("handling", cast).reference}
    return given


def _unit_to_close(cast: Any) -> Unit:
    """Return a unit like the cast's department, to be closed."""
    like = Unit.objects.get(pk=cast.department.pk)
    like.pk, like.code = None, f"closing-{Unit.objects.count()}"
    like.save()
    return like
