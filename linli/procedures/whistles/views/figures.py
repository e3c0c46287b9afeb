"""Both sides' figures, for the county."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases.period_forms import PeriodForm
from linli.procedures.whistles import access, figuring


@never_cache
@require_safe
@require(access.decides)
def figures(request: HttpRequest) -> HttpResponse:
    """Show how departments came and how townships called in the days asked for, side by side."""
    acting = cast(ActingRequest, request)
    form = PeriodForm(request.GET, today=timezone.localdate())
    departments, townships = figuring.sides(acting.post, span=form.span)
    context = {
        "form": form, "span": form.span, "departments": departments, "townships": townships,
    }  # fmt: skip
    return render(request, "whistles/figures.html", context)
