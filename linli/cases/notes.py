"""Writes beside a case: internal notes, public ones, and facts that the sender adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.base.audit.log import record
from linli.base.files.models import StoredFile
from linli.cases import authority, indexing, telling
from linli.cases.assignment import in_charge, remind_of
from linli.cases.engine import lock
from linli.cases.models import Attachment, Case, Note
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed
from linli.core.text import Text

EMPTY = Text("请写下内容。", "Write something.")
TAKES_NO_PART = Text(
    "只有参与办理的单位可以在此件上写记录。",
    "Only units that take part in this case can write on it.",
)


def write(
    case: Case,
    *,
    text: str,
    is_public: bool,
    files: Sequence[StoredFile] = (),
    by: Actor,
    at: datetime,
) -> Note:
    """Write a note, with files, for a unit that takes part in `case`. A public one is told to the
    person, who may then open its files as well.

    Raises Incomplete for an empty note and NotAllowed for units that take no part.
    """
    with recorded(case, "case.note", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        if not authority.sides_of(locked, by):
            raise NotAllowed(TAKES_NO_PART)
        note = _insert(locked, text, files, by, at, is_public=is_public, unit_id=by.unit_id)
        if is_public:
            telling.tell(locked, about="note", by=by, at=at)
    return note


def add_facts(
    case: Case, *, text: str, files: Sequence[StoredFile] = (), by: Actor, at: datetime
) -> Note:
    """Add what the sender says later, with files, and put it on the holder's desk."""
    with transaction.atomic():
        locked = lock(case.pk)
        if authority.sides_of(locked, by) != {"receipt"}:
            raise NotAllowed(TAKES_NO_PART)
        note = _insert(locked, text, files, by, at, is_public=True, from_sender=True)
        remind_of(locked, "case.facts_added", at=at, post=in_charge(locked, at))
    return note


def _insert(
    case: Case,
    text: str,
    files: Sequence[StoredFile],
    by: Actor,
    at: datetime,
    *,
    is_public: bool,
    from_sender: bool = False,
    unit_id: int | None = None,
) -> Note:
    if not text.strip():
        raise Incomplete(EMPTY, field="text")
    note = Note.objects.create(
        case=case,
        text=text.strip(),
        is_public=is_public,
        from_sender=from_sender,
        author="" if from_sender else by.name,
        unit_id=unit_id,
        written_at=at,
    )
    Attachment.objects.bulk_create(
        Attachment(message=case.message, case=case, file=file, is_public=is_public, added_at=at)
        for file in files
    )
    facts: dict[str, object] = {"note": note.pk, "is_public": is_public, "from_sender": from_sender}
    if files:
        facts |= {"files": len(files), "file_ids": [str(file.pk) for file in files]}
    record(case.chain, "case.noted", by=by, at=at, facts=facts, texts={"text": note.text})
    indexing.write(case)
    return note
