"""Rounds: planned, held, with the disputes that came of each; and the grids they go through."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require
from linli.base.regions.models import Grid
from linli.base.ui.forms import add_refusal
from linli.base.ui.paging import page_by_key
from linli.core.errors import Refused
from linli.procedures.disputes import access, grids
from linli.procedures.disputes import rounds as walked
from linli.procedures.disputes.forms import HeldForm, PlanForm

ROWS_ON_PAGE = 25
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@require(access.walks)
def all_rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds of the unit, and plan one."""
    acting, at = cast(ActingRequest, request), timezone.now()
    form = PlanForm(acting.post, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            walked.plan(**form.cleaned_data, post=acting.post, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("The round is planned."))
            return redirect("disputes:rounds")
    page = page_by_key(
        walked.rounds_of(acting.post), keys=("planned_date", "id"), asked=request.GET,
        size=ROWS_ON_PAGE, is_newest_first=True,
    )  # fmt: skip
    context = {
        "form": form,
        "page": page,
        "rows": [(one, walked.focus_of(one)) for one in page.rows],
    }
    return render(request, "disputes/rounds.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(METHODS)
@require(access.walks)
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round, and record what it looked at and found."""
    acting, at = cast(ActingRequest, request), timezone.now()
    found = walked.rounds_of(acting.post).filter(pk=pk).first()
    if found is None:
        raise Http404
    initial = {
        "held_date": found.held_date or timezone.localdate(),
        "looked_at": found.looked_at,
        "found": found.found,
    }
    form = HeldForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            walked.hold(found, **form.cleaned_data, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Recorded. Register each dispute that was found."))
            return redirect("disputes:round", pk)
    context = {
        "round": found,
        "focus": walked.focus_of(found),
        "disputes": walked.found_on(found),
        "may_open": access.mediates(acting.post),
        "form": form,
        "now": at,
    }
    return render(request, "disputes/round.html", context, status=422 if form.errors else 200)


class GridsForm(forms.Form):
    """A file with grids."""

    file = forms.FileField(
        label=gettext_lazy("Excel or CSV file"),
        help_text=gettext_lazy("Columns: community code (12 digits), grid code, grid name."),
    )


@never_cache
@require_http_methods(METHODS)
@require(access.walks)
def all_grids(request: HttpRequest) -> HttpResponse:
    """Show the grids of the area, and take a file of them in."""
    acting, at = cast(ActingRequest, request), timezone.now()
    is_sent = request.method == "POST"
    form = GridsForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    taken = None
    if is_sent and form.is_valid():
        try:
            taken = grids.take_in(
                form.cleaned_data["file"], post=acting.post, by=acting.actor, at=at
            )
        except Refused as refused:
            add_refusal(form, refused)
    place = acting.post.unit.region
    found = Grid.objects.filter(
        community__code__gte=place.code, community__code__lt=place.code_end, until_date=None
    ).select_related("community")
    context = {"form": form, "taken": taken, "grids": found[:500]}
    return render(request, "disputes/grids.html", context, status=422 if form.errors else 200)
