"""Finds the directive that an address names, for the acting post."""

from __future__ import annotations

from django.http import Http404

from linli.base.accounts.access import ActingRequest
from linli.cases.models import Case
from linli.cases.page import find


def directive_or_404(request: ActingRequest, reference: str) -> Case:
    """Return the directive with this number; the same 404 for what is not to be seen and none."""
    try:
        case = find(reference, post=request.post)
    except Case.DoesNotExist:
        raise Http404 from None
    if case.procedure != "directive":
        raise Http404
    return case
