"""Taking a call: the form, the caller's earlier cases, and the receipt to read aloud."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import ActingRequest
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases import clocks, receipts
from linli.cases.models import Case
from linli.cases.steps import steps_for
from linli.cases.views.finding import case_or_404
from linli.core.errors import Refused
from linli.procedures.hotline.access import require_centre
from linli.procedures.hotline.callers import answer_caller, earlier_cases
from linli.procedures.hotline.forms import AnswerForm, CallForm
from linli.procedures.hotline.opening import open_request


@never_cache
@sensitive_post_parameters("telephone", "name", "body", "place")
@require_http_methods(["GET", "HEAD", "POST"])
@require_centre
def call(request: HttpRequest) -> HttpResponse:
    """Take what a caller says; sending the form twice is one case."""
    acting, at = cast(ActingRequest, request), timezone.now()
    if request.method != "POST":
        return _show(acting, CallForm(acting.post), receipts.new_key())
    key = receipts.key_of(request)
    if "look" in request.POST:
        form = CallForm(acting.post, initial=request.POST.dict())
        return _show(acting, form, key, _earlier(acting))
    form = CallForm(acting.post, request.POST)
    if form.is_valid():
        kind, by = form.cleaned_data["kind"], acting.actor
        try:
            opened = open_request(form.draft(), submission_key=key, by=by, at=at, kind=kind)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            path = reverse("hotline:taken", args=[opened.case.reference])
            return receipts.hand_over(redirect(path), key, path=path)
    return _show(acting, form, key, _earlier(acting))


@never_cache
@sensitive_post_parameters("telephone")
@require_POST
@require_centre
def earlier(request: HttpRequest) -> HttpResponse:
    """Show the earlier cases of a telephone number, for htmx to put beside the form."""
    context = {"earlier": _earlier(cast(ActingRequest, request)), "has_looked": True}
    return render(request, "hotline/earlier.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_centre
def taken(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the receipt to be read aloud, and take an answer that was given on the line."""
    acting, at = cast(ActingRequest, request), timezone.now()
    case = case_or_404(acting, reference, "hotline")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer_caller(case, answer=form.cleaned_data["answer"], by=acting.actor, at=at)
        except Refused as refused:
            form.add_error(None, said(refused.message))
        else:
            messages.success(request, _("The answer is on record; the case is closed."))
            return redirect("hotline:taken", reference)
    open_steps = [one.step.key for one in steps_for(case, by=acting.actor, at=at)]
    context = {
        "case": case,
        "receipt": case.message.receipt,
        "passcode": receipts.passcode_of(case.message, request),
        "running": [(one, case.declared.term(one.term).name) for one in clocks.running(case)],
        "form": form,
        "may_answer": "answer_at_once" in open_steps,
        "may_dispatch": "dispatch" in open_steps,
        "may_inform": "inform" in open_steps,
    }
    return render(request, "hotline/taken.html", context)


def _earlier(request: ActingRequest) -> list[Case]:
    telephone = request.POST.get("telephone", "")
    return earlier_cases(telephone, post=request.post, by=request.actor, at=timezone.now())


def _show(
    request: ActingRequest, form: CallForm, key: str, earlier: list[Case] | None = None
) -> HttpResponse:
    context = {"form": form, "key": key, "earlier": earlier, "has_looked": earlier is not None}
    return render(request, "hotline/call.html", context)
