"""Pages on where a conference is followed, who is called, and which posts came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import require_post
from linli.base.ui.paging import page_by_key
from linli.registers.conferences import selectors
from linli.registers.conferences.access import may_keep
from linli.registers.conferences.actions import calling
from linli.registers.conferences.forms import (
    AttendanceForm,
    BranchesForm,
    CallForm,
    ComingForm,
    VenueForm,
)
from linli.registers.conferences.models import Called, Conference
from linli.registers.conferences.views.acting import carried_out, number, pressed
from linli.registers.conferences.views.finding import conference_for, crumbs_of, kept_for


@require_http_methods(["GET", "POST"])
@require_post
def venues(request: Any, pk: int) -> HttpResponse:
    """Show the venues; the office adds one or one in each region of a level, or removes one."""
    conference = (kept_for if request.method == "POST" else conference_for)(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = VenueForm(sent if "add" in request.POST else None, auto_id="venue_%s")
    branches = BranchesForm(
        conference.level, sent if "branches" in request.POST else None, auto_id="branches_%s"
    )
    if request.method == "POST" and _venues_changed(request, conference, form, branches):
        return redirect("conferences:venues", pk=pk)
    rows = conference.venues.select_related("region")
    context = {
        "conference": conference,
        "page": page_by_key(rows, keys=("region_id", "pk"), asked=request.GET),
        "form": form,
        "branches": branches,
        "may_keep": may_keep(conference, request.post),
        "crumbs": crumbs_of(conference, _("Venues")),
    }
    return render(request, "conferences/venues.html", context)


@require_http_methods(["GET", "POST"])
@require_post
def called(request: Any, pk: int) -> HttpResponse:
    """Show the units that are called; the office calls more, or calls one off."""
    conference = (kept_for if request.method == "POST" else conference_for)(request, pk)
    form = CallForm(conference.level, request.POST if "call" in request.POST else None)
    if request.method == "POST" and _called_changed(request, conference, form):
        return redirect("conferences:called", pk=pk)
    rows = selectors.called_of(conference, words=request.GET.get("words", ""))
    context = {
        "conference": conference,
        "page": page_by_key(rows, keys=("pk",), asked=request.GET),
        "words": request.GET.get("words", "")[:60],
        "form": form,
        "may_keep": may_keep(conference, request.post),
        "crumbs": crumbs_of(conference, _("Units called")),
    }
    return render(request, "conferences/called.html", context)


@require_http_methods(["GET", "POST"])
@require_post
def attendance(request: Any, pk: int, row: int) -> HttpResponse:
    """Show which posts of a called unit come; the unit and the office say so."""
    conference = conference_for(request, pk)
    rows = conference.called.select_related("unit", "venue__region", "conference")
    one = get_object_or_404(rows, pk=row)
    post = request.post
    may = calling.may_attend(one, post.unit_id, post.role)
    form = AttendanceForm(request.POST if "add" in request.POST else None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied(_("Only the unit and the office of the host may say who comes."))
        if _attendance_changed(request, one, form):
            return redirect("conferences:attendance", pk=pk, row=row)
    context = {
        "conference": conference,
        "called": one,
        "rows": [(each, ComingForm(initial={"coming": each.coming}, auto_id=f"row{each.pk}_%s"))
                 for each in one.attendance.all()],
        "form": form,
        "may": may,
        "crumbs": crumbs_of(conference, _("Attendance")),
    }  # fmt: skip
    return render(request, "conferences/attendance.html", context)


def _venues_changed(
    request: Any, conference: Conference, form: VenueForm, branches: BranchesForm
) -> bool:
    by = request.actor
    if form.is_bound:
        return bool(
            carried_out(
                form,
                lambda now: calling.add_venue(conference, **form.cleaned_data, by=by, at=now),
            )
        )
    if branches.is_bound:
        level = lambda: branches.cleaned_data["level"]  # noqa: E731
        return bool(
            carried_out(
                branches,
                lambda now: calling.add_branches(conference, level=level(), by=by, at=now),
            )
        )
    venue = conference.venues.filter(pk=number(request.POST.get("remove"))).first()
    if venue is not None:
        pressed(request, lambda now: calling.remove_venue(venue, by=by, at=now))
    return True


def _called_changed(request: Any, conference: Conference, form: CallForm) -> bool:
    by = request.actor
    if not form.is_bound:
        row = conference.called.filter(pk=number(request.POST.get("uncall"))).first()
        if row is not None:
            pressed(request, lambda now: calling.uncall(row, by=by, at=now))
        return True
    count = carried_out(form, lambda now: _call(conference, form.cleaned_data, by, now))
    if count is None:
        return False
    messages.success(
        request,
        ngettext("%(count)s unit is called.", "%(count)s units are called.", count)
        % {"count": count},
    )
    return True


def _call(conference: Conference, asked: dict[str, Any], by: Any, now: Any) -> int:
    units = [asked["unit"]] if asked["unit"] else []
    if asked["unit_kind"] and asked["level"]:
        found = calling.units_at(conference, kind=asked["unit_kind"], level=asked["level"], at=now)
        units += list(found.select_related("region")[: calling.MOST_CALLED + 1])
    return calling.call(conference, units, rank=asked["rank"], why=asked["why"], by=by, at=now)


def _attendance_changed(request: Any, one: Called, form: AttendanceForm) -> bool:
    by = request.actor
    if form.is_bound:
        return bool(
            carried_out(
                form,
                lambda now: calling.expect(one, title=form.cleaned_data["title"], by=by, at=now),
            )
        )
    row = one.attendance.filter(
        pk=number(request.POST.get("row") or request.POST.get("drop"))
    ).first()
    if row is None:
        return True
    if "drop" in request.POST:
        pressed(request, lambda now: calling.drop(row, by=by, at=now))
        return True
    asked = ComingForm(request.POST)
    coming = asked.data.get("coming", "")
    pressed(request, lambda now: calling.note_coming(row, coming=coming, by=by, at=now))
    return True
