"""Drafting a letter of a petition from its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.ui.language import said
from linli.cases.models import Case
from linli.cases.page import find
from linli.core.errors import Refused
from linli.procedures.petitions.letters.drafting import draft


@require_POST
@require_post
def draft_letter(request: ActingRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    try:
        case = find(reference, post=request.post)
    except Case.DoesNotExist:
        raise Http404 from None
    if case.procedure != "petition":
        raise Http404
    key = request.POST.get("letter", "")
    try:
        letter = draft(case, key, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, said(refused.message))
        return redirect("cases:case", reference=case.reference)
    return redirect("letters:letter", pk=letter.pk)
