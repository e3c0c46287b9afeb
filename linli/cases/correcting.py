"""Corrects who sent a message and how to reach them, as the sender asks: at once, for all that
comes after; what was written stays as it was received and is added to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.base.audit.log import record
from linli.base.privacy.actions import keep
from linli.base.privacy.kinds import check
from linli.cases import authority, indexing, kept
from linli.cases.assignment import in_charge, remind_of
from linli.cases.engine import lock
from linli.cases.models import Case, Message
from linli.cases.timeline import SALT
from linli.core import chain as form
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, WrongState
from linli.core.text import Text

KINDS: Final = ("name", "telephone", "address")
NOTHING = Text("没有改动。", "Nothing was changed.")
NOT_YOURS = Text("只有来件人可以更正。", "Only the sender can correct this.")
GONE = Text("相关信息已经删除，不能更正。", "This was erased; there is nothing to correct.")


def correct(
    message: Message,
    *,
    people: Mapping[str, str],
    contact_by: str = "",
    by: Actor,
    at: datetime,
) -> list[str]:
    """Keep what the sender says in place of what was kept, and return the kinds that changed.

    `people` are identifiers by kind, the empty ones left as they are; `contact_by` the way in
    which they want to hear. The log keeps of each old value a digest alone, whose salt can be
    erased. Units at work on it are told. Raises NotAllowed for others than the sender,
    Incomplete, naming the kind, for what can't be one and when nothing changes.
    """
    with transaction.atomic():
        cases = [lock(one.pk) for one in Case.objects.filter(message=message).order_by("pk")]
        if not cases or authority.sides_of(cases[0], by) != {"receipt"}:
            raise NotAllowed(NOT_YOURS)
        if message.erased_at:
            raise WrongState(GONE)
        before = kept.in_clear(message)
        changed = _changed(people, before)
        way = contact_by if contact_by and contact_by != message.contact_by else ""
        if not changed and not way:
            raise Incomplete(NOTHING, field="name")
        for kind, value in changed.items():
            keep(message.subject, kind, value)
        if way:
            _set_way(message, way, has_telephone="telephone" in {**before, **changed})
        for case in cases:
            _note(case, changed, before, way, by=by, at=at)
    return [*changed, *(["contact_by"] if way else [])]


def _changed(people: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    given = {kind: check(kind, people[kind]) for kind in KINDS if people.get(kind, "").strip()}
    return {kind: value for kind, value in given.items() if value != before.get(kind)}


def _set_way(message: Message, way: str, *, has_telephone: bool) -> None:
    if way == "telephone" and not has_telephone:
        said = Text("选择电话联系，就请留下电话号码。", "To be telephoned, leave a number.")
        raise Incomplete(said, field="telephone")
    message.contact_by = way
    message.save(update_fields=["contact_by"])


def _note(
    case: Case,
    changed: Mapping[str, str],
    before: Mapping[str, str],
    way: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Log the change on the case with digests of the old values, and tell who works on it."""
    salt = secrets.token_hex(16)
    digests = {kind: form.digest({kind: before[kind]}, salt) for kind in changed if kind in before}
    facts = {"kinds": sorted([*changed, *(["contact_by"] if way else [])]), "before": digests}
    texts = {SALT: salt} if digests else {}
    record(case.chain, "case.sender_corrected", by=by, at=at, facts=facts, texts=texts)
    indexing.write(case)
    if case.closed_at is None:
        remind_of(case, "case.sender_corrected", at=at, post=in_charge(case, at))
