"""Drafting a letter of a directive from its page."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.core.errors import NotAllowed, Refused
from linli.procedures.directives import access
from linli.procedures.directives.letters.drafting import draft
from linli.procedures.directives.views.finding import directive_or_404


@never_cache
@require_POST
@require(access.works)
def draft_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    key = request.POST.get("letter", "")
    try:
        letter = draft(case, key, by=acting.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
        return redirect("cases:case", reference=case.reference)
    return redirect("letters:letter", pk=letter.pk)
