"""A topic of the community itself, and an assembly that is called."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require
from linli.cases import receipts
from linli.cases.models import Case
from linli.cases.views.finding import case_or_404
from linli.cases.views.sending import carried_out
from linli.core.zone import local_day
from linli.procedures.councils import access, opening, selectors
from linli.procedures.councils.forms import ConveneForm, ProposeForm
from linli.procedures.councils.quorums import RULES

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@require(access.works)
def propose(request: HttpRequest) -> HttpResponse:
    """Take down a topic of the unit itself; sending the form twice is one topic."""
    acting = cast(ActingRequest, request)
    is_sent = request.method == "POST"
    form = ProposeForm(acting.post, request.POST if is_sent else None)
    key = receipts.key_of(request)
    by, post = acting.actor, acting.post
    opened = is_sent and carried_out(
        form,
        lambda now: opening.propose(form.draft(), submission_key=key, by=by, at=now, post=post),
    )
    if opened:
        return redirect("cases:case", reference=opened.case.reference)
    context = {"form": form, "key": key}
    return render(request, "councils/propose.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(METHODS)
@require(access.convenes)
def convene(request: HttpRequest) -> HttpResponse:
    """Call an assembly, on its own or on the matter of a deliberation; what holds for quorum and
    majority is shown beside each kind."""
    acting, at = cast(ActingRequest, request), timezone.now()
    follows = _follows(acting)
    is_sent = request.method == "POST"
    form = ConveneForm(acting.post, request.POST if is_sent else None, follows=follows)
    key = receipts.key_of(request)
    by, post = acting.actor, acting.post
    case = is_sent and carried_out(
        form,
        lambda now: opening.convene(
            form.draft(), form.called(), submission_key=key, post=post, by=by, at=now
        ),
    )
    if case:
        return redirect("cases:case", reference=case.reference)
    region = acting.post.unit.region
    rules = [selectors.rule_for(kind, region, day=local_day(at)) for kind in RULES]
    context = {"form": form, "key": key, "follows": follows, "rules": rules}
    return render(request, "councils/convene.html", context, status=422 if form.errors else 200)


def _follows(request: ActingRequest) -> Case | None:
    asked = request.GET.get("from", "") or request.POST.get("from", "")
    return case_or_404(request, asked, "deliberation") if asked else None
