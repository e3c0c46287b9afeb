"""Finds the dispute that an address names, for the acting post."""

from __future__ import annotations

from django.http import Http404

from linli.base.accounts.access import ActingRequest
from linli.cases.models import Case
from linli.cases.views.finding import case_or_404
from linli.procedures.disputes.models import Party


def dispute_or_404(request: ActingRequest, reference: str) -> Case:
    """Return the dispute with this number; the same 404 for what is not to be seen and none."""
    return case_or_404(request, reference, "dispute")


def party_or_404(case: Case, pk: int) -> Party:
    """Return the party `pk` of the dispute."""
    parties = Party.objects.select_related("dispute__case", "holder__case")
    party = parties.filter(dispute__case=case.pk, pk=pk).first()
    if party is None:
        raise Http404
    return party
