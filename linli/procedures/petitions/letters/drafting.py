"""Drafts a letter of a petition, filled from the case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from linli.base.letters import actions
from linli.base.letters.models import Letter
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.papers import WRITTEN
from linli.cases.refusals import recorded
from linli.cases.wall import check_target
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, WrongState
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.letters.filling import fill, petitioner
from linli.procedures.petitions.letters.occasions import DELIVERY, Occasion, occasions
from linli.procedures.petitions.letters.story import story_of
from linli.procedures.petitions.models import Document

NOT_TO_WRITE = Text(
    "该文书由其他单位或岗位起草。", "This letter is for another unit or post to write."
)


def draft(case: Case, key: str, *, by: Actor, at: datetime) -> Letter:
    """Draft the letter for the occasion `key`, filled from `case`, and return it. What is said of
    the petitioner is revealed into it, on record.

    Raises NotAllowed for posts that don't write it, WrongState when it is written already,
    Refused where its recipient may know nothing of the case."""
    with recorded(case, "letter.draft", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        _check_may_write(locked, by)
        story = story_of(locked)
        one = next((o for o in occasions(story, by.unit_id or 0) if o.key == key), None)
        if one is None:
            raise WrongState(WRITTEN)
        if one.recipient:
            check_target(locked, one.recipient, day=local_day(at))
        values = fill(story, one, at) | petitioner(story, one, by=by, at=at)
        letter = actions.draft(
            one.kind, chain=locked.chain, unit=one.unit, values=values, by=by, at=at
        )
        _point_to(one, letter)
    return letter


def _check_may_write(case: Case, by: Actor) -> None:
    if not may_write(case, by, frozenset(authority.sides_of(case, by))):
        raise NotAllowed(NOT_TO_WRITE)


def may_write(case: Case, by: Actor, sides: frozenset[str]) -> bool:
    """Return whether `by`, standing in the case on `sides`, writes letters of it at all; which
    ones is a matter of its unit."""
    is_worker = any(
        taker.role == by.role for step in case.declared.transitions for taker in step.takers
    )
    return is_worker and bool(sides)


def _point_to(one: Occasion, letter: Letter) -> None:
    """Let the document that was issued point to its letter; a receipt of delivery is beside it."""
    if isinstance(one.thing, Document) and one.kind != DELIVERY:
        Document.objects.filter(pk=one.thing.pk).update(letter=letter.pk)
