"""The page of somebody whom a case concerns and who did not send it: what they may know of it, and
their own steps. Nothing that the sender wrote, sent or is called stands here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases.engine import move
from linli.cases.forms import form_for
from linli.cases.models import Holder
from linli.cases.steps import OpenStep, steps_for
from linli.cases.timeline import for_holder
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.faces.portal import session


@require_safe
@session.require_holder
def party(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Show where the case stands, what concerns this party, and what they may do now."""
    at, case = timezone.now(), holder.case
    steps = _steps(holder)
    hrefs = {
        one.step.key: reverse("portal:party_take", args=[one.step.key])
        for one in steps
        if not one.why_not
    }
    own = case.room.party_context(holder, at) if case.room.party_context else {}
    given = {"case": case, "now": at, "hrefs": hrefs, **own}
    context = {
        "case": case,
        "holder": holder,
        "panel": render_to_string(case.room.party_panel, given) if case.room.party_panel else "",
        "steps": [one for one in steps if one.step.key not in given.get("steps_shown", ())],
        "lines": for_holder(holder),
    }
    return render(request, "portal/party.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@session.require_holder
def take(request: HttpRequest, holder: Holder, key: str) -> HttpResponse:
    """Take one of this party's own steps."""
    case, by, at = holder.case, Actor.receipt(holder.receipt), timezone.now()
    mine = next((one for one in _steps(holder) if one.step.key == key), None)
    if mine is None or mine.why_not:
        if mine and mine.why_not:
            messages.warning(request, said(mine.why_not))
        return redirect("portal:party")
    data = request.POST if request.method == "POST" else None
    # The holder of a receipt has no post.
    form = form_for(case, mine.step, None, data)  # type: ignore[arg-type]
    if form.is_valid():
        try:
            move(case, key, by=by, at=at, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Thank you, this has been noted."))
            return redirect("portal:party")
    context = {"form": form, "case": case, "step": mine.step, "has_files": False, "is_party": True}
    return render(request, "portal/step.html", context)


def _steps(holder: Holder) -> list[OpenStep]:
    steps = steps_for(holder.case, by=Actor.receipt(holder.receipt), at=timezone.now())
    return [one for one in steps if one.step.target or not one.why_not]
