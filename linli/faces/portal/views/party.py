"""The page of somebody whom a case concerns and who did not send it: what they may know of it, and
their own steps. Nothing that the sender wrote, sent or is called stands here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.models import Holder
from linli.cases.timeline import for_holder
from linli.faces.portal import session
from linli.faces.portal.views.stepping import own_steps, take_step


@require_safe
@session.require_holder
def party(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Show where the case stands, what concerns this party, and what they may do now."""
    at, case = timezone.now(), holder.case
    steps = own_steps(case, receipt=holder.receipt, at=at)
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
    return take_step(request, holder.case, key, receipt=holder.receipt, back="portal:party")
