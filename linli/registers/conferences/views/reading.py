"""The reading page: a report and what was read in it side by side, corrected and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import require_post
from linli.registers.conferences.access import may_keep
from linli.registers.conferences.actions import confirming, marking
from linli.registers.conferences.models import Conference, Demand, Spot
from linli.registers.conferences.reading import choose, next_after, reading_of
from linli.registers.conferences.report_forms import AddForm, DemandForm, SpotForm
from linli.registers.conferences.views.acting import carried_out, number
from linli.registers.conferences.views.finding import conference_for, crumbs_of, kept_for

NAMED = ("speaker", "addressee", "subject")


@require_safe
@require_post
def reading(request: Any, pk: int) -> HttpResponse:
    """Show the report beside its demands."""
    conference = conference_for(request, pk)
    return _page(request, conference, number(request.GET.get("demand")))


@require_POST
@require_post
def act(request: Any, pk: int, demand: int) -> HttpResponse:
    """Do to a demand what the button pressed says; what the form says of it is saved first."""
    conference = kept_for(request, pk)
    one = get_object_or_404(conference.demands.select_related("conference"), pk=demand)
    what = request.POST.get("act", "save")
    form = DemandForm(request.POST)
    after = carried_out(form, lambda now: _done(request, one, what, form.cleaned_data, now))
    if after is None:
        return _page(request, conference, one.pk, form=form)
    return _to(pk, after)


@require_POST
@require_post
def add(request: Any, pk: int) -> HttpResponse:
    """Add a demand from a selection, or from its words."""
    conference = kept_for(request, pk)
    form = AddForm(request.POST, auto_id="add_%s")
    made = carried_out(form, lambda now: _added(request, conference, form.cleaned_data, now))
    if made is None:
        return _page(request, conference, 0, adding=form)
    return _to(pk, made.pk)


@require_POST
@require_post
def confirm_all(request: Any, pk: int) -> HttpResponse:
    """Confirm all demands that are left."""
    conference = kept_for(request, pk)
    form = forms.Form(request.POST)
    done = carried_out(
        form, lambda now: confirming.confirm_all(conference, by=request.actor, at=now)
    )
    return _to(pk, 0) if done is not None else _page(request, conference, 0, trouble=form)


@require_POST
@require_post
def settle(request: Any, pk: int, spot: int) -> HttpResponse:
    """Put down what stands at a mended place."""
    conference = kept_for(request, pk)
    spots = Spot.objects.select_related("report__conference")
    one = get_object_or_404(spots, pk=spot, report__conference=conference)
    form = SpotForm(request.POST, auto_id=f"spot{spot}_%s")

    def settle_it(now: datetime) -> bool:
        confirming.settle(one, words=form.cleaned_data["words"], by=request.actor, at=now)
        return True

    done = carried_out(form, settle_it)
    here = number(request.GET.get("demand"))
    return _to(pk, here) if done else _page(request, conference, here, trouble=form)


def _done(request: Any, one: Demand, what: str, asked: dict[str, Any], now: datetime) -> int:
    """Do what was asked and return which demand to show next, 0 for whichever."""
    by = request.actor
    if what == "withdraw":
        confirming.withdraw(one, by=by, at=now)
        return one.pk
    demands = list(one.conference.demands.all())
    if what == "remove":
        after = next_after(demands, one.pk)
        marking.remove(one, by=by, at=now)
        return after
    if not one.confirmed_at:
        _save(one, asked, by, now, has_ends=what == "save")
    if what == "confirm":
        confirming.confirm(one, by=by, at=now)
        return next_after(demands, one.pk)
    _ACTS.get(what, _nothing)(request, one, now)
    return one.pk


def _save(one: Demand, asked: dict[str, Any], by: Any, now: datetime, *, has_ends: bool) -> None:
    values = {key: asked[key] for key in NAMED}
    if has_ends and asked["start"] is not None and asked["end"] is not None:
        values |= {"start": asked["start"], "end": asked["end"]}
    if any(getattr(one, key) != value for key, value in values.items()):
        marking.change(one, **values, by=by, at=now)


def _move(side: str, way: str) -> Callable[[Any, Demand, datetime], object]:
    return lambda request, one, now: marking.move(one, side=side, way=way, by=request.actor, at=now)


def _nothing(request: Any, one: Demand, now: datetime) -> None:
    """Saving alone was asked."""


_ACTS: dict[str, Callable[[Any, Demand, datetime], object]] = {
    "start-earlier": _move("start", "earlier"),
    "start-later": _move("start", "later"),
    "end-earlier": _move("end", "earlier"),
    "end-later": _move("end", "later"),
    "split": lambda request, one, now: marking.split(
        one, place=number(request.POST.get("place")), by=request.actor, at=now
    ),
    "join": lambda request, one, now: marking.join(one, by=request.actor, at=now),
}


def _added(request: Any, conference: Conference, asked: dict[str, Any], now: datetime) -> Demand:
    start, end = asked["start"], asked["end"]
    if start is None or end is None:
        start, end = marking.find_words(conference, asked["words"])
    values = {key: asked[key] for key in NAMED}
    return marking.add(conference, start=start, end=end, **values, by=request.actor, at=now)


def _to(pk: int, demand: int) -> HttpResponse:
    query = f"?demand={demand}" if demand else ""
    return redirect(reverse("conferences:reading", args=[pk]) + query)


def _page(
    request: Any,
    conference: Conference,
    demand: int,
    *,
    form: DemandForm | None = None,
    adding: AddForm | None = None,
    trouble: forms.Form | None = None,
) -> HttpResponse:
    found = reading_of(conference, request.post, at=timezone.now())
    if found is None:
        if may_keep(conference, request.post):
            return redirect("conferences:report", pk=conference.pk)
        raise Http404
    choose(found, demand)
    one = found.current
    shown = {key: getattr(one, key) for key in (*NAMED, "start", "end")} if one else {}
    context = {
        "conference": conference,
        "reading": found,
        "form": form or DemandForm(initial=shown),
        "adding": adding or AddForm(auto_id="add_%s", initial=_like(one)),
        "trouble": trouble,
        "may_keep": may_keep(conference, request.post),
        "crumbs": crumbs_of(conference, _("Reading")),
    }
    return render(request, "conferences/reading.html", context)


def _like(one: Demand | None) -> dict[str, str]:
    """Return what a new demand begins with: it is mostly by the same speaker."""
    return {"speaker": one.speaker, "subject": one.subject} if one else {}
