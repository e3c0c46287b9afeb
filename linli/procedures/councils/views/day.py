"""The day of a community or a township: what waits, meetings ahead, people to telephone."""

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
from linli.procedures.councils import access, worklists

PROCEDURES = ("deliberation", "assembly")
NAME = Text("协商待办", "Councils to do")


@never_cache
@require_safe
@require(access.works)
def day(request: HttpRequest) -> HttpResponse:
    """Show what waits in deliberations and in assemblies, a few of each kind."""
    acting, at = cast(ActingRequest, request), timezone.now()
    topics = Asked(acting.post, at, "deliberation")
    assemblies = Asked(acting.post, at, "assembly")
    first = lists.day(worklists.TOPICS, topics, whole="councils:list")
    second = lists.day(worklists.ASSEMBLIES, assemblies, whole="councils:list")
    context = {
        **first,
        "lists": [*first["lists"], *second["lists"]],
        "empty": [],
        "calls": calls.due(acting.post, *PROCEDURES, at=at),
        "may_convene": access.convenes(acting.post),
    }
    return render(request, "councils/day.html", context)


@never_cache
@require_safe
@require(access.works)
def whole(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list whole, page by page."""
    acting, at = cast(ActingRequest, request), timezone.now()
    is_assembly = key in worklists.OF_ASSEMBLIES
    chosen = worklists.OF_ASSEMBLIES.get(key) or worklists.OF_TOPICS.get(key)
    asked = Asked(acting.post, at, PROCEDURES[is_assembly])
    return lists.whole_list(request, chosen, asked, back=reverse("councils:day"), name=NAME)


@never_cache
@require_POST
@require(access.works)
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person was told, or that nobody answered: then it comes back hours later."""
    return note_call(cast(ActingRequest, request), pk, *PROCEDURES, back="councils:day")
