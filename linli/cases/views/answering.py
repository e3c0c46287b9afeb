"""What small buttons do beside the steps of a case: drafting a letter, noting a call."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.access import ActingRequest
from linli.base.letters.models import Letter
from linli.base.ui.language import said
from linli.cases import calls, telling
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused


def draft_letter(request: ActingRequest, case: Case, draft: Callable[..., Letter]) -> HttpResponse:
    """Draft the letter whose key was sent, by the procedure's own `draft(case, key, by=, at=)`,
    and lead to it; a refusal is said on the case page."""
    key = request.POST.get("letter", "")
    try:
        letter = draft(case, key, by=request.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
        return redirect("cases:case", reference=case.reference)
    return redirect("letters:letter", pk=letter.pk)


def note_call(request: ActingRequest, pk: int, *procedures: str, back: str) -> HttpResponse:
    """Note that the person was told, or that nobody answered: then the call comes back hours
    later. Leads to the page named `back`."""
    found = calls.of_unit(request.post, *procedures).filter(pk=pk).first()
    if found is None:
        raise Http404
    by, at = request.actor, timezone.now()
    try:
        if request.POST.get("outcome") == "no_answer":
            telling.postpone(found, by=by, at=at)
        else:
            telling.finish(found, by=by, at=at, outcome="told")
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Noted."))
    return redirect(back)
