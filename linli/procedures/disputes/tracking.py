"""Gives the dispute's part of a party's own page what it shows: the same for every party, and
nothing of another one but what the agreement says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.cases.models import Case, Holder
from linli.core.actors import Actor
from linli.procedures.disputes import parties, selectors
from linli.procedures.disputes.models import Party
from linli.procedures.disputes.showing import CONSENTS, name_of, obligations_of
from linli.procedures.disputes.words import CONFIRMATIONS, GIVEN, KINDS, OTHER_WAYS


def for_sender(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return what the sender sees, who is a party or only reported the dispute."""
    party = parties.of_actor(case, Actor.receipt(case.message.receipt))
    return _shown(case, party, at) if party else {"case": case, "party": None}


def for_holder(holder: Holder, at: datetime) -> Mapping[str, Any]:
    """Return what another party sees with the receipt of their own."""
    party = Party.objects.filter(holder=holder).first()
    return _shown(holder.case, party, at) if party else {"case": holder.case, "party": None}


def _shown(case: Case, party: Party, at: datetime) -> Mapping[str, Any]:
    dispute = case.dispute
    agreement = selectors.agreement_of(case)
    confirm = case.clocks.filter(term="confirm", stopped_at=None, due_at__gte=at).first()
    everybody = list(dispute.parties.all())
    return {
        "case": case,
        "party": party,
        "consent": CONSENTS[party.consent],
        "is_asked": party.consent != GIVEN and case.state in ("registered", "mediating"),
        "agreed": sum(one.consent == GIVEN for one in everybody),
        "of": len(everybody),
        "kind": name_of(KINDS, dispute.kind),
        "committee": case.unit,
        "mediators": selectors.mediators_of(case),
        "session": dispute.sessions.filter(held_at=None, planned_at__gte=at).first(),
        "agreement": agreement,
        "obligations": obligations_of(agreement),
        "confirm": confirm,
        "confirmation": name_of(CONFIRMATIONS, dispute.confirmation),
        "ways": OTHER_WAYS if case.state in ("ending", "ended") else (),
        "steps_shown": {"agree", "refuse", "challenge"},
    }
