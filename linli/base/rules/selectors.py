"""What holds in a place: what the place has set, within what the law allows, else the declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q

from linli.base.rules.models import LocalRule
from linli.base.rules.settable import Declared, Settable, SettableTerm, SettableThreshold
from linli.base.rules.words import in_words
from linli.core.procedure import Basis, Procedure, Term, TermUnit
from linli.core.text import Text
from linli.core.thresholds import Threshold

# What holds in a range of codes, the deepest place first; None stands for everywhere else.
Places = Sequence[tuple[range | None, int]]


@dataclass(frozen=True, slots=True)
class Limit:
    """A term's length as it holds somewhere, with the rule that sets it.

    `length` is None where the starting event itself sets the date.
    """

    length: int | None
    unit: TermUnit
    basis: Basis
    rolls: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What holds in a place on a day: `row` is the local rule that sets it, if one does."""

    rule: Settable
    declared: Declared
    row: LocalRule | None

    @property
    def said(self) -> Text:
        """Return the number with its unit in words."""
        return in_words(self.row.value, self.row.unit) if self.row else self.declared.said

    @property
    def basis(self) -> Basis:
        """Return the rule that sets it."""
        return basis_of(self.row) if self.row else self.declared.basis


def declared_limit(term: Term) -> Limit:
    """Return what the declaration of `term` says."""
    return Limit(term.length, term.unit, term.basis, term.rolls)


def limit_for(procedure: Procedure, term_key: str, *, region_code: int, day: date) -> Limit:
    """Return what holds for a term in the region `region_code` on `day`.

    The newest local rule in force of the most specific region that covers the code, else what is
    declared. One that the law in force on `day` no longer allows is passed over. Raises KeyError
    for an unknown term. One query.
    """
    term = procedure.term_on(term_key, day)
    row = _held(SettableTerm(procedure, term_key), region_code, day)
    if row is None:
        return declared_limit(term)
    return Limit(row.value, cast(TermUnit, row.unit), basis_of(row), term.rolls)


def value_for(threshold: Threshold, *, region_code: int, day: date) -> int:
    """Return what holds for a threshold in the region `region_code` on `day`. One query."""
    row = _held(SettableThreshold(threshold), region_code, day)
    return row.value if row else threshold.value


def by_place(threshold: Threshold, *, day: date) -> Places:
    """Return what holds for a threshold on `day` wherever a place has set it, and last what holds
    everywhere else. One query."""
    rows = LocalRule.objects.about(threshold.area, threshold.key).on(day)
    return _places(threshold, rows.select_related("region"), day)


def by_places(thresholds: Iterable[Threshold], *, day: date) -> dict[str, Places]:
    """Return the same for several thresholds of one area, by key. One query."""
    asked = {one.key: one for one in thresholds}
    areas = {one.area for one in asked.values()}
    rows = defaultdict(list)
    found = LocalRule.objects.filter(area__in=areas, key__in=asked).on(day)
    for row in found.select_related("region"):
        rows[row.key].append(row)
    return {key: _places(one, rows[key], day) for key, one in asked.items()}


def value_at(places: Places, region_code: int) -> int:
    """Return what of `places` holds in the region `region_code`."""
    return next(value for place, value in places if place is None or region_code in place)


def where(places: Places, field: str, condition: Callable[[int], Q]) -> Q:
    """Return the condition that holds for each row by the number of its own place: `field` is
    where the row's region is kept, `condition` is asked with each number."""
    found, deeper = Q(), Q()
    for place, value in places:
        here = Q()
        if place is not None:
            here = Q(**{f"{field}__gte": place.start, f"{field}__lt": place.stop})
        found |= (here & ~deeper if deeper else here) & condition(value)
        deeper |= here
    return found


def held_in(rules: Iterable[Settable], *, region_code: int, day: date) -> list[Held]:
    """Return what holds in a region on `day` for each of `rules`. One query."""
    rows = defaultdict(list)
    covering = LocalRule.objects.covering(region_code).on(day).select_related("region")
    for row in covering:
        rows[row.area, row.key].append(row)
    return [
        Held(rule, rule.on(day), _first_allowed(rule.on(day), rows[rule.area, rule.key]))
        for rule in rules
    ]


def basis_of(row: LocalRule) -> Basis:
    """Return a local rule as a basis; it is no law."""
    return Basis(Text(row.instrument, row.instrument), row.article, grade="B")


def _held(rule: Settable, region_code: int, day: date) -> LocalRule | None:
    rows = LocalRule.objects.about(rule.area, rule.key).on(day).covering(region_code)
    return _first_allowed(rule.on(day), rows)


def _places(threshold: Threshold, rows: Iterable[LocalRule], day: date) -> Places:
    declared = SettableThreshold(threshold).on(day)
    found: dict[int, tuple[range | None, int]] = {}
    for row in rows:
        if row.region_id not in found and declared.allows(row.value, row.unit):
            place = range(row.region.code, row.region.code_end)
            found[row.region_id] = (place, row.value)
    return [*found.values(), (None, threshold.value)]


def _first_allowed(declared: Declared, rows: Iterable[LocalRule]) -> LocalRule | None:
    return next((row for row in rows if declared.allows(row.value, row.unit)), None)
