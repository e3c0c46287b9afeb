"""Finds what was done to a chain of the log: walks its lines and says what is wrong where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from linli.core.chain import ERASED, Head, Line, digest, head_mac, line_mac

FaultKind = Literal["altered", "removed", "inserted", "reordered", "missing"]
Part = Literal["line", "text", "head"]

_NO_TEXT: Final = 0
_TEXT: Final = 1
_TEXT_GONE: Final = 2


class Fault(NamedTuple):
    """Damage to a chain from `line` to `to`.

    altered: a field is not what was written, or another line stands in its place; removed: gone
    while later lines remain; missing: the end of the chain, or all of it, is gone; inserted: a
    line that was never written here; reordered: a line that stands elsewhere than it was written.
    `part` says whether it is the line, its personal text (removed without a recorded erasure,
    inserted again after one), or the row that holds the end of the chain.
    """

    chain: str
    line: int
    kind: FaultKind
    part: Part = "line"
    to: int = 0


class Held(NamedTuple):
    """The personal texts that are kept for a line, as found: both values may be anything."""

    salt: Any
    texts: Any


def faults(
    lines: Iterable[tuple[Line, Held | None]], head: Head | None, key: bytes, chain: str
) -> list[Fault]:
    """Return what is wrong with `chain`, by line; empty when it is whole.

    `lines` come in the order of their stored numbers; `head` is None when its row is gone.
    Damage that a copy of the end of this chain elsewhere would show is not found here.
    """
    walk = Walk(chain, head, key)
    for line, held in lines:
        walk.step(line, held)
    return walk.end()


class Walk:
    """One pass over a chain in constant memory (a byte a line).

    A line is proved when its code fits; a line whose code fits under another number was moved.
    Lines that no number fits wait until the next proved line says which numbers are left for
    them: a number left over is an altered line, none left over is an inserted one.
    """

    def __init__(self, chain: str, head: Head | None, key: bytes, attempts: int = 20_000) -> None:
        """`attempts` bounds the search for the numbers under which moved lines were written."""
        self.lines = 0
        self.proved = 0
        self.is_head_proved = head is not None and _proves_head(head, key)
        self.chain, self.attempts = chain, attempts
        self._head, self._key = head, key
        self._next = 1
        self._last_mac = ""
        self._unproved: list[int] = []
        self._gaps: list[range] = []
        self._held = bytearray(1)
        # By how much stored numbers differ from the written ones here; None: not known.
        self._shift: int | None = 0
        self._faults: list[Fault] = []

    @property
    def anchored_in(self) -> int:
        """Return the number of a line that the system chain must have, or 0."""
        return (self._head.anchored_in or 0) if self._head and self.is_head_proved else 0

    @property
    def last(self) -> int:
        """Return the highest number that this chain is known to have had."""
        head = self._head.no if self._head and self.is_head_proved else 0
        return max(self._next - 1, head)

    def step(self, line: Line, held: Held | None) -> None:
        """Take the next stored line."""
        self.lines += 1
        number = line.no if proves(line, self._key) else self._search(line)
        if number is None:
            self._unproved.append(line.no if isinstance(line.no, int) else self._next)
            return
        self.proved += 1
        if number < self._next:
            self._late(line, number, held)
            return
        shift = line.no - number if isinstance(line.no, int) else None
        if number == self._next and not self._unproved:
            self._check_link(line, number, shift)
        else:
            self._place_unproved(number, "removed")
        self._shift, self._last_mac, self._next = shift, line.mac, number + 1
        self._check_text(line, number, held)

    def end(self) -> list[Fault]:
        """Return all faults, by line, once the last line was taken."""
        if self._head is not None and self.is_head_proved:
            self._check_end(self._head)
        else:
            self._check_end_without_head()
        for gap in self._gaps:
            self._add(gap.start, "removed", to=gap.stop - 1)
        for number, state in enumerate(self._held):
            if state == _TEXT_GONE:
                self._add(number, "removed", "text")
        return sorted(self._faults, key=lambda fault: fault.line)

    def _search(self, line: Line) -> int | None:
        """Return the number under which `line` was written, if it is this chain's at all."""
        if proves(line._replace(no=self._next), self._key):
            return self._next
        ends = (self.lines, self._head.no if self._head else 0)
        for number in range(1, max(end for end in ends if isinstance(end, int)) + 1):
            if self.attempts <= 0:
                return None
            self.attempts -= 1
            if proves(line._replace(no=number), self._key):
                return number
        return None

    def _check_link(self, line: Line, number: int, shift: int | None) -> None:
        if shift is None or self._shift not in (None, shift):
            self._add(number, "altered")
        if line.prev != self._last_mac:
            # Both lines are genuine, but this one was written after another line.
            self._add(max(number - 1, 1), "altered")

    def _late(self, line: Line, number: int, held: Held | None) -> None:
        """Take a line whose number was passed already: it was moved, or overtaken, or copied."""
        self._shift = None
        for index, gap in enumerate(self._gaps):
            if number in gap:
                parts = (range(gap.start, number), range(number + 1, gap.stop))
                self._gaps[index : index + 1] = [part for part in parts if part]
                if line.no != number:
                    self._add(number, "reordered")
                self._check_text(line, number, held)
                return
        self._unproved.append(line.no if isinstance(line.no, int) else self._next)

    def _place_unproved(self, number: int, kind: Literal["removed", "missing"]) -> None:
        """Say what the unproved lines before `number` are, and which numbers nobody has."""
        open_numbers = range(self._next, number)
        altered: set[int] = set()
        for stored in self._unproved:
            if stored in open_numbers and stored not in altered:
                altered.add(stored)
                self._add(stored, "altered")
            else:
                self._add(stored, "inserted")
        self._unproved.clear()
        start = self._next
        for stop in (*sorted(altered), number):
            if stop > start and kind == "missing":
                self._add(start, "missing", to=stop - 1)
            elif stop > start:
                self._gaps.append(range(start, stop))
            start = stop + 1

    def _check_end(self, head: Head) -> None:
        written = self._next - 1
        if written > head.no:
            self._add(head.no + 1, "altered", "head", to=written)
        elif written == head.no and head.mac != self._last_mac:
            self._add(max(head.no, 1), "altered")
        self._place_unproved(max(head.no + 1, self._next), "missing")
        self._next = max(self._next, head.no + 1)

    def _check_end_without_head(self) -> None:
        if self._head is None:
            self._add(max(self._next - 1, 1), "removed", "head")
            moved_to = None
        else:
            self._add(max(self._next - 1, 1), "altered", "head")
            moved_to = self._head.no
        # A line at the end that nothing proves: forged, if the head was moved to it.
        for stored in self._unproved:
            self._add(stored, "inserted" if stored == moved_to else "altered")
        self._unproved.clear()

    def _check_text(self, line: Line, number: int, held: Held | None) -> None:
        state = _TEXT if held else (_TEXT_GONE if line.digest_of_texts else _NO_TEXT)
        if held and not line.digest_of_texts:
            self._add(number, "inserted", "text")
        elif held and not _fits(held, line.digest_of_texts):
            self._add(number, "altered", "text")
        missing = number + 1 - len(self._held)
        if missing > 0:
            self._held.extend(bytes(missing))
        self._held[number] = state
        if line.kind == ERASED:
            self._check_erasure(line)

    def _check_erasure(self, line: Line) -> None:
        for number in line.facts["lines"]:
            if number < len(self._held):
                if self._held[number] == _TEXT:
                    self._add(number, "inserted", "text")
                self._held[number] = _NO_TEXT

    def _add(self, line: int, kind: FaultKind, part: Part = "line", to: int = 0) -> None:
        fault = Fault(self.chain, line, kind, part, max(line, to))
        if fault not in self._faults[-4:]:
            self._faults.append(fault)


def proves(line: Line, key: bytes) -> bool:
    """Return whether the line's own code fits, whatever may stand in its fields."""
    try:
        return line_mac(line, key) == line.mac
    except (TypeError, ValueError, RecursionError):
        # Values that no line can have, put there by hand.
        return False


def _proves_head(head: Head, key: bytes) -> bool:
    try:
        return isinstance(head.no, int) and head_mac(head, key) == head.head_mac
    except (TypeError, ValueError):
        return False


def _fits(held: Held, expected: str) -> bool:
    try:
        return digest(held.texts, held.salt) == expected
    except (TypeError, ValueError, AttributeError):
        return False
