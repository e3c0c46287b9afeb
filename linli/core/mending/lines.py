"""Takes a damaged text line by line: readings out, runs decoded late read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.core.mending.gbk import pair_of, sign_of
from linli.core.mending.likelihood import NEVER, weight
from linli.core.mending.readings import HAN, may_read
from linli.core.mending.shifted import CONTEXT, GAPS, read_run
from linli.core.mending.simplifying import BOTH, is_changed
from linli.core.mending.spots import Part
from linli.core.mending.units import Table, Unit, has_tone, units_of

NEWLINE: Final = Part("\n", "\n")
# How many signs may look whole between two pieces of junk.
NEAR: Final = 10
# A report has a handful of runs; a text made to keep us busy has its further ones marked only.
MOST_RUNS: Final = 300


def restored(text: str) -> list[Part]:
    """Return `text` in parts: readings out, runs decoded late restored as spots, else as it is."""
    table = Table.of(text)
    parts: list[Part] = []
    runs_left = MOST_RUNS
    for line in text.split("\n"):
        found = list(_line(line, table, runs_left))
        runs_left -= sum(part.is_spot for part in found)
        parts.extend(found)
        parts.append(NEWLINE)
    return parts[:-1]


def _line(line: str, table: Table, runs_left: int) -> Iterator[Part]:
    units = units_of(line)
    before, place = "", 0
    while place < len(units):
        unit, taken = units[place], 1
        part: Part | None = Part(unit.raw, unit.raw)
        if unit.kind == "lost" and runs_left > 0:
            part, taken = _run(units[place:], before, table)
            runs_left -= 1
        elif unit.kind == "lost":
            part = Part(unit.raw, unit.raw, is_spot=True)
        elif unit.kind == "read":
            part = _bracket(unit, before)
        if part is not None:
            yield part
            before = (before + part.text)[-CONTEXT:]
        place += taken


def _bracket(unit: Unit, before: str) -> Part | None:
    """Return the part that a bracket with Latin letters is, None for a reading put in."""
    sign = before[-1:]
    if may_read(sign, unit.reading):
        if has_tone(unit.reading) or is_changed(sign) or sign in BOTH:
            return None
    elif may_read(_across(before), unit.reading):
        return None
    is_odd = has_tone(unit.reading) and bool(HAN.match(sign))
    return Part(unit.raw, unit.raw, is_spot=is_odd, alternatives=("",))


def _across(before: str) -> str:
    """Return the character that the last byte of a character and a Latin letter after it make."""
    pair = pair_of(before[-2]) if len(before) > 1 and before[-1].isascii() else None
    return (sign_of(pair[1], ord(before[-1])) or "") if pair else ""


def _run(units: list[Unit], before: str, table: Table) -> tuple[Part, int]:
    read = read_run(units, before=before, table=table)
    if not read.taken:
        return Part(units[0].raw, units[0].raw, is_spot=has_tone(units[0].reading)), 1
    text, taken = read.text, read.taken
    if not read.is_certain:
        # Where the bytes don't decide, junk may go on: up to the last of it, all is one spot.
        end = _end_of_junk(units, taken)
        text += "".join(unit.raw for unit in units[taken:end])
        taken = end
    raw = "".join(unit.raw for unit in units[:taken])
    others = tuple(other + text[len(read.text) :] for other in read.alternatives)
    return Part(text, raw, True, others, read.is_certain), taken


def _end_of_junk(units: list[Unit], start: int) -> int:
    """Return where the last gap or strange character stands that is near what stands before."""
    end = place = start
    while place < len(units) and place - end < NEAR and units[place].kind != "lost":
        if units[place].raw in GAPS or weight(units[place].raw[0]) == NEVER:
            is_letter_next = place + 1 < len(units) and units[place + 1].raw.isascii()
            end = place + 1 + is_letter_next
        place += 1
    return min(end, len(units))
