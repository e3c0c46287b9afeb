"""Drafting a letter of a dispute from its page, and its whole file as one PDF."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases.views import answering
from linli.core.errors import NotAllowed
from linli.procedures.disputes import access
from linli.procedures.disputes.letters.drafting import draft
from linli.procedures.disputes.letters.joining import join
from linli.procedures.disputes.views.finding import dispute_or_404


@never_cache
@require_POST
@require(access.mediates)
def draft_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    acting = cast(ActingRequest, request)
    return answering.draft_letter(acting, dispute_or_404(acting, reference), draft)


@never_cache
@require_safe
@require(access.mediates)
def whole_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the file of a dispute as one PDF, on record."""
    acting = cast(ActingRequest, request)
    case = dispute_or_404(acting, reference)
    try:
        content = join(case, by=acting.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    response = HttpResponse(content, content_type="application/pdf")
    name = f"人民调解卷宗{case.reference}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
