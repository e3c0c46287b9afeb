"""The calls that a unit owes senders who chose the telephone."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from linli.base.accounts.models import Post
from linli.cases.models import Call, Case

MOST = 20


def of_unit(post: Post, *procedures: str) -> QuerySet[Call]:
    """Return the calls of the unit of `post`, made or owed, about cases of `procedures` that it
    sees."""
    seen = Case.objects.visible_to(post).filter(procedure__in=procedures)
    found: QuerySet[Call] = Call.objects.filter(unit=post.unit_id, case__in=seen)
    return found.select_related("case__message")


def due(post: Post, *procedures: str, at: datetime) -> list[Call]:
    """Return those owed that may be made at `at`, the oldest first, a few. One query."""
    now = of_unit(post, *procedures).filter(done_at=None, not_before_at__lte=at)
    return list(now.order_by("not_before_at", "pk")[:MOST])
