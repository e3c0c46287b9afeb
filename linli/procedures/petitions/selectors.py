"""Reads petitions: referrals, opinions, and documents that wait to be delivered."""

from __future__ import annotations

from django.db.models import QuerySet

from linli.cases.models import Case
from linli.procedures.petitions.models import Document, Opinion, Referral

# Documents whose delivery is a step of its own, since the petitioner's terms hang on it.
OF_THEIR_OWN = ("opinion", "review", "recheck")


def latest_referral(case: Case) -> Referral | None:
    """Return how the petition came to the unit that holds it. One query."""
    return case.petition.referrals.order_by("-sent_at", "-id").first()  # type: ignore[no-any-return]


def opinion_in_force(case: Case) -> Opinion | None:
    """Return the signed opinion of this round, None before it and after it was revoked."""
    signed = case.petition.opinions.filter(round=case.round).exclude(signed_at=None)
    last = signed.last()
    if last is None or last.outcome == "revoked":
        return None
    found: Opinion | None = signed.filter(level="opinion").last()
    return found


def undelivered(case: Case) -> QuerySet[Document]:
    """Return the documents issued to the petitioner and not delivered, the first one first."""
    return Document.objects.filter(petition=case.petition, delivered_on=None)


def other_undelivered(case: Case) -> QuerySet[Document]:
    """Return the documents issued and not delivered that have no step of their own."""
    return undelivered(case).exclude(kind__in=OF_THEIR_OWN)
