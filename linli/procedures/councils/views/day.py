"""The day of a community or a township: what waits, meetings ahead, people to telephone."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases import telling
from linli.cases.models import Call, Case
from linli.cases.views import lists
from linli.cases.worklists import Asked
from linli.core.errors import NotAllowed, Refused
from linli.core.text import Text
from linli.procedures.councils import access, worklists

MOST = 20
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
        "calls": _calls(acting, at),
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
    acting, at = cast(ActingRequest, request), timezone.now()
    found = _owed(acting).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        if request.POST.get("outcome") == "no_answer":
            telling.postpone(found, by=acting.actor, at=at)
        else:
            telling.finish(found, by=acting.actor, at=at, outcome="told")
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Noted."))
    return redirect("councils:day")


def _owed(acting: ActingRequest) -> QuerySet[Call]:
    visible = Case.objects.visible_to(acting.post).filter(procedure__in=PROCEDURES)
    rows: QuerySet[Call] = Call.objects.filter(unit=acting.post.unit_id, case__in=visible)
    return rows.select_related("case__message")


def _calls(acting: ActingRequest, at: datetime) -> list[Call]:
    owed = _owed(acting).filter(done_at=None, not_before_at__lte=at)
    return list(owed.order_by("not_before_at", "pk")[:MOST])
