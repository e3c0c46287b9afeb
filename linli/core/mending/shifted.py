"""Reads a run that was decoded one byte late, by its bytes, in every way that fits them.

A reading put in between the second byte of a character and the first of the next leaves `?fàn)`:
the byte before it and the bracket made no character. From there on each character shown holds
the end of one and the beginning of the next, until a second byte stands in the range of ASCII.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from linli.core.mending.gbk import EURO, LEADS, TRAILS, gone_with, pair_of, second_bytes, sign_of
from linli.core.mending.likelihood import NEVER, is_usual, likelihood, weight
from linli.core.mending.readings import may_read
from linli.core.mending.simplifying import BOTH, is_changed
from linli.core.mending.units import Table, Unit

MOST_WAYS: Final = 40
# Stands for a character of which no byte is left.
UNKNOWN: Final = "□"
FEW: Final = 8
# By how much a way may be less likely than the best one and still be worth a look.
MARGIN: Final = 5.0
HOPELESS: Final = 20.0
MOST_ALTERNATIVES: Final = 4
CONTEXT: Final = 6
GUESS: Final = 3.0
# What decoders write for two bytes that make no character.
GAPS: Final = "?\ufffd"
UNFIT: Final = 10.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read the run so far: its text, and which bytes may wait for a second."""

    text: str
    waiting: tuple[int, ...] = ()
    cost: float = 0.0
    is_guess: bool = False

    def then(self, sign: str, *waiting: int, cost: float = 0.0) -> Way:
        """Return the way with `sign` after it."""
        return replace(self, text=self.text + sign, waiting=waiting, cost=self.cost + cost)

    def guessed(self) -> Way:
        """Return the way, marked as one in which bytes were guessed."""
        return replace(self, is_guess=True, cost=self.cost + GUESS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The run as read: the best way, the others, and how many units it took."""

    text: str
    alternatives: tuple[str, ...]
    is_certain: bool
    taken: int


def read_run(units: list[Unit], *, before: str, table: Table) -> Reading:
    """Return what the run is that begins with the first of `units`; `before` stands on its left.

    The run ends where every likely way is back on whole characters, or with the line.
    """
    walk = _Walk(before, table)
    ways = walk.steps([Way("")], units[0], None)
    taken = 1
    while taken < len(units) and (any(way.waiting for way in ways) or units[taken].kind == "read"):
        after = walk.steps(ways, units[taken], units[taken - 1], units[taken + 1 : taken + 2])
        if not after:
            # Nothing fits what comes next: the run is left here, and marked.
            break
        ways = after
        taken += 1
    ended = [one for way in ways for one in _closed(way, is_last=taken == len(units))]
    return _best(walk, ended or [way.guessed() for way in ways], units, taken)


class _Walk:
    """One reading of a run: what stands before it, and the ways that are kept."""

    def __init__(self, before: str, table: Table) -> None:
        self.before = before[-CONTEXT:]
        self.table = table

    def steps(
        self, ways: list[Way], unit: Unit, last: Unit | None, following: Iterable[Unit] = ()
    ) -> list[Way]:
        """Return the likeliest ways after `unit`."""
        is_ascii_next = all(one.raw[0].isascii() for one in following)
        return self._kept(
            [after for way in ways for after in self._step(way, unit, last, is_ascii_next)]
        )

    def score(self, way: Way, after: str = "") -> float:
        """Return how likely the way is between what stands on both sides."""
        return likelihood(f"{self.before}{way.text}{after}") - way.cost

    def _step(self, way: Way, unit: Unit, last: Unit | None, is_ascii_next: bool) -> Iterator[Way]:
        if unit.kind == "lost":
            yield from self._ends(way, unit) if way.waiting else self._begins(way, unit)
        elif unit.kind == "read":
            yield self._read(way, unit, last)
        elif not way.waiting:
            yield way.then(unit.raw)
        else:
            yield from _shifted(way, unit.raw, is_ascii_next)

    def _ends(self, way: Way, unit: Unit) -> Iterator[Way]:
        """Yield the ways in which the bracket took the second byte of a character of the run."""
        for lead in way.waiting:
            for second in second_bytes(lead, unit.reading):
                sign = sign_of(lead, second) or ""
                yield way.then(sign, cost=self._strangeness(sign))

    def _begins(self, way: Way, unit: Unit) -> Iterator[Way]:
        """Yield the ways in which the character that was given a reading lies across two."""
        pair = pair_of((self.before + way.text)[-1:] or " ")
        fitting = second_bytes(pair[1], unit.reading) if pair else ()
        leads = [one for one in fitting if one in LEADS]
        for lead in leads:
            assert pair is not None
            yield way.then("", lead, cost=self._strangeness(sign_of(pair[1], lead)))
        if not leads:
            yield way.guessed().then("", *LEADS, cost=UNFIT)

    def _strangeness(self, sign: str | None) -> float:
        """Return how strange it were if the table of readings held `sign`."""
        if sign is None or sign in self.table.bare:
            return 2 * GUESS
        if sign in self.table.read:
            return 0.0
        return 1.0 if is_changed(sign) or sign in BOTH else GUESS

    def _read(self, way: Way, unit: Unit, last: Unit | None) -> Way:
        shown = last.raw if way.waiting and last is not None else way.text[-1:]
        if may_read(shown, unit.reading):
            return way
        if not way.waiting:
            return way.then(unit.raw, cost=UNFIT)
        return replace(way, cost=way.cost + UNFIT)

    def _kept(self, ways: list[Way]) -> list[Way]:
        """Return the ways whose texts are the likeliest, with every byte that may wait there."""
        usual = [way for way in ways if is_usual(way.text)] or ways
        ranked = sorted(((self.score(way), way) for way in usual), key=lambda one: -one[0])
        return [way for score, way in ranked[:MOST_WAYS] if score > ranked[0][0] - HOPELESS]


def _shifted(way: Way, shown: str, is_ascii_next: bool) -> Iterator[Way]:
    """Yield the ways in which `shown` holds the second byte of the character that waits."""
    pair = pair_of(shown)
    if shown in GAPS:
        yield from _gap(way, is_ascii_next)
    if pair is not None and pair[1] in LEADS:
        for sign in _signs(way, pair[0]):
            yield way.then(sign, pair[1])
    elif shown == "€" or (shown.isascii() and ord(shown) in TRAILS):
        for sign in _signs(way, EURO if shown == "€" else ord(shown)):
            yield way.then(sign)
    elif shown not in GAPS:
        # The second byte was dropped without a trace.
        for one in _with_any_second(way):
            yield one.then(shown)


def _signs(way: Way, second: int) -> Iterator[str]:
    for lead in way.waiting:
        sign = sign_of(lead, second)
        if sign is not None:
            yield sign


def _gap(way: Way, is_ascii_next: bool) -> Iterator[Way]:
    """Yield the ways in which a "?" stands for two bytes that made no character."""
    if len(way.waiting) > FEW:
        # Two in a row: the character between them is lost.
        yield way.guessed().then(UNKNOWN, *LEADS)
        return
    for one in _with_any_second(way):
        # With the second byte went an ASCII sign, such as a comma, unless it still stands there.
        yield one.then("" if is_ascii_next else "，")
    for second in TRAILS:
        if following := gone_with(second):
            for sign in _signs(way, second):
                yield way.guessed().then(sign, *following)
    for sign in _signs(way, EURO):
        yield way.guessed().then(sign)


def _with_any_second(way: Way) -> Iterator[Way]:
    if len(way.waiting) > FEW:
        yield way.guessed().then(UNKNOWN)
        return
    for second in TRAILS:
        for sign in _signs(way, second):
            if weight(sign) > NEVER:
                yield way.guessed().then(sign)


def _closed(way: Way, *, is_last: bool) -> Iterator[Way]:
    """Yield the way, or where the line ended in the middle of a character, what it may be."""
    if not way.waiting:
        yield way
    elif is_last:
        for one in _with_any_second(way):
            yield replace(one, cost=one.cost - GUESS) if one.text.endswith("。") else one


def _best(walk: _Walk, ways: list[Way], units: list[Unit], taken: int) -> Reading:
    if not ways:
        return Reading("", (), False, 0)
    after = "".join(unit.raw for unit in units[taken : taken + CONTEXT] if unit.kind == "sign")
    is_gap_inside = any(unit.raw in GAPS for unit in units[1:taken])
    score: Callable[[Way], float] = lambda way: walk.score(way, after)  # noqa: E731
    ranked = sorted(ways, key=score, reverse=True)
    best = ranked[0]
    others = dict.fromkeys(way.text for way in ranked if score(way) > score(best) - MARGIN)
    others.pop(best.text, None)
    is_certain = not (others or best.is_guess or is_gap_inside) and is_usual(best.text)
    return Reading(best.text, tuple(others)[:MOST_ALTERNATIVES], is_certain, taken)
