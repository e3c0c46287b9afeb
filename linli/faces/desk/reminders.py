"""What a post should notice: each by itself, and many of a kind in one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.accounts.models import Post
from linli.base.notices.desk import (
    Bundle,
    bundle_wording,
    bundles,
    for_post,
    mark_seen,
    wording,
    wordings,
)
from linli.base.notices.models import Notice
from linli.base.privacy.redaction import redact
from linli.base.ui.back import safe_next
from linli.core.text import Text

ON_DESK, ON_PAGE = 3, 50
# So many of a kind are still told one by one.
BUNDLED_OVER = 3
# Digits that an id may have in both databases.
LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Reminder:
    """A line among the reminders: its sentence, its time, where it leads, and what tells the desk
    that it was seen: the `name` and `value` of a form's field."""

    said: Text
    at: datetime
    href: str
    name: str
    value: str | int


def on_desk(post: Post) -> list[Reminder]:
    """Return the newest lines, one more than the desk shows. Two queries."""
    return _lines(post, bundles(post, over=BUNDLED_OVER), most=ON_DESK + 1)


@never_cache
@require_safe
@require_post
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the newest reminders that nobody has seen yet, or those of a `kind` one by one."""
    post, kind = cast(ActingRequest, request).post, request.GET.get("kind", "")
    many = bundles(post, over=BUNDLED_OVER)
    chosen = next((one for one in many if one.kind == kind), None)
    found = _of_kind(post, kind) if chosen else _lines(post, many, most=ON_PAGE + 1)
    context = {
        "reminders": found[:ON_PAGE],
        "chosen": chosen and _bundled(chosen),
        "has_more": len(found) > ON_PAGE,
        "now": timezone.now(),
    }
    return render(request, "desk/reminders.html", context)


@require_POST
@require_post
def seen(request: HttpRequest) -> HttpResponse:
    """Take off the desk the reminders named by `id`, and of each `kind` those that had come when
    the page was made, `until`."""
    acting, at = cast(ActingRequest, request), timezone.now()
    given = [text for text in request.POST.getlist("id") if len(text) <= LONGEST_ID]
    ids = [int(text) for text in given if text.isdecimal()]
    kinds = [kind for kind in request.POST.getlist("kind") if kind in wordings]
    count = mark_seen(acting.post, at=at, ids=ids, kinds=kinds, until=_until(request) or at)
    if count:
        said = ngettext("%(n)s reminder seen.", "%(n)s reminders seen.", count) % {"n": count}
        messages.success(request, said)
    return redirect(safe_next(request) or reverse("desk:home"))


def _lines(post: Post, many: list[Bundle], *, most: int) -> list[Reminder]:
    """Return the newest lines: each of `many` kinds is one, and so is every other notice."""
    others = for_post(post).exclude(kind__in=[one.kind for one in many])[:most]
    lines = [*map(_bundled, many), *map(_single, others)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:most]


def _of_kind(post: Post, kind: str) -> list[Reminder]:
    return [_single(one) for one in for_post(post).filter(kind=kind)[: ON_PAGE + 1]]


def _bundled(bundle: Bundle) -> Reminder:
    href = f"{reverse('desk:reminders')}?{urlencode({'kind': bundle.kind})}"
    return Reminder(bundle_wording(bundle), bundle.newest_at, href, "kind", bundle.kind)


def _single(notice: Notice) -> Reminder:
    said = wording(notice)
    masked = Text(redact(said.zh), redact(said.en))
    return Reminder(masked, notice.created_at, _href(notice), "id", notice.pk)


def _href(notice: Notice) -> str:
    """Return the address of what a notice is about, or an empty string."""
    thing, _, number = notice.about.partition(":")
    if thing == "case" and notice.reference:
        return reverse("cases:case", args=[notice.reference])
    return reverse("batches:job", args=[number]) if thing == "batch" else ""


def _until(request: HttpRequest) -> datetime | None:
    try:
        told = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        return None
    return told if told and is_aware(told) else None
