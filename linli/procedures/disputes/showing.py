"""Gives the dispute's part of the case page what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.base.privacy.selectors import masked_for
from linli.cases import authority
from linli.cases.models import Case
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.disputes import selectors
from linli.procedures.disputes.letters.showing import letters_for
from linli.procedures.disputes.models import Obligation, Party
from linli.procedures.disputes.parties import may_keep, of_dispute
from linli.procedures.disputes.words import (
    CONFIRMATIONS,
    CONSENT_WAYS,
    ENDED_BY,
    GIVEN,
    HELPERS,
    KINDS,
    ONLINE,
    PERFORMANCE,
    REFUSED,
    SOURCES,
)

CONSENTS = {
    GIVEN: Text("同意", "agrees"),
    REFUSED: Text("拒绝", "refuses"),
    "": Text("待征求", "to be asked"),
}


@dataclass(frozen=True)
class PartyShown:
    """A party with what may be shown of it, masked."""

    party: Party
    masked: Mapping[str, str]
    way: Text | None

    @property
    def consent(self) -> Text:
        """Return what the party said."""
        return CONSENTS[self.party.consent]


@dataclass(frozen=True)
class ObligationShown:
    """What was to be done, and whether it was."""

    obligation: Obligation
    performance: Text | None


def for_staff(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of the dispute. A constant number of queries."""
    dispute, actor = case.dispute, post.actor()
    sides = authority.sides_of(case, actor)
    agreement = selectors.agreement_of(case) if sides else None
    return {
        "case": case,
        "dispute": dispute,
        "matter": dispute.matter if sides else redact(dispute.matter),
        "is_said_already": dispute.matter in case.message.body,
        "is_reader": not sides,
        "may_keep": may_keep(case, actor),
        "kind": name_of(KINDS, dispute.kind),
        "source": name_of(SOURCES, dispute.source),
        "ended_by": name_of(ENDED_BY, dispute.ended_by),
        "confirmation": name_of(CONFIRMATIONS, dispute.confirmation),
        "visited_30": name_of(PERFORMANCE, dispute.visited_30),
        "visited_90": name_of(PERFORMANCE, dispute.visited_90),
        "parties": parties_shown(of_dispute(dispute)),
        "mediators": list(dispute.appointments.select_related("mediator")),
        "helpers": [name_of(HELPERS, one.kind) for one in dispute.helpers.all()],
        "sessions": list(dispute.sessions.prefetch_related("present")) if sides else [],
        "agreement": agreement,
        "marks": list(agreement.marks.select_related("party", "mediator")) if agreement else [],
        "missing": selectors.missing_marks(case) if case.state == "signing" and sides else [],
        "obligations": obligations_of(agreement),
        "letters": letters_for(case, post),
    }


def parties_shown(parties: list[Party]) -> list[PartyShown]:
    """Return the parties with their masked identifiers. One query."""
    masked = masked_for([one.subject for one in parties])
    ways = (*CONSENT_WAYS, ONLINE)
    return [PartyShown(one, masked[one.subject], name_of(ways, one.consent_way)) for one in parties]


def obligations_of(agreement: Any) -> list[ObligationShown]:
    """Return what an agreement asks, and what was done of it. One query."""
    if agreement is None:
        return []
    return [
        ObligationShown(one, name_of(PERFORMANCE, one.performance))
        for one in agreement.obligations.select_related("party")
    ]


def name_of(choices: Iterable[Choice], key: str) -> Text | None:
    """Return the name of the choice `key`, None for none."""
    return next((choice.name for choice in choices if choice.key == key), None)
