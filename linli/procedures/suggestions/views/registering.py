"""Taking a suggestion down that was told or came as a letter, and the slip for who made it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.forms import add_refusal
from linli.cases import receipts
from linli.cases.views.finding import case_or_404
from linli.core.errors import Refused
from linli.procedures.suggestions import access
from linli.procedures.suggestions.forms import TakeDownForm
from linli.procedures.suggestions.opening import open_suggestion


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.collects)
def register(request: HttpRequest) -> HttpResponse:
    """Take a suggestion down; the same form sent twice is one suggestion."""
    acting, at = cast(ActingRequest, request), timezone.now()
    if request.method != "POST":
        return _show(request, TakeDownForm(acting.post), receipts.new_key())
    key = receipts.key_of(request)
    form = TakeDownForm(acting.post, request.POST)
    if form.is_valid():
        try:
            opened = open_suggestion(
                form.draft(), form.told(), submission_key=key, by=acting.actor, at=at
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            path = reverse("suggestions:registered", args=[opened.case.reference])
            return receipts.hand_over(redirect(path), key, path=path)
    return _show(request, form, key, status=422)


@never_cache
@require_safe
@require(access.collects)
def registered(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the slip for who made the suggestion, right after it was taken down."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference, "suggestion")
    passcode = receipts.passcode_of(case.message, request)
    return render(request, "suggestions/registered.html", {"case": case, "passcode": passcode})


def _show(request: HttpRequest, form: TakeDownForm, key: str, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "key": key}
    return render(request, "suggestions/register.html", context, status=status)
