"""The pages of somebody's day: short lists of what waits, and each of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from linli.base.ui.paging import page_by_key
from linli.cases.worklists import Asked, WorkList, shown
from linli.core.text import Text

ROWS_ON_PAGE = 25


def day(lists: Sequence[WorkList], asked: Asked, *, whole: str) -> dict[str, Any]:
    """Return what `cases/parts/worklists.html` draws: the lists that hold something and those
    that hold nothing. `whole` names the address of one list whole, which takes its key."""
    found = shown(lists, asked)
    return {
        "lists": [one for one in found if one.count],
        "empty": [one for one in found if not one.count],
        "whole": whole,
        "now": asked.at,
    }


def whole_list(
    request: HttpRequest, chosen: WorkList | None, asked: Asked, *, back: str, name: Text | str
) -> HttpResponse:
    """Answer with the page of the list `chosen`, which leads back to the address `back`, a page
    called `name`. Raises Http404 for None."""
    if chosen is None:
        raise Http404
    context = {"list": chosen, "back": back, "back_name": name, "now": asked.at}
    return render(request, "cases/worklist.html", context | page_of(chosen, asked, request.GET))


def page_of(chosen: WorkList, asked: Asked, query: QueryDict) -> dict[str, Any]:
    """Return the `page` of a list that `query` asks for, and its `rows`. One query."""
    cases = chosen.narrow(asked).for_list()
    page = page_by_key(cases, keys=("due_at", "id"), asked=query, size=ROWS_ON_PAGE)
    return {"page": page, "rows": [chosen.row(case) for case in page.rows]}
