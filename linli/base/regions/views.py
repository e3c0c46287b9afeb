"""The one page of regions: finding a place, and suggestions while one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linli.base.regions.levels import LEVELS, level_of
from linli.base.regions.selectors import find

SUGGESTED = 8
LISTED = 30


@require_GET
def find_view(request: HttpRequest) -> HttpResponse:
    """Show the regions that fit `q`: to htmx the options of a list, else a page.

    `field` names the parameter to read instead of `q`; `within`, `near` and `levels` narrow as
    in `find`. Whatever makes no sense is passed over.
    """
    asked = request.GET
    query = asked.get(asked.get("field", "q"), "")
    is_fragment = "HX-Request" in request.headers
    regions = find(
        query,
        within=_code(asked.get("within", "")),
        near=_code(asked.get("near", "")),
        levels=[key for key in asked.get("levels", "").split(",") if key in LEVELS] or None,
        limit=SUGGESTED if is_fragment else LISTED,
    )
    template = "regions/suggestions.html" if is_fragment else "regions/find.html"
    return render(request, template, {"regions": regions, "query": query.strip()})


def _code(text: str) -> int | None:
    try:
        level_of(int(text))
    except ValueError:
        return None
    return int(text)
