"""An indicator declared as data: what is counted, of how many, on which events, by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from linli.core.procedure import Basis, Procedure
from linli.core.text import Text

LAPSE = "lapse:{}"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure over the cases of a procedure.

    A `rate` shows `numerator` of `denominator`, a `count` the denominator alone. `formula` says
    in one or two sentences how both are counted, as the page shows it. `counts_on` are the events
    on which a case may come to count, or count otherwise: ways in, transitions, declared events,
    and `lapse:<term>` for a clock that ran out. A case counts once (`per` case, by what was said
    last) or once a round. `also` are other names under which offices know the same figure, so that
    nobody is asked for it under one of them.
    """

    key: str
    procedure: str
    name: Text
    kind: Literal["rate", "count"]
    denominator: Text
    formula: Text
    counts_on: tuple[str, ...]
    basis: Basis
    numerator: Text | None = None
    per: Literal["case", "round"] = "case"
    also: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        """Return whether a share is made of it."""
        return self.kind == "rate"


@dataclass(frozen=True, slots=True)
class Fraction:
    """What an indicator came to: `hits` of `total`, and how many of each were left out on a
    stated ground. Of a count, `hits` is nothing."""

    total: int = 0
    hits: int = 0
    left_out: int = 0
    left_out_hits: int = 0

    def __add__(self, other: Fraction) -> Fraction:
        return Fraction(
            self.total + other.total,
            self.hits + other.hits,
            self.left_out + other.left_out,
            self.left_out_hits + other.left_out_hits,
        )

    def __sub__(self, other: Fraction) -> Fraction:
        return Fraction(
            self.total - other.total,
            self.hits - other.hits,
            self.left_out - other.left_out,
            self.left_out_hits - other.left_out_hits,
        )

    @property
    def counted(self) -> int:
        """Return the denominator after exclusions."""
        return self.total - self.left_out

    @property
    def counted_hits(self) -> int:
        """Return the numerator after exclusions."""
        return self.hits - self.left_out_hits

    @property
    def percent(self) -> float | None:
        """Return the rate after exclusions, None of nothing."""
        return 100 * self.counted_hits / self.counted if self.counted else None

    @property
    def percent_before(self) -> float | None:
        """Return the rate before exclusions, None of nothing."""
        return 100 * self.hits / self.total if self.total else None


def problems(indicators: Sequence[Indicator], procedure: Procedure) -> list[str]:
    """Return what is wrong with the indicators of `procedure`, a sentence each."""
    return [*_repeated(one.key for one in indicators), *_wrong(indicators, procedure)]


def _repeated(keys: Iterable[str]) -> Iterator[str]:
    found = list(keys)
    for key in sorted({key for key in found if found.count(key) > 1}):
        yield f"indicator {key} is declared twice"


def _wrong(indicators: Sequence[Indicator], procedure: Procedure) -> Iterator[str]:
    events = {
        "open",
        *procedure.events,
        *(opening.event for opening in procedure.openings),
        *(step.key for step in procedure.transitions),
        *(LAPSE.format(key) for key in procedure.term_keys()),
    }
    for one in indicators:
        if one.procedure != procedure.key:
            yield f"indicator {one.key} is declared for {one.procedure}"
        for event in sorted(set(one.counts_on) - events):
            yield f"indicator {one.key} counts on the unknown event {event}"
        if not one.counts_on:
            yield f"indicator {one.key} counts on nothing"
        if one.is_rate != (one.numerator is not None):
            yield f"indicator {one.key} must name a numerator if and only if it is a rate"
        if not (one.formula.zh.strip() and one.formula.en.strip()):
            yield f"indicator {one.key} shows no formula"
