"""Delivery of documents: what was issued reached the petitioner on a day, in a way, with proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from linli.base.files.models import StoredFile
from linli.base.letters.models import Letter
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions import selectors
from linli.procedures.petitions.models import Document
from linli.procedures.petitions.words import DOCUMENTS

NAMES = {choice.key: choice.name for choice in DOCUMENTS}
LEFT = "left"
NOTHING_ISSUED = Text("没有待送达的文书。", "No document waits to be delivered.")
NOT_THIS_ONE = Text("这份文书不在待送达之列。", "This document does not wait to be delivered.")
BEFORE_ISSUE = Text(
    "送达日期不能早于文书出具之日（{day}）。",
    "It can't have been delivered before the day on which it was issued ({day}).",
)
TRIED_IN_FUTURE = Text("日期不能晚于今天。", "The day can't lie in the future.")
NO_PROOF = Text(
    "请写明签收人、邮件号或见证人。", "Say who signed, the mail's number, or the witness."
)
NO_WITNESS = Text(
    "拒收留置的，请写明见证人或记录方式。",
    "Refused and left: name the witness, or how it was recorded.",
)
NOT_ISSUED = Text(
    "答复须为书面：这份文书还没有签发，请先起草、签发；确已在系统外出具的，写明文号和原因。",
    "It is answered in writing: draft and issue this document first, or give the number and the "
    "reason if it was made outside this system.",
)
REFUSED_IS_LEFT = Text(
    "本人拒收的，送达方式选“留置送达”。", "Refused by the person: choose “Left after a refusal”."
)


@dataclass(frozen=True)
class Proof:
    """How, when and to whom a document was delivered; `outside` says which paper it was, where
    no letter was issued here."""

    method: str
    day: date
    proof: str
    is_refused: bool
    outside: str


def deliver_issued(
    moving: Moving,
    *,
    method: str,
    delivered_on: date,
    proof: str,
    is_refused: bool = False,
    outside: str = "",
    files: Sequence[StoredFile] = (),
) -> None:
    """The opinion, review opinion or re-examination opinion reached the petitioner. What was
    refused and left counts as delivered on that day."""
    document = selectors.waiting_in(moving.case, moving.step.key.removeprefix("deliver_"))
    if document is None:
        raise Refused(NOTHING_ISSUED, code="nothing_issued")
    _deliver(moving, document, Proof(method, delivered_on, proof, is_refused, outside))


def deliver_other(
    moving: Moving,
    *,
    document: Document,
    method: str,
    delivered_on: date,
    proof: str,
    is_refused: bool = False,
    outside: str = "",
    files: Sequence[StoredFile] = (),
) -> None:
    """Another document reached the petitioner; no term hangs on it."""
    waiting = selectors.other_undelivered(moving.case).filter(pk=document.pk).first()
    if waiting is None:
        raise Refused(NOT_THIS_ONE, field="document", code="not_waiting")
    _deliver(moving, waiting, Proof(method, delivered_on, proof, is_refused, outside))


def record_attempt(moving: Moving, *, method: str, tried_on: date, why: str) -> None:
    """It was tried and failed: the petitioner's term does not begin."""
    if tried_on > local_day(moving.at):
        raise Refused(TRIED_IN_FUTURE, field="tried_on", code="in_future")
    waiting = selectors.undelivered(moving.case).filter(round=moving.case.round)
    document = waiting.filter(kind__in=selectors.OF_THEIR_OWN).last()
    if document is None:
        raise Refused(NOTHING_ISSUED, code="nothing_issued")
    _check_issued(document, tried_on, "tried_on")
    Document.objects.filter(pk=document.pk).update(tries=F("tries") + 1)
    moving.facts["document"] = document.kind


def _deliver(moving: Moving, document: Document, given: Proof) -> None:
    if given.is_refused and given.method != LEFT:
        raise Refused(REFUSED_IS_LEFT, field="method", code="refused_is_left")
    if not given.proof.strip():
        raise Incomplete(NO_WITNESS if given.method == LEFT else NO_PROOF, field="proof")
    letter = selectors.issued_letter(document)
    if letter is None and not given.outside.strip():
        raise Incomplete(NOT_ISSUED, field="outside")
    _check_issued(document, given.day, "delivered_on", letter)
    document.delivered_on, document.recorded_at = given.day, moving.at
    document.method, document.proof = given.method, given.proof.strip()
    # To leave it is only right after a refusal.
    document.is_refused = given.method == LEFT
    document.outside = "" if letter else given.outside.strip()
    document.save()
    moving.facts["document"] = {
        "id": document.pk,
        "kind": document.kind,
        "name": NAMES[document.kind].zh,
        "name_en": NAMES[document.kind].en,
        "tries": document.tries,
    }


def _check_issued(document: Document, day: date, field: str, letter: Letter | None = None) -> None:
    issued = local_day(letter.issued_at if letter and letter.issued_at else document.issued_at)
    if day < issued:
        raise Refused(BEFORE_ISSUE.format(day=issued), field=field, code="before_issue")


EFFECTS: dict[str, Effect] = {
    "deliver_opinion": deliver_issued,
    "deliver_review": deliver_issued,
    "deliver_recheck": deliver_issued,
    "deliver": deliver_other,
    "record_attempt": record_attempt,
}
