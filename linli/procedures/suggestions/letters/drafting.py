"""Which letters a suggestion gives occasion to, and drafting them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from linli.base.audit.log import entries
from linli.base.letters import actions
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import VOID, Letter
from linli.base.letters.selectors import letters_of
from linli.base.privacy.actions import reveal
from linli.base.privacy.models import Identifier
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.papers import WRITTEN
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.procedures.suggestions.letters import filling
from linli.procedures.suggestions.letters.kinds import HONOUR, NOTICE, REPLY
from linli.procedures.suggestions.steps.takers import OFFICE_ROLES, STUDYING_ROLES

NOT_YOURS = Text(
    "只有征集部门和主办单位可以起草。",
    "Only the office and the unit that studies it write letters.",
)
NO_NAME = Text(
    "没有登记建议人姓名，不能起草文书。", "No name is registered, so no letter can be written."
)
ROLES = frozenset((*OFFICE_ROLES, *STUDYING_ROLES))
STUDIED = ("studying", "adopted", "declined")


@dataclass(frozen=True)
class Occasion:
    """A letter that can be drafted now."""

    kind: str
    is_owed: bool = False

    @property
    def key(self) -> str:
        """Return what names the occasion within its case: each kind is written once."""
        return self.kind

    @property
    def name(self) -> Text:
        """Return the name of the letter."""
        return KINDS[self.kind].name


def occasions(case: Case, letters: list[Letter]) -> list[Occasion]:
    """Return the letters that can be drafted now, those owed first. One query."""
    written = {one.kind for one in letters if one.stage != VOID}
    found = [one for one in _all(case) if one.kind not in written]
    return sorted(found, key=lambda one: not one.is_owed)


def may_write(case: Case, by: Actor) -> bool:
    """Return whether `by` writes letters of `case`: for the office or the unit that holds it."""
    return by.role in ROLES and bool(authority.sides_of(case, by) & {"coordinating", "lead"})


def draft(case: Case, kind: str, *, by: Actor, at: datetime) -> Letter:
    """Draft the letter of `kind` and return it. Who suggested it is revealed into it, on record.
    Raises NotAllowed for others than the office and the unit that holds it, WrongState when it is
    written already, Refused where no name is known."""
    with recorded(case, "letter.draft", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        if not may_write(locked, by):
            raise NotAllowed(NOT_YOURS)
        if kind not in {one.kind for one in occasions(locked, letters_of(locked.chain))}:
            raise WrongState(WRITTEN)
        values = FILL[kind](locked) | {"name": _name(locked, kind, by, at)}
        values = {key: value for key, value in values.items() if value}
        unit = locked.unit if by.unit_id == locked.unit_id else locked.coordinator
        return actions.draft(kind, chain=locked.chain, unit=unit, values=values, by=by, at=at)


def _all(case: Case) -> list[Occasion]:
    found = []
    if case.state in STUDIED:
        found.append(Occasion(NOTICE.key))
    if case.suggestion.answered_at and case.suggestion.verdict:
        found.append(Occasion(REPLY.key, is_owed=_in_writing(case)))
    if case.suggestion.honoured_at:
        found.append(Occasion(HONOUR.key, is_owed=True))
    return found


def _in_writing(case: Case) -> bool:
    line = entries(case.chain).filter(kind__in=filling.ANSWERS).last()
    return bool(line and line.facts.get("way") == "writing")


@sensitive_variables()
def _name(case: Case, kind: str, by: Actor, at: datetime) -> str:
    subject = case.message.subject
    if not Identifier.objects.filter(subject=subject, kind="name").exists():
        raise Refused(NO_NAME, code="no_name")
    reason = f"起草{KINDS[kind].name.zh}"
    return str(reveal(subject, "name", by=by, at=at, reason=reason, chain=case.chain))


FILL = {NOTICE.key: filling.notice, REPLY.key: filling.reply, HONOUR.key: filling.honour}
