"""Lets a person stand back from a case in which they have a stake (回避).

Source: petition regulations (信访工作条例, 2022), Art. 28(3).
"""

from __future__ import annotations

from datetime import datetime

from linli.base.accounts.models import User
from linli.base.audit.log import record
from linli.base.notices import desk
from linli.cases import authority
from linli.cases.marked import on_locked
from linli.cases.models import Barred, Case
from linli.cases.sight import HEAD
from linli.cases.wall import RECUSED, bar
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day

NOT_TO_RECUSE = Text(
    "回避由本人提出，或由单位负责人决定。",
    "A person stands back by themselves, or by decision of a unit head.",
)
RECUSED_ALREADY = Text("此人已回避。", "This person stands back already.")
NOT_RECUSED = Text("此人未回避。", "This person does not stand back.")


def bar_person(case: Case, *, person: User, by: Actor, at: datetime) -> Case:
    """Let `person` stand back from `case` (回避, Art. 28(3)): whatever post they act in, it is not
    theirs to see or to take a step in. A person says so themselves, or a head decides it."""

    def change(cases: list[Case]) -> None:
        (locked,) = cases
        if Barred.objects.filter(case=locked, person=person, ground=RECUSED).exists():
            raise Refused(RECUSED_ALREADY, code="recused")
        bar(locked, people=[person], ground=RECUSED, day=local_day(at))
        if locked.post and locked.post.person_id == person.pk:
            desk.withdraw(about=locked.chain, post=locked.post)
            locked.post = None
            locked.save(update_fields=["post"])
        record(locked.chain, "case.recused", by=by, at=at, facts={"person": person.pk})

    def check(locked: Case) -> None:
        if by.person_id != person.pk or not authority.sides_of(locked, by):
            _check_head(locked, by)

    return on_locked([case.pk], case, "recuse", change, check, by=by, at=at)


def unbar(case: Case, *, person: User, by: Actor, at: datetime) -> Case:
    """End the standing back of `person`; a head decides it, never the person. Accusations are
    never taken back here."""

    def change(cases: list[Case]) -> None:
        (locked,) = cases
        gone, _ = Barred.objects.filter(case=locked, person=person, ground=RECUSED).delete()
        if not gone:
            raise WrongState(NOT_RECUSED, code="not_recused")
        record(locked.chain, "case.recusal_ended", by=by, at=at, facts={"person": person.pk})

    return on_locked(
        [case.pk], case, "unrecuse", change, lambda locked: _check_head(locked, by), by=by, at=at
    )


def _check_head(case: Case, by: Actor) -> None:
    is_theirs = authority.sides_of(case, by) & {"lead", "coordinating"}
    if by.role != HEAD or not is_theirs:
        raise NotAllowed(NOT_TO_RECUSE)
