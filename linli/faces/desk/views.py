"""The first page of the desk: what is mine now."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.cases.counting import CAP
from linli.faces.desk import bulk, filters, overview, reminders, saved
from linli.faces.desk.choosing import LIST


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
        "reminders": reminders.on_desk(acting.post),
        "reminders_shown": reminders.ON_DESK,
        "bare": filters.bare(request.GET),
        "now": at,
    }
    return render(request, "desk/home.html", context)


def _offer(request: ActingRequest, desk: overview.Overview) -> bulk.Offer:
    current = next(tab for tab in desk.lists if tab.is_current)
    whole = f"{CAP}+" if current.is_capped else str(current.count)
    place = {"scope": desk.scope.key, "list": desk.current.key}
    return bulk.offer(request.post, desk.rows, request.GET, source=LIST, whole=whole, **place)
