"""Which letters a turnout gives occasion to, for whom, and drafting them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.letters import actions
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import VOID, Letter
from linli.base.letters.selectors import letters_of
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, WrongState
from linli.core.text import Text
from linli.procedures.whistles.letters import filling

NOT_YOURS = Text("这份文书由其他单位起草。", "This letter is drafted by another unit.")
WRITTEN = Text(
    "该文书已经起草，或还不能起草。请刷新页面。",
    "This letter was drafted already, or it is too early. Reload the page.",
)


@dataclass(frozen=True)
class Occasion:
    """A kind of letter, the side that writes it, and when there is occasion to."""

    kind: str
    side: str
    is_due: Callable[[Case], bool]
    fill: Callable[[Case], filling.Values]

    @property
    def key(self) -> str:
        """Return what names the occasion within its case: each kind is written once."""
        return self.kind

    @property
    def name(self) -> Text:
        """Return the name of the letter."""
        return KINDS[self.kind].name

    @property
    def is_owed(self) -> bool:
        """Return False: no step asks for one of these letters."""
        return False


OCCASIONS = (
    Occasion("whistle_call", "coordinating", lambda case: True, filling.call),
    Occasion(
        "whistle_decision", "overseeing", lambda case: bool(case.turnout.decision),
        filling.decision,
    ),
    Occasion("whistle_report", "lead", lambda case: bool(case.turnout.outcome), filling.report),
)  # fmt: skip


def open_occasions(case: Case, sides: frozenset[str], letters: list[Letter]) -> list[Occasion]:
    """Return the letters that whoever stands on `sides` can draft now."""
    written = {one.kind for one in letters if one.stage != VOID}
    return [
        one
        for one in OCCASIONS
        if one.side in sides and one.kind not in written and one.is_due(case)
    ]


def draft(case: Case, kind: str, *, by: Actor, at: datetime) -> Letter:
    """Draft the letter `kind` of a turnout and return it. Raises NotAllowed for units and roles
    that don't write it, WrongState when it is written already or there is no occasion."""
    with recorded(case, "letter.draft", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        sides = frozenset(authority.sides_of(locked, by))
        if not (sides and authority.takes_steps(locked, by.role)):
            raise NotAllowed(NOT_YOURS)
        found = open_occasions(locked, sides, letters_of(locked.chain))
        one = next((occasion for occasion in found if occasion.kind == kind), None)
        if one is None:
            raise WrongState(WRITTEN)
        values = {key: value for key, value in one.fill(locked).items() if value}
        unit: Unit = authority.unit_on(locked, one.side) or locked.coordinator
        return actions.draft(one.kind, chain=locked.chain, unit=unit, values=values, by=by, at=at)
