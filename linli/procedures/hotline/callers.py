"""What a clerk needs while somebody is on the line: earlier cases, an answer, a new passcode."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.base.accounts.models import Post
from linli.base.privacy.selectors import find_subjects
from linli.cases import telling
from linli.cases.engine import move
from linli.cases.looks import look_over
from linli.cases.models import Call, Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.references import parse

MOST_SHOWN = 6
NOBODY = UUID(int=0)


def earlier_cases(telephone: str, *, post: Post, by: Actor, at: datetime) -> list[Case]:
    """Return the newest cases from this telephone that `post` may see, open ones first, and
    record that they were looked at."""
    # Asked for nobody as well: who wrote nothing but accusations takes as long as a stranger.
    subjects = find_subjects("telephone", telephone) or {NOBODY}
    visible = Case.objects.visible_to(post).filter(message__subject__in=subjects)
    newest = visible.for_list().order_by("-opened_at", "-pk")[: 2 * MOST_SHOWN]
    found = sorted(newest, key=lambda case: case.closed_at is not None)[:MOST_SHOWN]
    if found:
        look_over(found, by=by, at=at)
    return found


def case_of(number: str, *, post: Post) -> Case | None:
    """Return the hotline case with this receipt or reference that `post` may see, or None."""
    parsed = parse(number)
    if parsed is None:
        return None
    visible = Case.objects.visible_to(post).filter(procedure="hotline")
    return visible.numbered([parsed]).for_list().order_by("-opened_at").first()


def answer_caller(case: Case, *, answer: str, by: Actor, at: datetime) -> Case:
    """Answer a question while its sender is on the line; they need no call about it.

    Raises what `move` raises.
    """
    with recorded(case, "hotline.answer_at_once", by=by, at=at), transaction.atomic():
        case = move(case, "answer_at_once", by=by, at=at, answer=answer)
        for call in Call.objects.filter(case=case, purpose="tell", done_at=None):
            telling.finish(call, by=by, at=at, outcome="told")
    return case
