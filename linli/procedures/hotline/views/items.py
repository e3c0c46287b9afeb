"""The suggestions that appear while one types the name of a duty item."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linli.base.accounts.access import require_post
from linli.base.regions.levels import level_of
from linli.procedures.hotline.item_field import find_items, label_of


@require_GET
@require_post
def suggest(request: HttpRequest) -> HttpResponse:
    """Return the options of a list, for htmx: items that fit and concern the place."""
    if "HX-Request" not in request.headers:
        raise Http404
    query = request.GET.get(request.GET.get("field", ""), "")
    found = find_items(query, region_code=_code(request)) if query.strip() else []
    things = [{"label": label_of(item), "item": item} for item in found]
    return render(request, "hotline/suggestions.html", {"things": things})


def _code(request: HttpRequest) -> int:
    try:
        code = int(request.GET.get("region", ""))
        level_of(code)
    except ValueError:
        raise Http404 from None
    return code
