"""Finds the case that an address names, for the acting post."""

from __future__ import annotations

from django.http import Http404

from linli.base.accounts.access import ActingRequest
from linli.cases.models import Case
from linli.cases.page import find


def case_or_404(request: ActingRequest, reference: str, *procedures: str) -> Case:
    """Return the case with this number, of one of `procedures` where they are named; the same 404
    for what is not to be seen and for none. One query."""
    try:
        case = find(reference, post=request.post)
    except Case.DoesNotExist:
        raise Http404 from None
    if procedures and case.procedure not in procedures:
        raise Http404
    return case
