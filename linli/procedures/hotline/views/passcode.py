"""A lost passcode, issued again after a check."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest
from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.cases import receipts
from linli.cases.looks import look
from linli.cases.models import Case
from linli.cases.receiving import reissue_passcode, reissued
from linli.core.errors import Refused
from linli.procedures.hotline.access import require_centre
from linli.procedures.hotline.callers import case_of
from linli.procedures.hotline.forms import NumberForm, PasscodeForm


@never_cache
@require_safe
@require_centre
def find(request: HttpRequest) -> HttpResponse:
    """Ask for the number, and lead on to the check."""
    acting = cast(ActingRequest, request)
    form = NumberForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        case = case_of(form.cleaned_data["number"], post=acting.post)
        if case:
            return redirect("hotline:reissue", case.reference)
        form.add_error("number", _("There is no such case here. Check the number."))
    return render(request, "hotline/passcode.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_centre
def reissue(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what was checked, then give out another passcode."""
    acting, at = cast(ActingRequest, request), timezone.now()
    case = _found(acting, reference)
    key = request.POST.get("key", "")
    key = key if receipts.is_key(key) else receipts.new_key()
    form = PasscodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            reissue_passcode(case, key=key, reason=reason, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            path = reverse("hotline:reissued", args=[case.reference])
            return receipts.hand_over(redirect(path), key, path=path)
    if request.method == "GET":
        look(case, post=acting.post, by=acting.actor, at=at)
    masked = masked_for([case.message.subject])[case.message.subject]
    context = {"form": form, "case": case, "key": key, "masked": masked}
    return render(request, "hotline/reissue.html", context)


@never_cache
@require_safe
@require_centre
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the new passcode to be read aloud."""
    case = _found(cast(ActingRequest, request), reference)
    passcode = reissued(case.message, receipts.handed_over(request))
    context = {"case": case, "receipt": case.message.receipt, "passcode": passcode}
    return render(request, "hotline/reissued.html", context)


def _found(request: ActingRequest, reference: str) -> Case:
    case = case_of(reference, post=request.post)
    if case is None:
        raise Http404
    return case
