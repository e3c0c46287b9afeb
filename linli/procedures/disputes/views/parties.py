"""The parties of a dispute: added, identified, telephoned, given a receipt of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.privacy.kinds import KINDS
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases import holders, receipts
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused
from linli.procedures.disputes import access, parties
from linli.procedures.disputes.forms import PartyForm
from linli.procedures.disputes.showing import parties_shown
from linli.procedures.disputes.views.finding import dispute_or_404, party_or_404

SHOWN = ("name", "telephone", "address", "identity_number")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.mediates)
def all_parties(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the parties, and add one."""
    acting = cast(ActingRequest, request)
    case = dispute_or_404(acting, reference)
    form = PartyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = _try(
            form,
            lambda: parties.add(
                case,
                position=given["position"],
                people=form.people(),
                is_organisation=given["is_organisation"],
                by=acting.actor,
                at=timezone.now(),
            ),
        )
        if done:
            messages.success(request, _("Recorded. Ask whether this party agrees."))
            return redirect("disputes:parties", case.reference)
    return _show(acting, case, form=form)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.mediates)
def one_party(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Add what was learnt of a party."""
    acting = cast(ActingRequest, request)
    case = dispute_or_404(acting, reference)
    party = party_or_404(case, pk)
    form = PartyForm(request.POST if request.method == "POST" else None)
    del form.fields["position"], form.fields["is_organisation"]
    if request.method == "POST" and form.is_valid():
        people, at = form.people(), timezone.now()
        by = acting.actor
        if _try(form, lambda: parties.identify(party, people=people, by=by, at=at)):
            messages.success(request, _("Kept. Every look at it is on record."))
            return redirect("disputes:parties", case.reference)
    context = {"case": case, "party": party, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "disputes/party.html", context, status=status)


@never_cache
@sensitive_post_parameters()
@require_POST
@require(access.mediates)
def reveal(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show one identifier of a party in clear, once, for a reason that goes on record."""
    acting = cast(ActingRequest, request)
    case = dispute_or_404(acting, reference)
    party = party_or_404(case, pk)
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    value, trouble = "", ""
    try:
        at, by = timezone.now(), acting.actor
        value = parties.reveal(party, kind, by=by, at=at, reason=reason)
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        trouble = said(refused.message)
    shown = {"pk": party.pk, "kind": kind, "value": value, "trouble": trouble}
    return _show(acting, case, revealed=shown, status=422 if trouble else 200)


@never_cache
@require_POST
@require(access.mediates)
def give_receipt(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Give a party a receipt of their own, or a new passcode; shown once."""
    acting = cast(ActingRequest, request)
    case = dispute_or_404(acting, reference)
    party = party_or_404(case, pk)
    key = receipts.key_of(request)
    try:
        holder = parties.give_receipt(party, key=key, by=acting.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
        return redirect("disputes:parties", case.reference)
    context = {
        "case": case,
        "party": party,
        "receipt": holder.receipt,
        "passcode": holders.passcode(key),
    }
    return render(request, "disputes/slip.html", context)


def _try(form: PartyForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def _show(
    request: ActingRequest,
    case: Case,
    *,
    form: PartyForm | None = None,
    revealed: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or PartyForm()
    found = parties_shown(parties.of_dispute(case.dispute))
    context = {
        "case": case,
        "parties": [
            (one, [(KINDS[kind], one.masked[kind]) for kind in SHOWN if kind in one.masked])
            for one in found
        ],
        "form": form,
        "revealed": revealed,
        "key": receipts.new_key(),
        "may_keep": parties.may_keep(case, request.actor),
    }
    is_wrong = form.is_bound and not form.is_valid()
    return render(request, "disputes/parties.html", context, status=422 if is_wrong else status)
