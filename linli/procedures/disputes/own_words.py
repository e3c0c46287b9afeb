"""What a dispute keeps in words of its own: told to its sender, and emptied with its message."""

from __future__ import annotations

from collections.abc import Iterable

from linli.base.privacy.actions import erase
from linli.cases import erasing, kept
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.disputes.models import (
    Agreement,
    Dispute,
    Helper,
    Obligation,
    Party,
    Session,
)

SAID = (
    ("matter", Text("纠纷事实", "The matter")),
    ("wish", Text("调解请求", "What you ask for")),
)


def tell(case: Case) -> Iterable[tuple[Text, str]]:
    """Return what was registered, unless it repeats the message. One query for a dispute."""
    dispute = _of(case)
    if dispute is None:
        return
    for name, said in SAID:
        value = getattr(dispute, name)
        if value and value not in case.message.body:
            yield said, value


def empty(case: Case) -> int:
    """Empty the dispute, its sessions and agreements, and forget its parties and helpers; return
    how many texts there were."""
    dispute = _of(case)
    if dispute is None:
        return 0
    dispute.matter = dispute.wish = ""
    dispute.save(update_fields=["matter", "wish"])
    for subject in (
        *Party.objects.filter(dispute=dispute).values_list("subject", flat=True),
        *Helper.objects.filter(dispute=dispute).values_list("subject", flat=True),
    ):
        erase(subject)
    Obligation.objects.filter(agreement__dispute=dispute).update(what="")
    texts = Session.objects.filter(dispute=dispute).update(record="", others="")
    texts += Agreement.objects.filter(dispute=dispute).update(facts="", content="", way="")
    return 1 + texts


def _of(case: Case) -> Dispute | None:
    if case.procedure != "dispute":
        return None
    return Dispute.objects.filter(case=case).first()


erasing.own_words.register("dispute", empty)
kept.own_words.register("dispute", tell)
