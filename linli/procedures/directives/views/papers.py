"""Drafting a letter of a directive from its page."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.cases.views import answering
from linli.procedures.directives import access
from linli.procedures.directives.letters.drafting import draft
from linli.procedures.directives.views.finding import directive_or_404


@never_cache
@require_POST
@require(access.works)
def draft_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    acting = cast(ActingRequest, request)
    return answering.draft_letter(acting, directive_or_404(acting, reference), draft)
