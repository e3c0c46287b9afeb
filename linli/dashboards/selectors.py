"""Reads the counters: what indicators come to over a place or a unit, exact at any moment.

Whole months come from the rolled-up counters, the days beside them from those by day (of places
from cities upwards, rolled up as well), and what was not folded yet from the deltas, all in one
statement: a fold that runs meanwhile is seen as a whole or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from linli.base.regions.levels import end_of as region_end
from linli.cases.folding import LOWEST, LOWEST_OF_DAYS
from linli.cases.models import DayCounter, Delta, MonthCounter, PlaceDayCounter
from linli.cases.spans import Span
from linli.core.indicators import Fraction

SUMS = tuple(Sum(name) for name in ("total", "hits", "left_out", "left_out_hits"))


def rates(
    indicator_keys: Collection[str],
    *,
    region_code: int,
    first_day: date,
    last_day: date,
    kind: str | None = None,
    unit: int | None = None,
) -> dict[str, Fraction]:
    """Return what each indicator came to from `first_day` to `last_day`, both included, over the
    region with all that lies below it, or of `unit` (an id) in all places. One query.

    With whole months a province is read as fast as a village: a row for each month and kind.
    """
    asked = _Asked(indicator_keys, Span(first_day, last_day), kind)
    rows = asked.of_unit([unit]) if unit else asked.of_place([region_code])
    return _summed(rows, indicator_keys, lambda key, dimension: key)


def by_place(
    indicator_keys: Collection[str],
    *,
    region_codes: Sequence[int],
    first_day: date,
    last_day: date,
    kind: str | None = None,
) -> dict[tuple[str, int], Fraction]:
    """Return the same for each of several regions, none of which lies in another, by indicator
    and code. One query."""
    asked = _Asked(indicator_keys, Span(first_day, last_day), kind)
    ends = {code: region_end(code) for code in region_codes}

    def place_of(key: str, region: int) -> tuple[str, int]:
        within = (code for code, end in ends.items() if code <= region < end)
        return key, region if region in ends else next(within)

    return _summed(asked.of_place(region_codes, by="region"), (), place_of)


def by_unit(
    indicator_keys: Collection[str],
    *,
    units: Collection[int],
    first_day: date,
    last_day: date,
    kind: str | None = None,
) -> dict[tuple[str, int], Fraction]:
    """Return the same for each of several units, by indicator and id. One query."""
    asked = _Asked(indicator_keys, Span(first_day, last_day), kind)
    return _summed(asked.of_unit(units, by="unit"), (), lambda key, unit: (key, unit))


def by_month(
    indicator_keys: Collection[str],
    *,
    region_code: int,
    first_day: date,
    last_day: date,
    kind: str | None = None,
    unit: int | None = None,
) -> dict[tuple[str, date], Fraction]:
    """Return the same as `rates` month by month, by indicator and first day. One query."""
    asked = _Asked(indicator_keys, Span(first_day, last_day), kind)
    rows = asked.of_unit([unit], by="day") if unit else asked.of_place([region_code], by="day")
    return _summed(rows, (), lambda key, day: (key, day.replace(day=1)))


def by_kind(
    indicator_keys: Collection[str],
    *,
    region_code: int,
    first_day: date,
    last_day: date,
    unit: int | None = None,
) -> dict[tuple[str, str], Fraction]:
    """Return the same as `rates` kind by kind, by indicator and key of the kind. One query."""
    asked = _Asked(indicator_keys, Span(first_day, last_day), None)
    rows = asked.of_unit([unit], by="kind") if unit else asked.of_place([region_code], by="kind")
    return _summed(rows, (), lambda key, kind: (key, kind))


@dataclass(frozen=True)
class _Asked:
    """What is asked of the counters: indicators, days, one kind or all."""

    keys: Collection[str]
    span: Span
    kind: str | None

    def of_place(self, codes: Collection[int], *, by: str = "") -> QuerySet[Any]:
        within = Q()
        for code in codes:
            within |= Q(region__gte=code, region__lt=region_end(code))
        # Months are rolled up from towns and streets upwards; communities are read by day.
        has_months = not any(code % LOWEST for code in codes)
        rolled_up = Q(region__in=codes, unit=0)
        within = within if codes else Q(pk__in=[])
        # Days are rolled up from cities upwards.
        has_days = not any(code % LOWEST_OF_DAYS for code in codes)
        days = PlaceDayCounter.objects.filter(rolled_up) if has_days else None
        return self._read(rolled_up if has_months else None, within, by, days=days)

    def of_unit(self, units: Collection[int], *, by: str = "") -> QuerySet[Any]:
        return self._read(Q(region=0, unit__in=units), Q(unit__in=units), by)

    def _read(
        self, rolled_up: Q | None, single: Q, by: str, *, days: QuerySet[Any] | None = None
    ) -> QuerySet[Any]:
        """Return the sums of whole months from what is `rolled_up`, if it is, and of the other
        days from `days`, or else `single` days."""
        common = Q(indicator__in=self.keys)
        if self.kind is not None:
            common &= Q(kind=self.kind)
        parts = []
        months = self.span.whole_months() if rolled_up else []
        if rolled_up and months:
            of_months = Q(month__gte=months[0], month__lte=months[-1])
            rows = MonthCounter.objects.filter(common, rolled_up, of_months)
            parts.append(_grouped(rows, "month" if by == "day" else by))
        for beside in self.span.days_beside() if months else [self.span]:
            of_days = Q(day__gte=beside.first, day__lte=beside.last)
            rows = DayCounter.objects.filter(single) if days is None else days
            parts.append(_grouped(rows.filter(common, of_days), by))
        of_span = Q(day__gte=self.span.first, day__lte=self.span.last)
        parts.append(_grouped(Delta.objects.filter(common, single, of_span), by))
        return reduce(lambda one, other: one.union(other, all=True), parts)


def _grouped(rows: QuerySet[Any], by: str) -> QuerySet[Any]:
    """Return the sums by indicator and, unless it is empty, by the column `by`."""
    dimension = F(by) if by else F("indicator")
    grouped: QuerySet[Any] = (
        rows.order_by().annotate(dimension=dimension).values_list("indicator", "dimension")
    )
    summed: QuerySet[Any] = grouped.annotate(*SUMS)
    return summed


def _summed(
    rows: QuerySet[Any], keys: Collection[str], place: Callable[[str, Any], Hashable]
) -> dict[Any, Fraction]:
    found: dict[Any, Fraction] = defaultdict(Fraction, {key: Fraction() for key in keys})
    for key, dimension, *sums in rows:
        found[place(key, dimension)] += Fraction(*sums)
    return found
