"""Drafting a letter of a petition from its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require_post
from linli.cases.views import answering
from linli.cases.views.finding import case_or_404
from linli.procedures.petitions.letters.drafting import draft


@require_POST
@require_post
def draft_letter(request: ActingRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    return answering.draft_letter(request, case_or_404(request, reference, "petition"), draft)
