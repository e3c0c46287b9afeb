"""Ends of terms that a changed rule moves, as people look at them before they confirm it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Move:
    """Running terms of one unit that end on the same other day: `count` of them."""

    unit: Text
    term: Text
    before: date
    after: date
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would move: `total` terms, `moves` the first lines of them by unit and day, `further`
    how many lines are not among them. `kept` runs on unchanged, where the rule says so.

    Cases for their readers alone are never counted here, though their terms move as well.
    """

    moves: tuple[Move, ...] = ()
    total: int = 0
    further: int = 0
    kept: int = 0

    def __add__(self, other: Preview) -> Preview:
        """Return both together."""
        return Preview(
            self.moves + other.moves,
            self.total + other.total,
            self.further + other.further,
            self.kept + other.kept,
        )
