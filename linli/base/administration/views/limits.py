"""Pages of local limits: the terms, one term's limits, setting and withdrawing."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import require_power
from linli.base.administration.forms import ConfirmForm, named_choices
from linli.base.administration.limits import (
    TermView,
    in_words,
    limits_of,
    settable_terms,
    term_view,
)
from linli.base.administration.submitting import submit
from linli.base.calendars.changes import under_way
from linli.base.regions.forms import RegionField
from linli.base.rules.actions import (
    LONGEST,
    UNITS,
    confirm_version,
    effect_of_limit,
    effect_of_version,
    set_limit,
    versions,
    withdraw_limit,
)
from linli.base.rules.models import LocalLimit
from linli.base.ui.forms import DayInput
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb
from linli.core.moves import Preview


class LimitForm(forms.Form):
    """A place's own length of a term, and the rule that sets it."""

    region = RegionField(
        label=gettext_lazy("Region"), help_text=gettext_lazy("Holds for it and all below.")
    )
    length = forms.IntegerField(label=gettext_lazy("Length"), min_value=1, max_value=LONGEST)
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=lambda: named_choices(UNITS))
    in_force_from = forms.DateField(label=gettext_lazy("In force from"), widget=DayInput)
    instrument = forms.CharField(
        label=gettext_lazy("Local rule"),
        max_length=200,
        help_text=gettext_lazy("The document that sets it, by its full name and number."),
    )
    article = forms.CharField(label=gettext_lazy("Article"), max_length=60, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def seen(self) -> str:
        """Return a mark of what was entered: to confirm is to confirm what was looked at."""
        told = "|".join(f"{name}={self.cleaned_data[name]}" for name in sorted(self.cleaned_data))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@require_safe
@require_power("limits")
def limits(request: Any) -> HttpResponse:
    """List the terms that a place may set, with the law's bound."""
    procedures = settable_terms(timezone.localdate())
    return render(request, "administration/limits.html", {"procedures": procedures})


@require_safe
@require_power("limits")
def term(request: Any, procedure: str, term: str) -> HttpResponse:
    """Show one term and what places have set for it."""
    view = _view(procedure, term)
    page = page_by_key(limits_of(view), keys=("region_id", "pk"), asked=request.GET)
    context = {"view": view, "page": page, "today": timezone.localdate(), "units": UNITS}
    context["under_way"] = under_way(timezone.now())
    context["versions"] = [
        (one, in_words(one.length, one.unit)) for one in versions(view.procedure, view.term.key)
    ]
    context["crumbs"] = [_list_crumb(), Crumb(view.term.name)]
    return render(request, "administration/term.html", context)


@require_http_methods(["GET", "POST"])
@require_power("limits")
def set_one(request: Any, procedure: str, term: str) -> HttpResponse:
    """Set a place's own length of a term, once what it does to running terms was looked at."""
    view = _view(procedure, term)
    initial = {"unit": view.term.unit, "in_force_from": timezone.localdate()}
    form = LimitForm(request.POST or None, initial=initial)
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = submit(
            request, form, "limit.set", lambda now: _effect(request, view, form, now),
            procedure=procedure, term=term,
        )  # fmt: skip
        is_seen = request.POST.get("seen") == form.seen
        if preview and (is_seen or not (preview.total or preview.kept)) and submit(
            request, form, "limit.set", lambda now: _set(request, view, form, now),
            procedure=procedure, term=term,
        ):  # fmt: skip
            messages.success(request, _("The limit is set."))
            return redirect(_address(view))
    title = _("Set a local limit")
    crumbs = [_list_crumb(), Crumb(view.term.name, _address(view)), Crumb(title)]
    context = {"form": form, "view": view, "title": title, "crumbs": crumbs, "preview": preview}
    context |= {"back": _address(view), "seen": form.seen if preview else ""}
    return render(request, "administration/set_limit.html", context)


@require_http_methods(["GET", "POST"])
@require_power("limits")
def version(request: Any, procedure: str, term: str, day: date) -> HttpResponse:
    """Let a new version of a term reach the cases that are under way."""
    view = _view(procedure, term)
    found = {one.in_force_from: one for one in versions(view.procedure, view.term.key)}
    if day not in found:
        raise Http404
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    act = {"procedure": procedure, "term": term, "day": day.isoformat()}
    if request.method == "POST" and submit(
        request, form, "term.confirm_version", lambda now: _confirm(request, view, day, now), **act
    ):
        messages.success(request, _("The new version holds for cases under way too."))
        return redirect(_address(view))
    title = _("New version of a term")
    context = {
        "form": form, "view": view, "version": found[day], "title": title,
        "length": in_words(found[day].length, found[day].unit),
        "preview": effect_of_version(
            view.procedure, view.term.key, day, by=request.actor, at=timezone.now()
        ),
        "back": _address(view),
        "crumbs": [_list_crumb(), Crumb(view.term.name, _address(view)), Crumb(title)],
    }  # fmt: skip
    return render(request, "administration/version.html", context)


def _effect(request: Any, view: TermView, form: LimitForm, now: Any) -> Preview:
    given = form.cleaned_data
    return effect_of_limit(view.procedure, view.term.key, **given, by=request.actor, at=now)


def _set(request: Any, view: TermView, form: LimitForm, now: Any) -> bool:
    given = form.cleaned_data
    set_limit(view.procedure, view.term.key, **given, by=request.actor, at=now)
    return True


def _confirm(request: Any, view: TermView, day: date, now: Any) -> bool:
    confirm_version(view.procedure, view.term.key, day, by=request.actor, at=now)
    return True


@require_POST
@require_power("limits")
def withdraw(request: Any, pk: int) -> HttpResponse:
    """Take back a limit that is not yet in force."""
    limit = get_object_or_404(LocalLimit, pk=pk)
    form = ConfirmForm(request.POST)

    def act(now: Any) -> bool:
        withdraw_limit(limit, by=request.actor, at=now)
        return True

    if submit(request, form, "limit.withdraw", act, limit=pk):
        messages.success(request, _("The limit is taken back."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("administration:term", procedure=limit.procedure, term=limit.term)


def _view(procedure: str, term: str) -> TermView:
    view = term_view(procedure, term, timezone.localdate())
    if view is None:
        raise Http404
    return view


def _address(view: TermView) -> str:
    return reverse("administration:term", args=[view.procedure.key, view.term.key])


def _list_crumb() -> Crumb:
    return Crumb(_("Local limits"), reverse("administration:limits"))
