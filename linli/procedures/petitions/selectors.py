"""Reads petitions: referrals, opinions, and documents that wait to be delivered."""

from __future__ import annotations

from django.db.models import QuerySet

from linli.base.accounts.models import Unit
from linli.base.letters.models import ISSUED, Letter
from linli.cases.models import Case
from linli.procedures.petitions.models import Document, Opinion, Referral

# Documents whose delivery is a step of its own, since the petitioner's terms hang on it.
OF_THEIR_OWN = ("opinion", "review", "recheck")


def latest_referral(case: Case) -> Referral | None:
    """Return how the petition came to the unit that holds it. One query."""
    return case.petition.referrals.order_by("-sent_at", "-id").first()  # type: ignore[no-any-return]


def reporter_of(case: Case) -> Unit | None:
    """Return the unit that was last asked for a completion report (Art. 22(3)). One query."""
    asked = case.petition.referrals.filter(kind="commission").select_related("unit")
    last = asked.order_by("-sent_at", "-id").first()
    return last.unit if last else None


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


def waiting_in(case: Case, kind: str) -> Document | None:
    """Return the document `kind` of this round that waits to be delivered."""
    found: Document | None = undelivered(case).filter(kind=kind, round=case.round).last()
    return found


def issued_letter(document: Document) -> Letter | None:
    """Return the letter as which the document was issued, numbered and signed; None where there
    is none, or only a draft. One query."""
    return Letter.objects.filter(pk=document.letter or 0, stage=ISSUED).first()


def other_undelivered(case: Case) -> QuerySet[Document]:
    """Return the documents issued and not delivered that have no step of their own."""
    return undelivered(case).exclude(kind__in=OF_THEIR_OWN)
