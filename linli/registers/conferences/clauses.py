"""Where clauses begin and end in a text: the places at which a demand is moved or split."""

from __future__ import annotations

import re
from typing import Final

# What parts clauses; a list within one (、) does not.
MARKS: Final = "，；。：！？\n"
BLANK: Final = " \t\u3000\n"
_CLAUSE: Final = re.compile(f"[^{MARKS}]+")


def clauses_of(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return from where to where each clause between `start` and `end` reaches, its mark and the
    blanks around it left out."""
    found = []
    for clause in _CLAUSE.finditer(text, start, len(text) if end is None else end):
        first, last = trimmed(text, clause.start(), clause.end())
        if first < last:
            found.append((first, last))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without marks and blanks at its ends."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start] in MARKS + BLANK + "、":
        start += 1
    while end > start and text[end - 1] in MARKS + BLANK + "、":
        end -= 1
    return start, end


def moved(text: str, start: int, end: int, *, side: str, way: str) -> tuple[int, int]:
    """Return the stretch with its `side` (start or end) one clause `earlier` or `later`; as it
    was where there is no such place."""
    clauses = clauses_of(text)
    places = [first if side == "start" else last for first, last in clauses]
    here = start if side == "start" else end
    if side == "start":
        places = [place for place in places if place < end]
    else:
        places = [place for place in places if place > start]
    if way == "earlier":
        found = max((place for place in places if place < here), default=here)
    else:
        found = min((place for place in places if place > here), default=here)
    return (found, end) if side == "start" else (start, found)
