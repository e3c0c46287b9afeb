"""What is kept about the sender of a message, and who looked at it: for the sender alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.base.audit.models import Entry
from linli.base.privacy.kinds import KINDS
from linli.base.privacy.models import Identifier
from linli.base.privacy.sealing import unseal
from linli.base.privacy.selectors import masked_for
from linli.cases.erasing import ERASED_TITLE
from linli.cases.holding import Keeping
from linli.cases.models import Attachment, Case, Message, Note
from linli.core.actors import Actor
from linli.core.personal import DUTY
from linli.core.procedure import Basis
from linli.core.registry import Registry
from linli.core.text import Text
from linli.core.zone import local_day

AGAIN_AFTER = timedelta(minutes=10)
LOOKED: Final = frozenset({"case.viewed", "case.sender_sought", "letter.read", "letter.downloaded"})
REVEALED: Final = "identifier_revealed"
LISTED = Text("依法限定知情的工作人员", "Staff on the list of those who may know")
TO_REACH = Text("联系您、核实情况、告知结果", "To reach you, check the facts and tell the result")
TO_HANDLE = Text("受理、办理、答复您反映的事情", "To receive, handle and answer your matter")
# What a procedure keeps in the sender's own words beside the message: (what it is, the words).
own_words: Final[Registry[Callable[[Case], Iterable[tuple[Text, str]]]]] = Registry(
    "teller of a procedure's words"
)


@dataclass(frozen=True)
class KeptPart:
    """A part of what is kept: what it is, as it is shown (names and numbers masked), why, and
    on what basis."""

    name: Text
    shown: str
    purpose: Text
    basis: Basis = DUTY


@dataclass(frozen=True)
class KeptUntil:
    """How long a case of the message is kept: `until` is known once it was closed."""

    case: Case
    length: Text
    basis: Basis
    until: datetime | None


@dataclass(frozen=True)
class Look:
    """That a unit looked at the matter on a day; `revealed` says that it saw a name or a number
    in clear. Of a sealed case the unit is not named."""

    day: date
    unit: Text
    revealed: bool


def parts_of(message: Message) -> list[KeptPart]:
    """Return what is kept about the sender of `message`, part by part. Some five queries."""
    masked = masked_for([message.subject])[message.subject]
    found = [KeptPart(KINDS[kind].name, masked[kind], TO_REACH) for kind in KINDS if kind in masked]
    if message.body:
        found.append(KeptPart(Text("您写的内容", "What you wrote"), message.body, TO_HANDLE))
    for case in _cases(message):
        for words in own_words:
            found += [KeptPart(name, text, TO_HANDLE) for name, text in words(case) if text]
    notes = Note.objects.filter(case__message=message, from_sender=True).exclude(text="")
    for note in notes:
        found.append(KeptPart(Text("您后来补充的", "What you added later"), note.text, TO_HANDLE))
    files = Attachment.objects.filter(message=message, is_public=True).select_related("file")
    names = "、".join(one.file.original_name for one in files)
    if names:
        found.append(KeptPart(Text("文件", "Files"), names, TO_HANDLE))
    return found


def periods_of(message: Message, *, on: date) -> list[KeptUntil]:
    """Return how long each case of `message` is kept that still says something of the sender, as
    rules hold on the day. One query, and one for each procedure."""
    found, keeping = [], Keeping(on)
    for case in _cases(message):
        if message.emptied_at and case.title == ERASED_TITLE:
            continue
        one = keeping.of(case)
        found.append(KeptUntil(case, one.length, one.period.basis, one.until))
    return found


def looks_at(message: Message) -> list[Look]:
    """Return by which unit and on which day the matter was looked at, the newest first. Three
    queries."""
    cases = {case.chain: case for case in _cases(message)}
    rows = Entry.objects.filter(chain__in=cases, actor_kind="post", kind__in=[*LOOKED, REVEALED])
    lines = list(rows.values_list("chain", "at", "unit_id", "kind"))
    units = Unit.objects.in_bulk({unit for _, _, unit, _ in lines if unit})
    found: dict[tuple[date, str], Look] = {}
    for chain, at, unit_id, kind in lines:
        unit = units.get(unit_id)
        named = LISTED if cases[chain].is_sealed or unit is None else unit.text
        key = (local_day(at), named.zh)
        before = found.get(key)
        revealed = kind == REVEALED or bool(before and before.revealed)
        found[key] = Look(key[0], named, revealed)
    return sorted(found.values(), key=lambda look: (look.day, look.unit.zh), reverse=True)


def in_clear(message: Message) -> dict[str, str]:
    """Return the sender's identifiers by kind, for the sender's own copy. The caller records it.
    Raises Refused when a key is missing."""
    rows = Identifier.objects.filter(subject=message.subject, kind__in=list(KINDS))
    return {one.kind: unseal(one.ciphertext, subject=one.subject, kind=one.kind) for one in rows}


def note_shown(message: Message, *, by: Actor, at: datetime) -> None:
    """Record that the sender was shown what is kept, once in ten minutes."""
    cases = _cases(message)
    recent = Entry.objects.filter(
        chain=cases[0].chain, kind="case.kept_shown", at__gt=at - AGAIN_AFTER
    )
    if not recent.exists():
        _record_on_all(cases, "case.kept_shown", by=by, at=at)


def note_copied(message: Message, *, files: int, by: Actor, at: datetime) -> None:
    """Record that the sender took a copy."""
    _record_on_all(_cases(message), "case.copied", by=by, at=at, files=files)


def _cases(message: Message) -> list[Case]:
    return list(Case.objects.filter(message=message).order_by("pk"))


@transaction.atomic
def _record_on_all(
    cases: list[Case], kind: str, *, by: Actor, at: datetime, **facts: object
) -> None:
    for case in cases:
        record(case.chain, kind, by=by, at=at, facts=facts)
