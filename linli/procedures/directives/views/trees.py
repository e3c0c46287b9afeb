"""How far a directive is, part by part, and what stands in the way."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases.links import part_link
from linli.procedures.directives import access, burden
from linli.procedures.directives.tree import read
from linli.procedures.directives.views.finding import directive_or_404


@never_cache
@require_safe
@require(access.works)
def tree(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the parts of a directive, each with how far all below it is."""
    acting, at = cast(ActingRequest, request), timezone.now()
    case = directive_or_404(acting, reference)
    costs = burden.of_trees([case.pk]) if part_link(case) is None else []
    context = {
        "case": case,
        "tree": read(case, acting.post, at=at),
        "costs": costs,
        "minutes": burden.total(costs),
        "now": at,
    }
    return render(request, "directives/tree.html", context)
