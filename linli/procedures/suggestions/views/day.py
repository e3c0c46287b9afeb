"""The day of an office that collects suggestions, and of a unit that studies them."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases import calls
from linli.cases.views import lists
from linli.cases.views.answering import note_call
from linli.cases.worklists import Asked
from linli.core.text import Text
from linli.procedures.suggestions import access, worklists

HOME = Text("建议待办", "Suggestions to do")


@never_cache
@require_safe
@require(access.works)
def day(request: HttpRequest) -> HttpResponse:
    """Show what waits, a few of each kind."""
    acting, at = cast(ActingRequest, request), timezone.now()
    is_office = access.collects(acting.post)
    chosen = worklists.OF_OFFICE if is_office else worklists.OF_UNITS
    asked = Asked(acting.post, at, "suggestion")
    context = {
        **lists.day(chosen, asked, whole="suggestions:list"),
        "is_office": is_office,
        "calls": calls.due(acting.post, "suggestion", at=at),
    }
    return render(request, "suggestions/day.html", context)


@never_cache
@require_safe
@require(access.works)
def whole(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list whole, page by page."""
    acting = cast(ActingRequest, request)
    asked = Asked(acting.post, timezone.now(), "suggestion")
    back = reverse("suggestions:day")
    return lists.whole_list(request, worklists.ALL.get(key), asked, back=back, name=HOME)


@never_cache
@require_POST
@require(access.works)
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person was told, or that nobody answered: then it comes back hours later."""
    return note_call(cast(ActingRequest, request), pk, "suggestion", back="suggestions:day")
