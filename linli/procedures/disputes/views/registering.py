"""Taking a dispute down, at the counter or on a round, and the slip for who asked."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases import receipts
from linli.cases.views.finding import case_or_404
from linli.core.errors import Refused
from linli.procedures.disputes import access
from linli.procedures.disputes.forms import RegisterForm
from linli.procedures.disputes.models import Round
from linli.procedures.disputes.opening import open_dispute
from linli.procedures.disputes.words import PARTY


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.walks)
def register(request: HttpRequest) -> HttpResponse:
    """Take a dispute down; sending the form twice is one dispute. Who only walks rounds registers
    what came of one."""
    acting, at = cast(ActingRequest, request), timezone.now()
    of = _round(acting)
    if of is None and not access.mediates(acting.post):
        raise PermissionDenied(_("Choose the round on which you found it."))
    if request.method != "POST":
        return _show(acting, RegisterForm(acting.post, of=of), receipts.new_key())
    key = receipts.key_of(request)
    form = RegisterForm(acting.post, request.POST, of=of)
    if form.is_valid():
        try:
            opened = open_dispute(
                form.draft(), form.told(), submission_key=key, by=acting.actor, at=at
            )
        except Refused as refused:
            form.show(refused)
        else:
            if of and not access.mediates(acting.post):
                return redirect("disputes:round", of.pk)
            path = reverse("disputes:registered", args=[opened.case.reference])
            return receipts.hand_over(redirect(path), key, path=path)
    return _show(acting, form, key, status=422)


@never_cache
@require_safe
@require(access.mediates)
def registered(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the slip for who asked for mediation, right after it was registered."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference, "dispute")
    passcode = receipts.passcode_of(case.message, request)
    context = {
        "case": case,
        "passcode": passcode if case.dispute.source == PARTY else "",
        "others": case.dispute.parties.filter(is_sender=False).count(),
    }
    return render(request, "disputes/registered.html", context)


def _round(request: ActingRequest) -> Round | None:
    asked = request.GET.get("round", "") or request.POST.get("round", "")
    if not asked:
        return None
    found = Round.objects.filter(unit=request.post.unit_id).exclude(held_date=None)
    found = found.select_related("region")
    of = found.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if of is None:
        raise Http404
    return of


def _show(
    request: ActingRequest, form: RegisterForm, key: str, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "key": key, "of": form.of}
    return render(request, "disputes/register.html", context, status=status)
