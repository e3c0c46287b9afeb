"""Reads the working calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linli.base.calendars.models import CalendarDay, CalendarYear


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that differ from an ordinary week, and the years whose notice is entered."""

    days: dict[date, bool]
    settled: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        return self.days.get(day, day.weekday() < 5)

    def is_provisional(self, day: date) -> bool:
        """Return whether no notice has settled the year of `day`."""
        return day.year not in self.settled


def working_calendar() -> WorkingCalendar:
    """Return the calendar as the database has it. Two queries."""
    years = CalendarYear.objects.filter(is_provisional=False).values_list("year", flat=True)
    return WorkingCalendar(
        dict(CalendarDay.objects.values_list("date", "is_working")), frozenset(years)
    )
