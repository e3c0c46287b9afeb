"""The suggestions that appear while one types the name of a unit or a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from linli.base.accounts import selectors
from linli.base.accounts.access import require_post, require_power

SUGGESTED = 8


@require_GET
@require_post
def units(request: HttpRequest) -> HttpResponse:
    """Return the options of a list: units of today that fit."""
    today = timezone.localdate()
    return _options(request, lambda q: selectors.find_units(q, on=today, limit=SUGGESTED))


@require_GET
@require_power("posts", "audit")
def people(request: HttpRequest) -> HttpResponse:
    """Return the options of a list: people who fit; `?all` counts accounts that are off."""
    is_all = "all" in request.GET
    return _options(
        request, lambda q: selectors.find_people(q, includes_off=is_all, limit=SUGGESTED)
    )


def _options(request: HttpRequest, find: Callable[[str], list[Any]]) -> HttpResponse:
    """Return the fragment for htmx; as a page of its own it doesn't exist."""
    if "HX-Request" not in request.headers:
        raise Http404
    query = request.GET.get(request.GET.get("field", ""), "")
    return render(request, "accounts/suggestions.html", {"things": find(query)})
