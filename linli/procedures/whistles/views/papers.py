"""Drafting a letter of a turnout from its page."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases.models import Case
from linli.cases.page import find
from linli.core.errors import NotAllowed, Refused
from linli.procedures.whistles import access
from linli.procedures.whistles.letters.drafting import draft


@never_cache
@require_POST
@require(access.takes_part)
def draft_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    acting = cast(ActingRequest, request)
    try:
        case = find(reference, post=acting.post)
    except Case.DoesNotExist:
        raise Http404 from None
    if case.procedure != "turnout":
        raise Http404
    try:
        letter = draft(case, request.POST.get("letter", ""), by=acting.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
        return redirect("cases:case", reference=case.reference)
    return redirect("letters:letter", pk=letter.pk)
