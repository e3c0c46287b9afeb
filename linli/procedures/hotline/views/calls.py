"""The call list, and one call: the number, what to tell, how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest
from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases import telling
from linli.cases.engine import move
from linli.cases.forms import form_for
from linli.cases.looks import look
from linli.cases.models import Call
from linli.cases.steps import steps_for
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.procedure import Transition
from linli.procedures.hotline import outgoing
from linli.procedures.hotline.access import require_centre
from linli.procedures.hotline.selectors import answer_of

Act = Callable[[Call, Actor, datetime], object]
SEND_BACK = "return_to_unit"


@never_cache
@require_safe
@require_centre
def calls(request: HttpRequest) -> HttpResponse:
    """Show the calls that are due, and below them those for later."""
    acting = cast(ActingRequest, request)
    listed = outgoing.calls_of(acting.post, at=timezone.now())
    return render(request, "hotline/calls.html", {"listed": listed})


@never_cache
@require_safe
@require_centre
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one call, the number masked."""
    acting, at = cast(ActingRequest, request), timezone.now()
    found = _found(acting, pk)
    if found.done_at:
        messages.info(request, said(telling.ALREADY_DONE))
        return redirect("hotline:calls")
    look(found.case, post=acting.post, by=acting.actor, at=at)
    return _show(acting, found, at)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_centre
def dial(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the call and show the number in clear, which goes on record."""
    acting, at = cast(ActingRequest, request), timezone.now()
    found = _found(acting, pk)
    if request.method != "POST":
        return redirect("hotline:call_out", pk)
    try:
        number = outgoing.dial(found, by=acting.actor, at=at)
    except Refused as refused:
        messages.warning(request, said(refused.message))
        return redirect("hotline:calls")
    look(found.case, post=acting.post, by=acting.actor, at=at)
    return _show(acting, _found(acting, pk), at, number=number)


@never_cache
@require_POST
@require_centre
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """The person was reached and told."""
    return _end(
        request, pk, lambda call, by, at: telling.finish(call, by=by, at=at, outcome="told")
    )


@never_cache
@require_POST
@require_centre
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody answered: try again later."""
    return _end(request, pk, lambda call, by, at: telling.postpone(call, by=by, at=at))


@never_cache
@require_POST
@require_centre
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody was reached, for good."""
    is_wrong = request.POST.get("why") == "wrong_number"
    return _end(
        request,
        pk,
        lambda call, by, at: outgoing.give_up(call, is_wrong_number=is_wrong, by=by, at=at),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_centre
def record(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Record what the person said: the call back itself, or that it has to be done again."""
    acting, at = cast(ActingRequest, request), timezone.now()
    found = _found(acting, pk)
    if request.method != "POST" or key not in (*outgoing.CALL_BACKS, SEND_BACK):
        return redirect("hotline:call_out", pk)
    step = found.case.declared.transition(key)
    form = form_for(found.case, step, acting.post, request.POST)
    if form.is_valid():
        try:
            move(found.case, key, by=acting.actor, at=at, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("The call is on record."))
            return redirect("hotline:calls")
    return _show(acting, found, at, refused=(key, form))


def _found(request: ActingRequest, pk: int) -> Call:
    found = outgoing.call_of(pk, post=request.post)
    if found is None:
        raise Http404
    return found


def _end(request: HttpRequest, pk: int, act: Act) -> HttpResponse:
    acting = cast(ActingRequest, request)
    try:
        act(_found(acting, pk), acting.actor, timezone.now())
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("The call is on record."))
    return redirect("hotline:calls")


def _show(
    request: ActingRequest,
    found: Call,
    at: datetime,
    *,
    number: str = "",
    refused: tuple[str, forms.Form] | None = None,
) -> HttpResponse:
    case = found.case
    masked = masked_for([case.message.subject])[case.message.subject]
    context = {
        "call": found,
        "case": case,
        "what": outgoing.what_for(found),
        "news": outgoing.news_of(found),
        "masked": masked,
        "number": number,
        "forms": _forms(request, found, at, refused),
        "may_give_up": outgoing.is_last_try(found),
        "again_at": telling.call_time(at + telling.TRY_AGAIN_AFTER),
        "answer": answer_of(case),
    }
    return render(request, "hotline/call_out.html", context, status=422 if refused else 200)


def _forms(
    request: ActingRequest, found: Call, at: datetime, refused: tuple[str, forms.Form] | None
) -> list[tuple[Transition, forms.Form]]:
    """Return the forms by which a call back is recorded now; none for a call that only tells."""
    if found.purpose == "tell":
        return []
    drawn = []
    for one in steps_for(found.case, by=request.actor, at=at):
        if one.step.key in (*outgoing.CALL_BACKS, SEND_BACK) and not one.why_not:
            form = form_for(found.case, one.step, request.post)
            form.initial = {"reached": "yes"}
            is_refused = refused is not None and refused[0] == one.step.key
            drawn.append((one.step, refused[1] if refused and is_refused else form))
    return drawn
