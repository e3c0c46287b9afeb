"""Pages of the working calendar: a year, a day, and the notice that settles a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import require_power
from linli.base.administration.calendar_forms import DayForm, YearForm
from linli.base.administration.calendar_year import doubts, year_view
from linli.base.administration.submitting import submit
from linli.base.calendars.actions import (
    YEARS,
    check_notice,
    declare_year,
    effect_of,
    effect_of_notice,
    reset_day,
    set_day,
)
from linli.base.calendars.changes import under_way
from linli.base.calendars.models import CalendarDay
from linli.base.ui.forms import add_refusal
from linli.base.ui.pieces import Crumb
from linli.core.errors import Refused


@require_safe
@require_power("calendar")
def calendar(request: Any) -> HttpResponse:
    """Lead to the year that is now."""
    return redirect("administration:calendar_year", year=timezone.localdate().year)


@require_safe
@require_power("calendar")
def year(request: Any, year: int) -> HttpResponse:
    """Show the months of a year and its days that differ."""
    _known(year)
    context = {
        "view": year_view(year),
        "today": timezone.localdate(),
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "under_way": under_way(timezone.now()),
    }
    return render(request, "administration/calendar.html", context)


@require_http_methods(["GET", "POST"])
@require_power("calendar")
def day(request: Any, day: date) -> HttpResponse:
    """Make a day worked or off, or let it follow the week; asks again if clocks would move."""
    _known(day.year)
    row = CalendarDay.objects.filter(pk=day).first()
    form = DayForm(request.POST or None, initial=DayForm.beginnings(row))
    preview = None
    if request.method == "POST" and form.is_valid():
        days = {day: form.is_working(day)}
        preview = effect_of(days, by=request.actor, at=timezone.now())
        is_confirmed = request.POST.get("confirmed") == form.cleaned_data["state"]
        is_confirmed = is_confirmed or not preview.total
        if is_confirmed and submit(
            request,
            form,
            "calendar.set_day",
            lambda now: _save(request, day, form, now),
            day=day.isoformat(),
        ):
            messages.success(request, _("The calendar is changed."))
            return redirect("administration:calendar_year", year=day.year)
    title = date_format(day, "DATE_FORMAT")
    context = {"form": form, "day": day, "preview": preview, "title": title}
    return render(
        request, "administration/day.html", context | {"crumbs": _crumbs(day.year, title)}
    )


@require_http_methods(["GET", "POST"])
@require_power("calendar")
def declare(request: Any, year: int) -> HttpResponse:
    """Settle a year by its notice, once what it does was looked at: the calendar as it will be,
    and whose terms move."""
    _known(year)
    form = YearForm(request.POST or None, year=year)
    looked_at: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("seen") == form.seen and submit(
            request, form, "calendar.declare_year", lambda now: _settle(request, year, form, now),
            year=year,
        ):  # fmt: skip
            messages.success(request, _("The year is settled."))
            return redirect("administration:calendar_year", year=year)
        if not form.errors:
            looked_at = _look(request, year, form)
    title = _("Settle the year %(year)s") % {"year": year}
    context = {"form": form, "title": title, "year": year, "crumbs": _crumbs(year, title)}
    return render(request, "administration/declare.html", context | looked_at)


def _look(request: Any, year: int, form: YearForm) -> dict[str, Any]:
    """Return what the notice would do. What no notice can say is refused at its field."""
    try:
        check_notice(year, form.cleaned_data["source"], form.read)
    except Refused as refused:
        add_refusal(form, refused)
        return {}
    now = timezone.now()
    return {
        "seen": form.seen,
        "view": year_view(year, form.read),
        "doubts": doubts(year, form.read),
        "preview": effect_of_notice(year, form.read, by=request.actor, at=now),
    }


def _settle(request: Any, year: int, form: YearForm, now: Any) -> bool:
    source = form.cleaned_data["source"]
    declare_year(year, source=source, days=form.read, by=request.actor, at=now)
    return True


def _save(request: Any, day: date, form: DayForm, now: Any) -> bool:
    if form.cleaned_data["state"] == "week":
        reset_day(day, by=request.actor, at=now)
    else:
        name, source = form.cleaned_data["name"], form.cleaned_data["source"]
        is_working = form.is_working(day)
        set_day(day, is_working=is_working, name=name, source=source, by=request.actor, at=now)
    return True


def _known(year: int) -> None:
    if year not in YEARS:
        raise Http404


def _crumbs(year: int, title: str) -> list[Crumb]:
    address = reverse("administration:calendar_year", args=[year])
    return [Crumb(_("Working calendar")), Crumb(str(year), address), Crumb(title)]
