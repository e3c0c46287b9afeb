"""Reads of a dispute what conditions, effects and pages ask for."""

from __future__ import annotations

from datetime import date

from linli.cases.models import Case
from linli.procedures.disputes.models import (
    Agreement,
    Appointment,
    Mark,
    Mediator,
    Obligation,
    Party,
)


def agreement_of(case: Case) -> Agreement | None:
    """Return the agreement that is being signed or in force. One query."""
    found: Agreement | None = (
        Agreement.objects.filter(dispute__case=case.pk, is_void=False).order_by("-pk").first()
    )
    return found


def mediators_of(case: Case) -> list[Mediator]:
    """Return those who mediate now. One query."""
    now = Appointment.objects.filter(dispute__case=case.pk, until_at=None)
    return [one.mediator for one in now.select_related("mediator")]


def of_committee(unit_id: int, day: date) -> list[Mediator]:
    """Return the mediators of a committee in office on `day`. One query."""
    there = Mediator.objects.filter(unit=unit_id, from_date__lte=day)
    return [one for one in there if one.until_date is None or day <= one.until_date]


def missing_marks(case: Case) -> list[Mark]:
    """Return, unsaved, the marks that the paper still lacks: of each party, of a mediator, and the
    committee's seal (Art. 29). Four queries at most."""
    agreement = agreement_of(case)
    if agreement is None or agreement.is_oral:
        return []
    have = list(agreement.marks.all())
    parties = {one.party_id for one in have}
    mediators = {one.mediator_id for one in have if one.mediator_id}
    found = [
        Mark(agreement=agreement, party=party)
        for party in Party.objects.filter(dispute__case=case.pk)
        if party.pk not in parties
    ]
    found += [
        Mark(agreement=agreement, mediator=one)
        for one in mediators_of(case)
        if one.pk not in mediators
    ]
    if not any(one.party_id is None and one.mediator_id is None for one in have):
        found.append(Mark(agreement=agreement))
    return found


def open_obligations(case: Case) -> list[Obligation]:
    """Return what is not done in full yet, what is due first coming first. One query."""
    rows = Obligation.objects.filter(agreement__dispute__case=case.pk, agreement__is_void=False)
    rows = rows.exclude(performance="done").select_related("party")
    return sorted(rows, key=lambda one: (one.due_date or date.max, one.pk))


def next_date(case: Case) -> date | None:
    """Return the nearest day by which something is due that was not recorded yet. One query."""
    waiting = [one.due_date for one in open_obligations(case) if not one.performance]
    return min((day for day in waiting if day), default=None)
