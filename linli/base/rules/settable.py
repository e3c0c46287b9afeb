"""The terms and thresholds that a place may set, each seen alike: what is declared, what bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol, get_args

from linli.base.rules import retention
from linli.base.rules.registry import AREAS, SETTABLE, THRESHOLDS
from linli.base.rules.words import BOUNDS, in_words
from linli.core.procedure import Basis, Procedure, Term, TermUnit
from linli.core.text import Text
from linli.core.thresholds import Threshold

LONGEST: Final = 3650
Bound = Literal["shorter", "longer", "lower", "higher", "either", "fixed", "dated"]


@dataclass(frozen=True, slots=True)
class Declared:
    """What a declaration says from a day on, and what it leaves to a place.

    `value` is None where the starting event itself sets the date.
    """

    value: int | None
    unit: str
    basis: Basis
    bound: Bound
    least: int = 1
    most: int = LONGEST
    units: tuple[str, ...] = ()

    @property
    def said(self) -> Text:
        """Return the number with its unit in words."""
        return in_words(self.value, self.unit)

    @property
    def bound_said(self) -> Text:
        """Return what a place may do with it, in words."""
        return BOUNDS[self.bound]

    @property
    def is_settable(self) -> bool:
        """Return whether a place may set it at all."""
        return self.bound not in ("dated", "fixed")

    def allows(self, value: int, unit: str) -> bool:
        """Return whether a place may set `value`, counted in `unit`."""
        if self.value is None or unit not in self.units or not self.least <= value <= self.most:
            return False
        if self.bound in ("shorter", "lower"):
            return value <= self.value
        if self.bound in ("longer", "higher"):
            return value >= self.value
        return self.bound == "either"


class Settable(Protocol):
    """A term or a threshold of an area."""

    @property
    def area(self) -> str:
        """Return the key of the procedure, or of the part of Linli, that it belongs to."""
        ...

    @property
    def key(self) -> str:
        """Return its key in the area."""
        ...

    @property
    def name(self) -> Text:
        """Return its name."""
        ...

    @property
    def about(self) -> Text | None:
        """Return in one sentence what it decides, where the name doesn't say so."""
        ...

    def on(self, day: date) -> Declared:
        """Return what is declared for `day`. Raises KeyError for what is not declared."""
        ...

    def after(self, day: date) -> list[Declared]:
        """Return what is declared to hold from later days on."""
        ...


@dataclass(frozen=True, slots=True)
class SettableTerm:
    """A term of a procedure."""

    procedure: Procedure
    key: str

    @property
    def area(self) -> str:
        """Return the procedure's key."""
        return self.procedure.key

    @property
    def name(self) -> Text:
        """Return the term's name."""
        return self.procedure.term(self.key).name

    @property
    def about(self) -> Text | None:
        """Return nothing: a term's name says what is to be done in it."""
        return None

    def on(self, day: date) -> Declared:
        """Return what the version in force on `day` says."""
        return _of_term(self.procedure.term_on(self.key, day))

    def after(self, day: date) -> list[Declared]:
        """Return what later versions say."""
        return [
            _of_term(term)
            for term in self.procedure.terms
            if term.key == self.key and term.in_force_from > day
        ]


@dataclass(frozen=True, slots=True)
class SettableThreshold:
    """A threshold."""

    threshold: Threshold

    @property
    def area(self) -> str:
        """Return the threshold's area."""
        return self.threshold.area

    @property
    def key(self) -> str:
        """Return the threshold's key."""
        return self.threshold.key

    @property
    def name(self) -> Text:
        """Return the threshold's name."""
        return self.threshold.name

    @property
    def about(self) -> Text | None:
        """Return what it decides."""
        return self.threshold.about

    def on(self, day: date) -> Declared:
        """Return what is declared; thresholds have one version."""
        one = self.threshold
        bound: Bound = one.course if one.basis.is_law else "either"
        return Declared(one.value, one.unit, one.basis, bound, one.least, one.most, (one.unit,))

    def after(self, day: date) -> list[Declared]:
        """Return nothing."""
        return []


def rules_of(area: str) -> list[Settable]:
    """Return what may be set in an area: the terms of its procedure, then its thresholds."""
    procedure = SETTABLE.get(area)
    terms = [SettableTerm(procedure, key) for key in procedure.term_keys()] if procedure else []
    own = (one for one in _thresholds() if one.area == area)
    return [*terms, *(SettableThreshold(one) for one in own)]


def rule_of(area: str, key: str) -> Settable | None:
    """Return the rule of this key, or None."""
    return next((one for one in rules_of(area) if one.key == key), None)


def areas() -> dict[str, Text]:
    """Return the names of the areas by key: procedures first, in the order of registration."""
    named = {procedure.key: procedure.name for procedure in SETTABLE}
    named |= {key: AREAS[key] for key in AREAS.keys()}  # noqa: SIM118
    return named


def _thresholds() -> Iterator[Threshold]:
    yield from THRESHOLDS
    yield from retention.thresholds()


def _of_term(term: Term) -> Declared:
    units = (term.unit,) if term.basis.is_law else get_args(TermUnit)
    return Declared(term.length, term.unit, term.basis, _bound_of(term), units=units)


def _bound_of(term: Term) -> Bound:
    if term.length is None:
        return "dated"
    if not term.basis.is_law:
        return "either"
    return "shorter" if term.binds == "authority" else "longer"
