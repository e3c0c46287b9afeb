"""Whose clocks move when the length of a term changes: asked here, answered by upper rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from linli.core.actors import Actor
from linli.core.moves import Preview
from linli.core.procedure import Procedure
from linli.core.registry import Registry


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
