"""Requests to leave cases out of the rates: listed, asked for, decided, appealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.privacy.redaction import redact
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Tab
from linli.cases import exclusions
from linli.cases.models import Case, Exclusion
from linli.cases.page import WayOn, find
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused
from linli.core.text import Text
from linli.dashboards import access
from linli.dashboards.forms import AppealForm, AskForm, DecisionForm

ROWS_ON_PAGE = 25
ASK = Text("申请不计入统计", "Ask to leave it out of the rates")
LISTS = {
    "waiting": (Text("待审定", "To be decided"), ("asked", "appealed")),
    "granted": (Text("不计入", "Left out"), ("granted", "granted_on_appeal")),
    "refused": (Text("不同意", "Refused"), ("refused", "refused_on_appeal")),
}


def way_to_ask(case: Case, by: Actor, at: datetime) -> WayOn | None:
    """Return the way to asking for `case` to be left out, for who may. No query for others than
    heads."""
    if not exclusions.may_ask(case, by, at):
        return None
    return WayOn(ASK, reverse("dashboards:ask", args=[case.reference]))


@never_cache
@require_safe
@require(access.decides)
def listed(request: HttpRequest) -> HttpResponse:
    """List the requests that concern the post, by what became of them."""
    acting = cast(ActingRequest, request)
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in LISTS else "waiting"
    outcomes = LISTS[chosen][1]
    found = exclusions.visible_to(acting.post).filter(outcome__in=outcomes)
    page = page_by_key(
        found, keys=("id",), asked=request.GET, size=ROWS_ON_PAGE, is_newest_first=True
    )
    context = {
        "tabs": [
            Tab(name, f"?list={key}", is_current=key == chosen)
            for key, (name, _outcomes) in LISTS.items()
        ],
        "page": page,
        "rows": [_row(one, acting) for one in page.rows],
        "is_head": access.heads(acting.post),
        "now": timezone.now(),
    }
    return render(request, "dashboards/exclusions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.heads)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a case to be left out."""
    acting, at = cast(ActingRequest, request), timezone.now()
    case = _visible(acting, reference)
    if request.method != "POST":
        asked = exclusions.visible_to(acting.post).filter(case=case, unit=acting.post.unit_id)
        if before := asked.first():
            return redirect("dashboards:exclusion", before.pk)
        if why_not := exclusions.why_not_ask(case, acting.actor, at):
            raise PermissionDenied(said(why_not))
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, grounds=exclusions.grounds_of(case))
    if form.is_valid():
        given = form.cleaned_data
        done = _taken(
            form,
            lambda: exclusions.ask(
                case, ground=given["ground"], reason=given["reason"], by=acting.actor, at=at
            ),
        )
        if done:
            messages.success(request, _("Asked for. The unit that runs the case decides."))
            return redirect("dashboards:exclusion", done.pk)
    context = {"case": case, "title": redact(case.title), "form": form, "now": at}
    return render(request, "dashboards/ask.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.decides)
def exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request with all that was said, and take the decision or the appeal."""
    acting, at = cast(ActingRequest, request), timezone.now()
    found = get_object_or_404(exclusions.visible_to(acting.post), pk=pk)
    form = _form_for(found, acting, at)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(said(exclusions.NOT_TO_DECIDE))
        if form.is_valid() and _acted(found, form, acting, at):
            messages.success(request, _("It is on record."))
            return redirect("dashboards:exclusion", found.pk)
    context = {
        **_row(found, acting),
        "said": exclusions.said_of(found),
        "form": form,
        "is_appeal": isinstance(form, AppealForm),
        "now": at,
    }
    return render(request, "dashboards/exclusion.html", context)


def _form_for(found: Exclusion, request: ActingRequest, at: datetime) -> forms.Form | None:
    """Return the form of what the post may do now with the request, if anything."""
    data = request.POST if request.method == "POST" else None
    if found.outcome in ("asked", "appealed") and exclusions.may_decide(found, request.actor):
        return DecisionForm(data)
    is_mine = found.unit_id == request.post.unit_id and access.heads(request.post)
    if is_mine and exclusions.may_appeal(found, at):
        return AppealForm(data)
    return None


def _acted(found: Exclusion, form: forms.Form, request: ActingRequest, at: datetime) -> bool:
    given, by = form.cleaned_data, request.actor

    def act() -> Exclusion:
        if isinstance(form, AppealForm):
            return exclusions.appeal(found, reason=given["reason"], by=by, at=at)
        is_granted = given["answer"] == "grant"
        return exclusions.decide(found, is_granted=is_granted, reason=given["reason"], by=by, at=at)

    return _taken(form, act) is not None


def _taken(form: forms.Form, act: Callable[[], Exclusion]) -> Exclusion | None:
    """Return what the act returns; put what stands in its way into the form otherwise."""
    try:
        return act()
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        add_refusal(form, refused)
        return None


def _row(one: Exclusion, request: ActingRequest) -> dict[str, Any]:
    grounds = {choice.key: choice for choice in exclusions.grounds_of(one.case)}
    outcomes = {choice.key: choice.name for choice in exclusions.OUTCOMES}
    return {
        "exclusion": one,
        "case": one.case,
        "title": redact(one.case.title),
        "ground": grounds.get(one.ground),
        "outcome": outcomes[one.outcome],
        "is_mine": one.outcome in ("asked", "appealed")
        and exclusions.may_decide(one, request.actor),
    }


def _visible(request: ActingRequest, reference: str) -> Case:
    try:
        return find(reference, post=request.post)
    except Case.DoesNotExist:
        raise Http404 from None
