"""Registers what an officer took down, with its marks, in one transaction: an accusation is
walled from its first second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from linli.base.accounts.models import Post, Unit, User
from linli.cases.engine import move
from linli.cases.models import Case
from linli.cases.readers import admit, listed_in
from linli.cases.receiving import Draft
from linli.cases.registry import Opened
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.procedures.petitions.opening import open_petition


@dataclass(frozen=True)
class Accusation:
    """Whom the petition accuses, who takes it where the office itself is accused, and which
    posts may read it beside the one that registers it."""

    units: Sequence[Unit] = ()
    people: Sequence[User] = ()
    others: str = ""
    coordinator: Unit | None = None
    readers: Sequence[Post] = ()


@dataclass(frozen=True)
class Urgent:
    """To whom a serious and urgent matter is reported (Art. 25), and what happens."""

    units: Sequence[Unit]
    situation: str


@dataclass(frozen=True)
class Told:
    """What is taken down beside the message itself: elements, visit, marks."""

    request: str
    facts: str = ""
    reasons: str = ""
    field: str = ""
    is_first: bool = True
    received_on: date | None = None
    visitors: int | None = None
    representatives: Sequence[str] = ()
    accusation: Accusation | None = None
    urgent: Urgent | None = None


def register(
    draft: Draft, told: Told, *, post: Post, submission_key: str, by: Actor, at: datetime
) -> Opened:
    """Open the petition with the unit of `post`, marked as told, and return it with its receipt;
    the same `submission_key` again returns what it opened first and changes nothing.

    Raises Refused, at the field; then nothing was opened.
    """
    with transaction.atomic():
        opened = open_petition(
            draft,
            request=told.request,
            facts=told.facts,
            reasons=told.reasons,
            submission_key=submission_key,
            by=by,
            at=at,
            received_on=told.received_on,
            unit=post.unit,
            visitors=told.visitors,
            representatives=told.representatives,
            field=told.field,
            is_first=told.is_first,
        )
        if not opened.is_new:
            return opened
        # The wall first: what is urgent is never reported to the accused.
        if told.accusation:
            _mark(opened.case, told.accusation, by, at)
        if told.urgent:
            _report(opened.case, told.urgent, by, at)
    return opened


def _report(case: Case, urgent: Urgent, by: Actor, at: datetime) -> None:
    try:
        move(
            case, "mark_urgent", by=by, at=at,
            units=list(urgent.units), situation=urgent.situation,
        )  # fmt: skip
    except Refused as refused:
        # The accused are named under the same key.
        raise Refused(refused.message, field="urgent_units", code=refused.code) from refused


def _mark(case: Case, accusation: Accusation, by: Actor, at: datetime) -> None:
    move(
        case, "mark_accusation", by=by, at=at,
        units=list(accusation.units), people=list(accusation.people), others=accusation.others,
        coordinator=accusation.coordinator,
    )  # fmt: skip
    listed = listed_in(case)
    for post in accusation.readers:
        if post.pk not in listed:
            try:
                admit(case, post=post, by=by, at=at)
            except Refused as refused:
                raise Refused(refused.message, field="readers", code=refused.code) from refused
