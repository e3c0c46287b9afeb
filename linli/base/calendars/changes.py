"""Whose clocks move when the calendar changes: asked here, answered by upper rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from linli.core.actors import Actor
from linli.core.registry import Registry
from linli.core.terms import Calendar


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The days from `first` to `last` are worked otherwise: `calendar` is how it will be.

    In a trial nothing may be written: the answer is how many clocks would move.
    """

    first: date
    last: date
    calendar: Calendar
    by: Actor
    at: datetime
    is_trial: bool = False


# Each moves the clocks that it keeps, in the transaction of the change, and returns how many.
Mover = Callable[[CalendarChange], int]
MOVERS: Registry[Mover] = Registry("mover of clocks")


def moved_by(change: CalendarChange) -> dict[str, int]:
    """Let all movers act on `change`; return how many clocks each has moved."""
    return {key: MOVERS[key](change) for key in MOVERS.keys()}  # noqa: SIM118
