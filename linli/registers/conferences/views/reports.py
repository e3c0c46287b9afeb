"""Pages on which a report is taken in: of a new conference, or of one that is entered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import require
from linli.base.administration.submitting import submit
from linli.base.ui.pieces import Crumb
from linli.core.conferences import Conference as Reading
from linli.registers.conferences.access import may_enter
from linli.registers.conferences.actions import entering
from linli.registers.conferences.actions.reading import take_report, understand
from linli.registers.conferences.models import Conference
from linli.registers.conferences.report_forms import NewReportForm, ReportForm
from linli.registers.conferences.views.acting import carried_out
from linli.registers.conferences.views.finding import crumbs_of, kept_for, list_crumb

LONGEST_HEADING = 60


@require_http_methods(["GET", "POST"])
@require(may_enter)
def read(request: Any) -> HttpResponse:
    """Read a report and enter its conference with what was read."""
    form = NewReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        found = _understood(form)
        made = found and submit(
            request, form, "conference.read", lambda now: _enter(request, form, found, now)
        )
        if made:
            return redirect("conferences:reading", pk=made.pk)
        form.keep_words()
    title = _("Read a report")
    context = {
        "form": form,
        "title": title,
        "back": reverse("conferences:list"),
        "crumbs": [list_crumb(), Crumb(title)],
    }
    return render(request, "conferences/read.html", context)


@require_http_methods(["GET", "POST"])
@require(may_enter)
def report(request: Any, pk: int) -> HttpResponse:
    """Read the report of a conference that is entered."""
    conference = kept_for(request, pk)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        asked = form.cleaned_data if form.is_valid() else {}
        done = carried_out(
            form,
            lambda now: take_report(
                conference, asked["text"], source=asked["source"], by=request.actor, at=now
            ),
        )
        if done:
            return redirect("conferences:reading", pk=pk)
        form.keep_words()
    title = _("Read the report")
    context = {
        "form": form,
        "title": title,
        "lead": conference.title,
        "back": reverse("conferences:conference", args=[pk]),
        "crumbs": crumbs_of(conference, title),
    }
    return render(request, "conferences/read.html", context)


def _understood(form: NewReportForm) -> tuple[str, date] | None:
    """Return the name and the day of the conference, as entered or as read; ask where neither
    says it."""
    if not form.is_valid():
        return None
    found = carried_out(form, lambda now: understand(form.cleaned_data["text"]))
    if found is None:
        return None
    mended, reading = found
    title = form.cleaned_data["title"] or _heading(mended.text)
    if not title:
        form.add_error("title", _("The report has no heading: enter the name."))
    day = form.cleaned_data["held_date"] or _day(reading, timezone.localdate())
    if day is None:
        form.add_error("held_date", _("The report gives no day: enter it."))
        return None
    return (title, day) if title else None


def _enter(request: Any, form: Any, found: tuple[str, date], now: datetime) -> Conference:
    title, day = found
    with transaction.atomic():
        made = entering.enter(
            post=request.post,
            host=request.post.unit,
            title=title,
            held_date=day,
            by=request.actor,
            at=now,
        )
    asked = form.cleaned_data
    taken = take_report(made, asked["text"], source=asked["source"], by=request.actor, at=now)
    if str(taken.heads.get("date") or "").startswith("--") and not asked["held_date"]:
        messages.info(request, _("The report gives no year; %(year)s is assumed.") % {
            "year": day.year
        })  # fmt: skip
    return made


def _heading(text: str) -> str:
    """Return the first line where it is short enough to be a heading."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= LONGEST_HEADING and not first.endswith("。") else ""


def _day(reading: Reading, today: date) -> date | None:
    """Return the day that the report gives; without a year the last such day up to today."""
    found = reading.date
    if found is None:
        return None
    if not found.startswith("--"):
        return date.fromisoformat(found)
    for year in range(today.year, today.year - 8, -1):
        try:
            day = date.fromisoformat(f"{year}{found[1:]}")
        except ValueError:
            continue
        if day <= today:
            return day
    return None
