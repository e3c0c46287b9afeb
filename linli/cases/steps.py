"""Which steps an actor may take in a case now, and why others must wait."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from linli.cases import authority
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.procedure import Transition
from linli.core.text import Text


@dataclass(frozen=True)
class OpenStep:
    """A step that is the actor's to take; `why_not` says what it still waits for, or is None."""

    step: Transition
    why_not: Text | None = None


def steps_for(
    case: Case, *, by: Actor, at: datetime, sides: Collection[str] | None = None
) -> list[OpenStep]:
    """Return the steps from the state of `case` that are `by`'s to take, in declared order.

    `sides` are those of `by`, where they were read already: else one query for a post's. Beside
    that, what the conditions themselves ask.
    """
    if case.is_emptied and by.kind != "system":
        return []
    mine = set(sides) if sides is not None else authority.sides_of(case, by)
    return [
        OpenStep(step, _why_not(case, step, by, at))
        for step in case.declared.transitions
        if case.state in step.sources and authority.allows(step, mine, by.role)
    ]


def _why_not(case: Case, step: Transition, by: Actor, at: datetime) -> Text | None:
    reasons = (case.room.conditions[key](case, by, at) for key in step.conditions)
    return next((reason for reason in reasons if reason), None)
