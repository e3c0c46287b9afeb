"""Gives a receipt of a case to somebody whom it concerns and who did not send it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from linli.base.audit.log import record
from linli.cases.models import Case, Holder, Message
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.references import new_reference, passcode_for, passcode_hash
from linli.core.text import Text
from linli.home import key as instance_key

SEALED = Text(
    "检举控告件不向其他人发放受理号。", "Nobody else is given a receipt of an accusation."
)
TRIES = 5


def give(case: Case, *, key: str, by: Actor, at: datetime) -> Holder:
    """Return a new receipt of `case` for another one whom it concerns; `key` is the form's, from
    which `passcode` derives what is told once. Call it inside the caller's transaction, with the
    case locked. Raises Refused for an accusation."""
    if case.is_sealed:
        raise Refused(SEALED, code="sealed")
    hashed = passcode_hash(passcode(key), instance_key("passcode"))
    holder = _insert(case, hashed, at)
    record(case.chain, "case.receipt_given", by=by, at=at, facts={"holder": holder.pk})
    return holder


def give_again(holder: Holder, *, key: str, by: Actor, at: datetime) -> Holder:
    """Put a new passcode in the place of the old one, which opens nothing any more. Raises
    Refused for an accusation."""
    if holder.case.is_sealed:
        raise Refused(SEALED, code="sealed")
    holder.passcode_hash = passcode_hash(passcode(key), instance_key("passcode"))
    holder.save(update_fields=["passcode_hash"])
    facts = {"holder": holder.pk}
    record(holder.case.chain, "case.receipt_given", by=by, at=at, facts=facts)
    return holder


def passcode(key: str) -> str:
    """Return the passcode that belongs to a form's key."""
    return passcode_for(f"holder:{key}", instance_key("passcode"))


def find(number: str) -> Holder | None:
    """Return who holds the receipt `number`; None as well where the case is sealed. One query."""
    found = Holder.objects.select_related("case__message", "case__region", "case__unit")
    holder: Holder | None = found.filter(receipt=number, case__is_sealed=False).first()
    return holder


def _insert(case: Case, hashed: str, at: datetime) -> Holder:
    """Save under a number that nobody holds yet, sender or other; numbers are random."""
    for _ in range(TRIES):
        number = new_reference()
        if Message.objects.filter(receipt=number).exists():
            continue
        try:
            with transaction.atomic():
                return Holder.objects.create(
                    case=case, receipt=number, passcode_hash=hashed, since_at=at
                )
        except IntegrityError:
            if not Holder.objects.filter(receipt=number).exists():
                raise
    raise RuntimeError("no free receipt number was found in five tries")
