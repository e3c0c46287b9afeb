"""The pages that only tell: where to begin, and what we do with what people tell us."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from linli.base.rules.keeping import kept_for
from linli.base.ui.doors import all_doors
from linli.core.personal import PERIODS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what one can do here."""
    return render(request, "portal/home.html", {"doors": all_doors()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about a person, why, for whom and how long, and their rights."""
    counted = (period for period in PERIODS if period.months is not None)
    kept = kept_for(counted, on=timezone.localdate())
    return render(request, "portal/privacy.html", {"periods": kept})
