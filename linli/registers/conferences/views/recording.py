"""Pages on what was said and handed out, and decisions on the rules of burden."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import require_post
from linli.registers.conferences.access import may_keep
from linli.registers.conferences.actions import deciding
from linli.registers.conferences.actions import recording as actions
from linli.registers.conferences.burden import RULES, RuleHere
from linli.registers.conferences.forms import PaperForm, SpeechForm
from linli.registers.conferences.thresholds import LENGTHS, limits_of
from linli.registers.conferences.views.acting import carried_out, number, pressed
from linli.registers.conferences.views.finding import conference_for, crumbs_of, kept_for

SPOKEN = ("kind", "speaker", "title", "unit", "topic", "minutes")


@require_http_methods(["GET", "POST"])
@require_post
def speeches(request: Any, pk: int) -> HttpResponse:
    """Show the speeches; the office adds one, or takes one out."""
    conference = (kept_for if request.method == "POST" else conference_for)(request, pk)
    form = SpeechForm(request.POST if "add" in request.POST else None, initial={"kind": "other"})
    if request.method == "POST":
        row = conference.speeches.filter(pk=number(request.POST.get("remove"))).first()
        if row is not None:
            pressed(request, lambda now: actions.remove_speech(row, by=request.actor, at=now))
        done = not form.is_bound or carried_out(
            form,
            lambda now: actions.put_speech(
                conference, **form.cleaned_data, by=request.actor, at=now
            ),
        )
        if done:
            return redirect("conferences:speeches", pk=pk)
    context = {
        "conference": conference,
        "rows": conference.speeches.select_related("unit"),
        "form": form,
        "here": RuleHere(RULES["speech"], limits_of(conference)),
        "may_keep": may_keep(conference, request.post),
        "crumbs": crumbs_of(conference, _("Speeches")),
    }
    return render(request, "conferences/speeches.html", context)


@require_http_methods(["GET", "POST"])
@require_post
def speech(request: Any, pk: int, row: int) -> HttpResponse:
    """Change what is known of a speech."""
    conference = kept_for(request, pk)
    one = get_object_or_404(conference.speeches.select_related("unit"), pk=row)
    form = SpeechForm(request.POST or None, initial={key: getattr(one, key) for key in SPOKEN})
    if request.method == "POST" and carried_out(
        form,
        lambda now: actions.put_speech(
            conference, **form.cleaned_data, speech=one, by=request.actor, at=now
        ),
    ):
        return redirect("conferences:speeches", pk=pk)
    title = _("Change the speech")
    context = {"form": form, "title": title, "verb": _("Save"), "lead": conference.title}
    context |= {
        "back": reverse("conferences:speeches", args=[pk]),
        "crumbs": crumbs_of(conference, title),
    }
    return render(request, "ui/one_form.html", context)


@require_http_methods(["GET", "POST"])
@require_post
def papers(request: Any, pk: int) -> HttpResponse:
    """Show the documents; the office adds one, its length counted from the file, or takes one
    out."""
    conference = (kept_for if request.method == "POST" else conference_for)(request, pk)
    is_sent = "add" in request.POST
    form = PaperForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if request.method == "POST":
        row = conference.papers.filter(pk=number(request.POST.get("remove"))).first()
        if row is not None:
            pressed(request, lambda now: actions.remove_paper(row, by=request.actor, at=now))
        done = not form.is_bound or carried_out(
            form,
            lambda now: actions.put_paper(
                conference, **form.cleaned_data, by=request.actor, at=now
            ),
        )
        if done:
            return redirect("conferences:papers", pk=pk)
    limits = limits_of(conference)
    context = {
        "conference": conference,
        "rows": [(one, limits.of(LENGTHS[one.kind])) for one in conference.papers.all()],
        "form": form,
        "here": RuleHere(RULES["papers"], limits),
        "may_keep": may_keep(conference, request.post),
        "crumbs": crumbs_of(conference, _("Documents handed out")),
    }
    return render(request, "conferences/papers.html", context)


@require_POST
@require_post
def decide(request: Any, pk: int, rule: str) -> HttpResponse:
    """Decide to go on although a rule is not kept."""
    conference = kept_for(request, pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    done = pressed(
        request,
        lambda now: deciding.decide(conference, rule, reason=reason, by=request.actor, at=now),
    )
    if done:
        messages.success(request, _("The decision is on record."))
    return redirect(reverse("conferences:conference", args=[pk]) + "#rules")
