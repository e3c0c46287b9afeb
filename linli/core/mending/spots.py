"""What mending returns: the text, and the spots in it at which a person must look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the mended text, from `start` to before `end`, in code points.

    `raw` is what was received there, `alternatives` what else it may have been. `is_certain`
    says that only one reading fits the bytes.
    """

    start: int
    end: int
    raw: str
    alternatives: tuple[str, ...]
    is_certain: bool

    def as_data(self) -> dict[str, Any]:
        """Return the spot as it stands in JSON."""
        return {
            "start": self.start,
            "end": self.end,
            "raw": self.raw,
            "alternatives": list(self.alternatives),
            "certain": self.is_certain,
        }


@dataclass(frozen=True, slots=True)
class Mended:
    """A text made whole, and its spots by place."""

    text: str
    spots: tuple[Spot, ...]

    def as_data(self) -> dict[str, Any]:
        """Return text and spots as they stand in JSON."""
        return {"text": self.text, "spots": [spot.as_data() for spot in self.spots]}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text on its way: what it reads now, and what was received for it."""

    text: str
    raw: str
    is_spot: bool = False
    alternatives: tuple[str, ...] = ()
    is_certain: bool = False
