"""What a damaged line consists of, and which table of readings was used on the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from linli.core.mending.readings import HAN, IN_BRACKETS, LOST, TONE, may_read

Kind = Literal["sign", "read", "lost"]
_UNITS: Final = re.compile(f"(?P<lost>{LOST.pattern})|(?P<read>{IN_BRACKETS.pattern})|(?s:.)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing of a line: a sign, a reading in brackets, or a bracket lost with half a sign."""

    kind: Kind
    raw: str
    reading: str = ""


def units_of(line: str) -> list[Unit]:
    """Return the `line` in units, which make it again when their raw texts are joined."""
    return [_unit(found) for found in _UNITS.finditer(line)]


def _unit(found: re.Match[str]) -> Unit:
    if found["lost"]:
        return Unit("lost", found[0], found.group(2))
    if found["read"]:
        return Unit("read", found[0], found.group(4))
    return Unit("sign", found[0])


@dataclass(frozen=True, slots=True)
class Table:
    """Which characters of the text have their reading beside them, and which stand without."""

    read: frozenset[str]
    bare: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Table:
        """Return what `text` shows of the table that was used on it."""
        read = Counter(
            text[found.start() - 1]
            for found in IN_BRACKETS.finditer(text)
            if found.start() and may_read(text[found.start() - 1], found.group(1))
        )
        counted = Counter(sign for sign in text if HAN.match(sign))
        bare = {sign for sign, count in counted.items() if read[sign] < count / 2}
        return cls(frozenset(read) - bare, frozenset(bare))


def has_tone(reading: str) -> bool:
    """Return whether the reading is marked with a tone, as few things in brackets are."""
    return bool(TONE.search(reading))
