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
from linli.base.administration.calendar_year import year_view
from linli.base.administration.submitting import submit
from linli.base.calendars.actions import YEARS, declare_year, effect_of, reset_day, set_day
from linli.base.calendars.models import CalendarDay
from linli.base.calendars.notices import read_days
from linli.base.ui.pieces import Crumb


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
    }
    return render(request, "administration/calendar.html", context)


@require_http_methods(["GET", "POST"])
@require_power("calendar")
def day(request: Any, day: date) -> HttpResponse:
    """Make a day worked or off, or let it follow the week; asks again if clocks would move."""
    _known(day.year)
    row = CalendarDay.objects.filter(pk=day).first()
    form = DayForm(request.POST or None, initial=DayForm.beginnings(row))
    moved = None
    if request.method == "POST" and form.is_valid():
        moved = _moved(request, day, form)
        is_confirmed = request.POST.get("confirmed") == "yes" or not moved
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
    context = {"form": form, "day": day, "moved": moved, "title": title}
    return render(
        request, "administration/day.html", context | {"crumbs": _crumbs(day.year, title)}
    )


@require_http_methods(["GET", "POST"])
@require_power("calendar")
def declare(request: Any, year: int) -> HttpResponse:
    """Settle a year by its notice."""
    _known(year)
    form = YearForm(request.POST or None)
    if request.method == "POST" and submit(
        request,
        form,
        "calendar.declare_year",
        lambda now: declare_year(
            year,
            source=form.cleaned_data["source"],
            days=read_days(form.cleaned_data["days"]) if form.cleaned_data["days"] else None,
            by=request.actor,
            at=now,
        ),
        year=year,
    ):
        messages.success(request, _("The year is settled."))
        return redirect("administration:calendar_year", year=year)
    title = _("Settle the year %(year)s") % {"year": year}
    context = {"form": form, "title": title, "verb": _("Save"), "crumbs": _crumbs(year, title)}
    context["back"] = reverse("administration:calendar_year", args=[year])
    return render(request, "administration/form.html", context)


def _moved(request: Any, day: date, form: DayForm) -> int:
    trial = effect_of({day: form.is_working(day)}, by=request.actor, at=timezone.now())
    return sum(trial.values())


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
