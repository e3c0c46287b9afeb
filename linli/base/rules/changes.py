"""Whose clocks move, and what else is reached, when a rule changes: answered by upper rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from linli.base.rules.registry import COUNTS
from linli.base.rules.settable import Settable, SettableThreshold
from linli.core.actors import Actor
from linli.core.moves import Preview
from linli.core.procedure import Procedure
from linli.core.registry import Registry
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class TermChange:
    """From `in_force_from` on the term has another length in `places`, a range of codes; None
    where it is the declaration that changes, for the whole country."""

    procedure: Procedure
    term_key: str
    places: range | None
    in_force_from: date
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """How many things lie beyond a threshold before and after it changes, and what they are."""

    what: Text
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do: to running terms, and to what lies beyond a threshold."""

    moves: Preview = Preview()
    reached: Reached | None = None

    @property
    def is_felt(self) -> bool:
        """Return whether anything that is there now is touched, so that one should look first."""
        reached = self.reached is not None and self.reached.before != self.reached.after
        return bool(self.moves.total or self.moves.kept or reached)


# Each moves the clocks that it keeps, in the transaction of the change or from its day on, and
# returns how many that are by what is known now.
MOVERS: Registry[Callable[[TermChange], int]] = Registry("mover of clocks by a term")
# Each says what would move, and writes nothing.
PREVIEWS: Registry[Callable[[TermChange], Preview]] = Registry("preview of a changed term")


def moved_by(change: TermChange) -> dict[str, int]:
    """Let all movers act on `change`; return how many clocks each moves."""
    return {key: MOVERS[key](change) for key in MOVERS.keys()}  # noqa: SIM118


def preview_of(change: TermChange) -> Preview:
    """Return what `change` would move."""
    return sum((preview(change) for preview in PREVIEWS), start=Preview())


def counted(rule: Settable, places: range, day: date) -> int | None:
    """Return how many things in `places` lie beyond a threshold on `day`, as rules hold now; None
    where nothing is counted."""
    count = COUNTS.get(rule.area) if isinstance(rule, SettableThreshold) else None
    return count(rule.key, places, day) if count else None


def reached_by(rule: Settable, before: int | None, after: int | None) -> Reached | None:
    """Return both counts with what was counted, or None where nothing was."""
    if before is None or after is None or not isinstance(rule, SettableThreshold):
        return None
    return Reached(rule.threshold.reaches or rule.name, before, after)
