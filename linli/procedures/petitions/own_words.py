"""What a petition keeps in words of its own: told to its sender, and emptied with its message."""

from __future__ import annotations

from collections.abc import Iterable

from linli.base.privacy.actions import erase
from linli.cases import erasing, kept
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.petitions.models import Document, Opinion, Petition, Representative

SAID = (
    ("request", Text("信访请求", "What you ask for")),
    ("facts", Text("事实", "Facts")),
    ("reasons", Text("理由", "Reasons")),
)
EMPTY = {"claim": "", "facts": "", "opinion": "", "legal_basis": ""}


def tell(case: Case) -> Iterable[tuple[Text, str]]:
    """Return the elements of registration, unless they repeat the message. One query for a
    petition."""
    petition = _of(case)
    if petition is None:
        return
    for name, said in SAID:
        value = getattr(petition, name)
        if value and value not in case.message.body:
            yield said, value


def empty(case: Case) -> int:
    """Empty the petition, its opinions and proofs, and forget its representatives; return how
    many texts there were."""
    petition = _of(case)
    if petition is None:
        return 0
    petition.request = petition.facts = petition.reasons = ""
    petition.save(update_fields=["request", "facts", "reasons"])
    for one in Representative.objects.filter(petition=petition):
        erase(one.subject)
    Document.objects.filter(petition=petition).update(proof="")
    return 1 + Opinion.objects.filter(petition=petition).update(**EMPTY)


def _of(case: Case) -> Petition | None:
    if case.procedure != "petition":
        return None
    return Petition.objects.filter(case=case).first()


erasing.own_words.register("petition", empty)
kept.own_words.register("petition", tell)
