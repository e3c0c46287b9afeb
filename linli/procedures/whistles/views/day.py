"""The day: what waits for the township, the department, the county, each with its own lists."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.paging import page_by_key
from linli.procedures.whistles import access, rosters, worklists

ROWS_ON_PAGE = 25


@never_cache
@require_safe
@require(access.takes_part)
def day(request: HttpRequest) -> HttpResponse:
    """Show what waits, a few of each kind; of emergencies the duty desk's number."""
    acting, at = cast(ActingRequest, request), timezone.now()
    lists = worklists.shown(acting.post, at=at)
    ringing = [row.case.unit_id for one in lists if one.list.key == "to_ring" for row in one.rows]
    context = {
        "lists": [one for one in lists if one.count],
        "empty": [one for one in lists if not one.count],
        "on_duty": rosters.on_duty(ringing, at=at) if ringing else {},
        "own_shift": rosters.on_duty([acting.post.unit_id], at=at).get(acting.post.unit_id),
        "may_call": access.calls(acting.post),
        "now": at,
    }
    return render(request, "whistles/day.html", context)


@never_cache
@require_safe
@require(access.takes_part)
def whole(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list whole, page by page."""
    acting, at = cast(ActingRequest, request), timezone.now()
    chosen = worklists.ALL.get(key)
    asked = worklists.asked_of(acting.post, key, at=at)
    if chosen is None or asked is None:
        raise Http404
    cases = chosen.narrow(asked).for_list()
    page = page_by_key(cases, keys=("due_at", "id"), asked=request.GET, size=ROWS_ON_PAGE)
    rows = worklists.rows_of(page.rows, chosen)
    context = {"list": chosen, "page": page, "rows": rows, "now": at}
    return render(request, "whistles/list.html", context)
