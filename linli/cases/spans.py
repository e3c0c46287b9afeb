"""Days from one to another, split into whole months, which are folded, and the days beside them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def months(self) -> list[date]:
        """Return the first days of the months that lie in it, whole or in part."""
        return list(_months(self.first, self.last))

    def whole_months(self) -> list[date]:
        """Return the first days of the months that lie in it as a whole."""
        return [
            month for month in self.months() if self.first <= month and end_of(month) <= self.last
        ]

    def days_beside(self) -> list[Span]:
        """Return what is left of it before and after the whole months."""
        whole = self.whole_months()
        if not whole:
            return [self] if self.first <= self.last else []
        before = Span(self.first, whole[0] - ONE_DAY)
        after = Span(end_of(whole[-1]) + ONE_DAY, self.last)
        return [part for part in (before, after) if part.first <= part.last]


def end_of(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = end_of(month) + ONE_DAY
