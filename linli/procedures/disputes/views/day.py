"""The mediator's day: what waits, and the sessions that lie ahead."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.paging import page_by_key
from linli.procedures.disputes import access, worklists

ROWS_ON_PAGE = 25


@never_cache
@require_safe
@require(access.mediates)
def day(request: HttpRequest) -> HttpResponse:
    """Show what waits, a few of each kind."""
    acting, at = cast(ActingRequest, request), timezone.now()
    asked = worklists.Asked(acting.post, at)
    lists = worklists.shown(asked)
    context = {
        "lists": [one for one in lists if one.count],
        "empty": [one for one in lists if not one.count],
        "sessions": worklists.sessions_of(asked),
        "calls": worklists.calls_of(asked) if acting.post.role == "mediator" else [],
        "now": at,
    }
    return render(request, "disputes/day.html", context)


@never_cache
@require_safe
@require(access.mediates)
def whole(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list whole, page by page."""
    acting, at = cast(ActingRequest, request), timezone.now()
    chosen = worklists.ALL.get(key)
    if chosen is None:
        raise Http404
    cases = chosen.narrow(worklists.Asked(acting.post, at)).for_list()
    page = page_by_key(cases, keys=("due_at", "id"), asked=request.GET, size=ROWS_ON_PAGE)
    rows = [worklists.Row(case, chosen.opens) for case in page.rows]
    context = {"list": chosen, "page": page, "rows": rows, "now": at}
    return render(request, "disputes/list.html", context)
