"""Puts reminders on desks, reads them, and takes them away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.notices.models import Notice
from linli.core.registry import Registry
from linli.core.text import Text

# By kind: the sentence shown, with `{places}` for the notice's facts. One about a thing with a
# title says first what happened, then TITLE: many of its kind are told by that first part.
wordings: Registry[Text] = Registry("notice")
TITLE = Text("：{title}", ": {title}")
# What rooms above keep from a post: each takes away the notices that it may not read.
sieves: Registry[Callable[[QuerySet[Notice], Post], QuerySet[Notice]]] = Registry("notice sieve")


@dataclass(frozen=True, slots=True)
class Bundle:
    """So many reminders of one kind that they are told in one line: how many, and when the newest
    of them came."""

    kind: str
    count: int
    newest_at: datetime


def notify(
    unit: Unit,
    kind: str,
    *,
    about: str,
    at: datetime,
    reference: str = "",
    role: str = "",
    post: Post | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Notice:
    """Remind a unit, those of its posts that have `role`, or one `post`, and return the notice.

    The same reminder about the same thing that nobody has seen yet is renewed, not doubled.
    `facts` may hold plain values, and texts as {"zh", "en"}.
    """
    if kind not in wordings:
        raise KeyError(f"no wording is registered for the notice {kind}")
    said = {"created_at": at, "reference": reference, "facts": dict(facts or {})}
    given = {"unit": unit, "role": role, "post": post, "kind": kind, "about": about}
    # Not update_or_create: with savepoints around each of its steps it asks three times as much.
    unseen = Notice.objects.filter(**given, seen_at=None).first()
    if unseen is None:
        return Notice.objects.create(**given, **said)
    for name, value in said.items():
        setattr(unseen, name, value)
    unseen.save(update_fields=list(said))
    return unseen


def for_post(post: Post) -> QuerySet[Notice]:
    """Return what `post` has not seen yet and may read, the newest first."""
    mine = Q(role__in=("", post.role)) & (Q(post=None) | Q(post=post))
    found = Notice.objects.filter(mine, unit=post.unit_id, seen_at=None)
    for sieve in sieves:
        found = sieve(found, post)
    return found.order_by("-created_at")


def bundles(post: Post, *, over: int) -> list[Bundle]:
    """Return the kinds of which `post` has more than `over` notices unseen, so that thousands of
    one kind do not bury the one of another; not those whose wording names no title. One query."""
    counted = for_post(post).order_by().values("kind")
    counted = counted.annotate(count=Count("pk"), newest_at=Max("created_at"))
    return [Bundle(**row) for row in counted if row["count"] > over and _first_part(row["kind"])]


def bundle_wording(bundle: Bundle) -> Text:
    """Return the line that stands for a bundle."""
    first = _first_part(bundle.kind)
    assert first is not None
    return Text(f"{first.zh}：{bundle.count}件", f"{first.en}: {bundle.count}")


def wording(notice: Notice) -> Text:
    """Return the sentence of a notice, filled."""
    facts = {
        name: Text(**value) if isinstance(value, dict) else value
        for name, value in notice.facts.items()
    }
    return wordings[notice.kind].format(**facts)


def take_back(kind: str, *, about: str, at: datetime) -> int:
    """Take a reminder that something newer has overtaken off all desks; return how many."""
    return Notice.objects.filter(kind=kind, about=about, seen_at=None).update(seen_at=at)


def withdraw(*, about: str, post: Post | None = None) -> int:
    """Delete all that was ever put on desks about a thing, or what was put on one post's, since
    what it says must not be kept there; return how many there were."""
    found = Notice.objects.filter(about=about)
    return (found.filter(post=post) if post else found).delete()[0]


def mark_seen(
    post: Post,
    *,
    at: datetime,
    about: str = "",
    ids: list[int] | None = None,
    kinds: list[str] | None = None,
    until: datetime | None = None,
) -> int:
    """Mark what `post` has seen: by thing, or by `ids`, and by `kinds` as far as they had come
    `until` then. Return how many there were."""
    notices = for_post(post)
    if about:
        notices = notices.filter(about=about)
    if ids is not None or kinds is not None:
        of_kinds = Q(kind__in=kinds or [], created_at__lte=until or at)
        notices = notices.filter(Q(pk__in=ids or []) | of_kinds)
    return notices.order_by().update(seen_at=at)


def _first_part(kind: str) -> Text | None:
    """Return what a wording says before the title, if it names one after it."""
    said = wordings[kind]
    zh, has_title, _ = said.zh.partition(TITLE.zh)
    en, _, _ = said.en.partition(TITLE.en)
    return Text(zh, en) if has_title else None
