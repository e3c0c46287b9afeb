"""Puts what concerns a case on desks: the one way to a notice, so that the wall holds in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from linli.base.accounts.models import Post, Unit
from linli.base.notices import desk
from linli.cases.models import Case, Reader
from linli.cases.sight import HEAD
from linli.cases.wall import barred_posts
from linli.core.text import Text
from linli.core.zone import local_day

# What stands for the title of a sealed case: a desk is seen by people who pass.
SEALED = Text("限知情人员办理的件", "A case for its readers alone")


def tell_desk(
    case: Case,
    unit: Unit,
    kind: str,
    *,
    at: datetime,
    role: str = "",
    post: Post | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Remind `unit` of `case`, those of its posts that have `role`, or one `post`. Of a sealed
    case only posts of the unit on its list are reminded, each alone, and no title is said."""
    said = {**(facts or {}), "reference": case.reference, "title": case.title}
    if not case.is_sealed:
        desk.notify(
            unit, kind, about=case.chain, at=at, reference=case.reference, role=role, post=post,
            facts=said,
        )  # fmt: skip
        return
    said["title"] = {"zh": SEALED.zh, "en": SEALED.en}
    for reader in readers_in(case, unit, at=at, role=role, post=post):
        desk.notify(
            unit, kind, about=case.chain, at=at, reference=case.reference, post=reader, facts=said
        )


def readers_in(
    case: Case, unit: Unit, *, at: datetime, role: str = "", post: Post | None = None
) -> list[Post]:
    """Return the posts of `unit` in force that may read the sealed `case`, with `role`, or
    `post` alone if that is named. One query."""
    named = Reader.objects.filter(case=case.pk, until_at=None)
    may = Q(pk__in=named.values("post"))
    if unit.pk in (case.unit_id, case.coordinator_id):
        may |= Q(role=HEAD)
    found = Post.objects.on(local_day(at)).filter(may, unit=unit)
    if role:
        found = found.filter(role=role)
    if post:
        found = found.filter(pk=post.pk)
    return list(found.exclude(pk__in=barred_posts(case)))
