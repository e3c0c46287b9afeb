"""Whose clocks move when the calendar changes: asked here, answered by upper rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from linli.core.actors import Actor
from linli.core.moves import Preview
from linli.core.registry import Registry
from linli.core.terms import Calendar


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The days from `first` to `last` are worked otherwise: `calendar` is how it will be."""

    first: date
    last: date
    calendar: Calendar
    by: Actor
    at: datetime


# Each moves the clocks that it keeps, in the transaction of the change or soon after, and returns
# how many that are.
Mover = Callable[[CalendarChange], int]
MOVERS: Registry[Mover] = Registry("mover of clocks")
# Each says what would move, and writes nothing.
PREVIEWS: Registry[Callable[[CalendarChange], Preview]] = Registry("preview of moved clocks")

# Each says how many clocks have moved, and of how many, by changes that the worker still deals
# with; None when all is done.
UNDER_WAY: Registry[Callable[[datetime], tuple[int, int] | None]] = Registry("progress of clocks")


def moved_by(change: CalendarChange) -> dict[str, int]:
    """Let all movers act on `change`; return how many clocks each moves."""
    return {key: MOVERS[key](change) for key in MOVERS.keys()}  # noqa: SIM118


def preview_of(change: CalendarChange) -> Preview:
    """Return what `change` would move."""
    return sum((preview(change) for preview in PREVIEWS), start=Preview())


def under_way(at: datetime) -> tuple[int, int] | None:
    """Return how many clocks have moved and of how many, while any change is under way."""
    found = [told for told in (ask(at) for ask in UNDER_WAY) if told]
    return (sum(done for done, _ in found), sum(total for _, total in found)) if found else None
