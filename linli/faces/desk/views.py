"""The pages of the desk: the lists and the reminders."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.notices.desk import mark_seen
from linli.base.ui.back import safe_next
from linli.cases.counting import CAP
from linli.faces.desk import bulk, filters, overview, saved
from linli.faces.desk.choosing import LIST

REMINDERS_ON_PAGE = 50
# Digits that an id may have in both databases.
LONGEST_ID = 18


@never_cache
@require_safe
@require_post
def home(request: HttpRequest) -> HttpResponse:
    """Show what is mine now."""
    acting = cast(ActingRequest, request)
    at = timezone.now()
    desk = overview.overview(acting.post, request.GET, at=at)
    context = {
        "desk": desk,
        "bulk": _offer(acting, desk) if desk and desk.rows else None,
        "saved_tabs": saved.tabs(saved.saved_by(acting.post)),
        "reminders": overview.reminders(acting.post, most=overview.REMINDERS + 1),
        "reminders_shown": overview.REMINDERS,
        "bare": filters.bare(request.GET),
        "now": at,
    }
    return render(request, "desk/home.html", context)


def _offer(request: ActingRequest, desk: overview.Overview) -> bulk.Offer:
    current = next(tab for tab in desk.lists if tab.is_current)
    whole = f"{CAP}+" if current.is_capped else str(current.count)
    place = {"scope": desk.scope.key, "list": desk.current.key}
    return bulk.offer(request.post, desk.rows, request.GET, source=LIST, whole=whole, **place)


@never_cache
@require_safe
@require_post
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the newest reminders that nobody has seen yet."""
    acting = cast(ActingRequest, request)
    found = overview.reminders(acting.post, most=REMINDERS_ON_PAGE + 1)
    context = {
        "reminders": found[:REMINDERS_ON_PAGE],
        "has_more": len(found) > REMINDERS_ON_PAGE,
        "now": timezone.now(),
    }
    return render(request, "desk/reminders.html", context)


@require_POST
@require_post
def seen(request: HttpRequest) -> HttpResponse:
    """Take the reminders named by `id` off the desk."""
    acting = cast(ActingRequest, request)
    given = [text for text in request.POST.getlist("id") if len(text) <= LONGEST_ID]
    ids = [int(text) for text in given if text.isdecimal()]
    count = mark_seen(acting.post, at=timezone.now(), ids=ids)
    if count:
        said = ngettext("%(n)s reminder seen.", "%(n)s reminders seen.", count) % {"n": count}
        messages.success(request, said)
    return redirect(safe_next(request) or reverse("desk:home"))
