"""The day of a unit: the directives that wait for it."""

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
from linli.cases.views import lists
from linli.cases.worklists import Asked
from linli.procedures.directives import access, worklists


@never_cache
@require_safe
@require(access.works)
def day(request: HttpRequest) -> HttpResponse:
    """Show what waits, a few of each kind."""
    acting = cast(ActingRequest, request)
    asked = Asked(acting.post, timezone.now(), "directive")
    context = {
        **lists.day(worklists.LISTS, asked, whole="directives:list"),
        "may_give": access.gives(acting.post),
    }
    return render(request, "directives/day.html", context)


@never_cache
@require_safe
@require(access.works)
def whole(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list whole, page by page."""
    acting = cast(ActingRequest, request)
    asked = Asked(acting.post, timezone.now(), "directive")
    back, name = reverse("directives:day"), gettext("Directives to do")
    return lists.whole_list(request, worklists.ALL.get(key), asked, back=back, name=name)
