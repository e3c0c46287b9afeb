"""The day of an office that collects suggestions, and of a unit that studies them."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from linli.procedures.suggestions import access, worklists

HOME = Text("建议待办", "Suggestions to do")
MOST_CALLS = 20


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
        "calls": _calls(acting, asked),
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
    return redirect("suggestions:day")


def _owed(acting: ActingRequest):  # type: ignore[no-untyped-def]
    seen = Case.objects.visible_to(acting.post).filter(procedure="suggestion")
    owed = Call.objects.filter(unit=acting.post.unit_id, done_at=None, case__in=seen)
    return owed.select_related("case__message")


def _calls(acting: ActingRequest, asked: Asked) -> list[Call]:
    """Return the calls that are due: senders who gave only a telephone are told by it."""
    due = _owed(acting).filter(not_before_at__lte=asked.at)
    return list(due.order_by("not_before_at", "pk")[:MOST_CALLS])
