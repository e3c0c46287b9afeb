"""Pages on which a conference is entered and changed, and the yearly plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import require
from linli.base.administration.submitting import submit
from linli.base.ui.pieces import Crumb
from linli.registers.conferences.access import may_enter
from linli.registers.conferences.actions import entering
from linli.registers.conferences.forms import ConferenceForm, PlanForm
from linli.registers.conferences.models import PlannedConference
from linli.registers.conferences.views.acting import carried_out, number, pressed
from linli.registers.conferences.views.finding import crumbs_of, kept_for, list_crumb


@require_http_methods(["GET", "POST"])
@require(may_enter)
def new(request: Any) -> HttpResponse:
    """Enter a conference that is to be held, or was."""
    initial = {
        "host": request.post.unit_id, "held_date": timezone.localdate(), "kind": "special",
        "planned": request.GET.get("planned") if request.GET.get("planned", "").isdecimal() else "",
    }  # fmt: skip
    form = ConferenceForm(request.post, request.POST or None, initial=initial)
    if request.method == "POST":
        made = submit(
            request,
            form,
            "conference.enter",
            lambda now: entering.enter(
                post=request.post, **form.cleaned_data, by=request.actor, at=now
            ),
        )
        if made:
            messages.success(request, _("The conference is entered."))
            return redirect("conferences:conference", pk=made.pk)
    title = _("Enter a conference")
    context = {"form": form, "title": title, "verb": _("Enter the conference")}
    context |= {"back": reverse("conferences:list"), "crumbs": [list_crumb(), Crumb(title)]}
    return render(request, "ui/one_form.html", context)


@require_http_methods(["GET", "POST"])
@require(may_enter)
def change(request: Any, pk: int) -> HttpResponse:
    """Change what is known of a conference."""
    conference = kept_for(request, pk)
    initial = {key: getattr(conference, key) for key in entering.CHANGED}
    form = ConferenceForm(request.post, request.POST or None, initial=initial)
    if request.method == "POST":
        done = carried_out(
            form,
            lambda now: entering.change(
                conference, post=request.post, **_values(form), by=request.actor, at=now
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("conferences:conference", pk=pk)
    title = _("Change the conference")
    context = {"form": form, "title": title, "verb": _("Save"), "lead": conference.title}
    context |= {
        "back": reverse("conferences:conference", args=[pk]),
        "crumbs": crumbs_of(conference, title),
    }
    return render(request, "ui/one_form.html", context)


@require_http_methods(["GET", "POST"])
@require(may_enter)
def plan(request: Any) -> HttpResponse:
    """Show the plan of the acting post's unit for a year; add a line, or strike one."""
    asked = request.GET.get("year", "")
    this = timezone.localdate().year
    year = int(asked) if asked.isdecimal() and this - 9 <= int(asked[:4]) <= this + 1 else this
    unit = request.post.unit
    form = PlanForm(request.POST if "add" in request.POST else None, initial={"kind": "special"})
    lines = PlannedConference.objects.filter(unit=unit, year=year)
    if request.method == "POST" and _planned(request, form, lines, year):
        return redirect(f"{reverse('conferences:plan')}?year={year}")
    context = {
        "form": form,
        "year": year,
        "years": range(this + 1, this - 4, -1),
        "lines": lines.prefetch_related("conferences"),
        "unit": unit,
        "crumbs": [list_crumb(), Crumb(_("Yearly plan"))],
    }
    return render(request, "conferences/plan.html", context)


def _planned(request: Any, form: PlanForm, lines: Any, year: int) -> bool:
    """Return whether a line was added or struck; what stands in the way is shown."""
    unit, by = request.post.unit, request.actor
    if "add" in request.POST:
        return bool(
            submit(
                request,
                form,
                "conference.plan",
                lambda now: entering.plan(unit=unit, year=year, **form.cleaned_data, by=by, at=now),
            )
        )
    line = lines.filter(pk=number(request.POST.get("strike"))).first()
    if line is not None:
        pressed(request, lambda now: entering.strike(line, by=by, at=now))
    return True


def _values(form: ConferenceForm) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    values["region"] = values["region"] or values["host"].region
    return values
