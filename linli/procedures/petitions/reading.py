"""Reads once all that the petitioner's page says of a petition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.cases.models import Case, Clock
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.petitions.models import Document, Opinion, Petition, Referral
from linli.procedures.petitions.words import ACCUSATION


@dataclass(frozen=True)
class Read:
    """A petition with its rows: clocks, opinions and deliveries of this round by key (the newest
    of each), all documents, and the latest referral."""

    case: Case
    petition: Petition
    clocks: dict[str, Clock]
    opinions: dict[str, Opinion]
    documents: Sequence[Document]
    referral: Referral | None

    @property
    def is_accusation(self) -> bool:
        """Return whether it goes the course of accusations (Art. 30)."""
        return self.case.is_sealed or self.case.lane == ACCUSATION

    @property
    def is_revoked(self) -> bool:
        """Return whether a review or re-examination of this round revoked the opinion."""
        return any(one.outcome == "revoked" for one in self.opinions.values())

    def document(self, kind: str) -> Document | None:
        """Return the newest document of `kind` of this round."""
        mine = [d for d in self.documents if d.kind == kind and d.round == self.case.round]
        return mine[-1] if mine else None


def read(case: Case) -> Read:
    """Return what the page needs. Five queries."""
    petition = case.petition
    clocks = Clock.objects.filter(case=case, round=case.round).order_by("id")
    signed = petition.opinions.filter(round=case.round).exclude(signed_at=None)
    referrals = petition.referrals.select_related("unit").order_by("sent_at", "id")
    return Read(
        case=case,
        petition=petition,
        clocks={clock.term: clock for clock in clocks},
        opinions={one.level: one for one in signed.select_related("unit")},
        documents=list(petition.documents.select_related("unit")),
        referral=referrals.last(),
    )


def name_of(choices: Sequence[Choice], key: str) -> Text | None:
    """Return the declared name of `key`, or None where nothing was chosen."""
    return next((choice.name for choice in choices if choice.key == key), None)
