"""The working calendar, from the database or as shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.db import DatabaseError, connection, transaction

from linli.base.calendars.models import CalendarYear
from linli.base.calendars.notices import FIXED, shipped_notices
from linli.database import file_named

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days that differ from the week, True where worked; years, True where still provisional.

    A year that is not among them has its weekends and the days off that are fixed by date.
    `is_shipped` says that no database had a hand in it.
    """

    days: Mapping[date, bool]
    years: Mapping[int, bool]
    is_shipped: bool = False

    def is_working(self, day: date) -> bool:
        """Return whether offices work on `day`, make-up workdays included."""
        if day in self.days:
            return self.days[day]
        if day.year not in self.years and (day.month, day.day) in FIXED:
            return False
        return day.weekday() < SATURDAY

    def is_provisional(self, day: date) -> bool:
        """Return whether the year of `day` still waits for its notice."""
        return self.years.get(day.year, True)

    def with_days(self, days: Mapping[date, bool]) -> WorkingCalendar:
        """Return the calendar as it would be with these days set."""
        return replace(self, days={**self.days, **days})

    def with_year(self, year: int, days: Mapping[date, bool] | None) -> WorkingCalendar:
        """Return the calendar as it would be with the year settled: by `days` alone, or as they
        stand where that is None."""
        rest = {day: is_it for day, is_it in self.days.items() if day.year != year or days is None}
        return replace(self, days={**rest, **(days or {})}, years={**self.years, year: False})


def working_calendar() -> WorkingCalendar:
    """Return the calendar as the database has it now; years that it lacks are as shipped.

    One query.
    """
    rows = CalendarYear.objects.order_by().values_list(
        "year", "is_provisional", "days__date", "days__is_working"
    )
    held, shipped = _calendar(rows), shipped_calendar()
    if not held.years:
        return shipped
    rest = {day: is_it for day, is_it in shipped.days.items() if day.year not in held.years}
    return WorkingCalendar({**rest, **held.days}, {**shipped.years, **held.years})


@cache
def shipped_calendar() -> WorkingCalendar:
    """Return the calendar of the shipped notices, without a database."""
    rows = (
        (notice.year, notice.is_provisional, day.date, day.is_working)
        for notice in shipped_notices().values()
        for day in notice.days
    )
    return replace(_calendar(rows), is_shipped=True)


def calendar_at_hand() -> WorkingCalendar:
    """Return `working_calendar()`, or the shipped one where there is no database yet.

    For commands that need none; it makes none either.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not file_named(name).exists():
        return shipped_calendar()
    try:
        with transaction.atomic():
            return working_calendar()
    except DatabaseError:
        return shipped_calendar()


def _calendar(rows: Iterable[tuple[int, bool, date | None, bool | None]]) -> WorkingCalendar:
    days: dict[date, bool] = {}
    years: dict[int, bool] = {}
    for year, is_provisional, day, is_working in rows:
        years[year] = is_provisional
        if day is not None and is_working is not None:
            days[day] = is_working
    return WorkingCalendar(days, years)
