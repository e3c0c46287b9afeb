"""The mediator's day: what waits, and the sessions that lie ahead."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases import calls
from linli.cases.views import lists
from linli.procedures.disputes import access, worklists


@never_cache
@require_safe
@require(access.mediates)
def day(request: HttpRequest) -> HttpResponse:
    """Show what waits, a few of each kind."""
    acting, at = cast(ActingRequest, request), timezone.now()
    asked = worklists.asked_by(acting.post, at=at)
    context = {
        **lists.day(worklists.LISTS, asked, whole="disputes:list"),
        "sessions": worklists.sessions_of(asked),
        "calls": calls.due(acting.post, "dispute", at=at) if acting.post.role == "mediator" else [],
    }
    return render(request, "disputes/day.html", context)


@never_cache
@require_safe
@require(access.mediates)
def whole(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list whole, page by page."""
    acting = cast(ActingRequest, request)
    asked = worklists.asked_by(acting.post, at=timezone.now())
    back, name = reverse("disputes:day"), gettext("Mediation to do")
    return lists.whole_list(request, worklists.ALL.get(key), asked, back=back, name=name)
