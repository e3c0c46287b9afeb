"""A year of the working calendar as a page shows it."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from linli.base.calendars.models import CalendarDay, CalendarYear
from linli.base.calendars.notices import NAMES, NoticeDay, fixed_days, shipped_notices
from linli.base.calendars.selectors import SATURDAY, working_calendar
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the grid. `differs` says that it isn't as in an ordinary week."""

    date: date
    is_working: bool
    differs: bool
    name: Text | None
    is_in_month: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Days one after the other that are off, or worked, for the same reason."""

    first: date
    last: date
    is_working: bool
    name: Text


@dataclass(frozen=True, slots=True)
class YearView:
    """The months as weeks of days, the named spans, and where the year stands."""

    year: int
    months: list[tuple[date, list[list[DayView]]]]
    spans: list[Span]
    is_provisional: bool
    source: str


def year_view(year: int, planned: Sequence[NoticeDay] | None = None) -> YearView:
    """Return the calendar of `year`, or how it will be with the days of its notice. Three
    queries."""
    calendar, names = working_calendar(), _names(year)
    if planned is not None:
        calendar = calendar.with_year(year, {day.date: day.is_working for day in planned})
        names = {day.date: name_of(day.name) for day in planned}

    def view(day: date, month: int) -> DayView:
        is_working = calendar.is_working(day)
        differs = is_working != (day.weekday() < SATURDAY)
        return DayView(day, is_working, differs, names.get(day), day.month == month)

    weeks = Calendar(firstweekday=0)
    months = [
        (
            date(year, month, 1),
            [[view(day, month) for day in week] for week in weeks.monthdatescalendar(year, month)],
        )
        for month in range(1, 13)
    ]
    row = CalendarYear.objects.filter(pk=year).first()
    return YearView(
        year,
        months,
        _spans(names, {day: calendar.is_working(day) for day in names}),
        is_provisional=calendar.is_provisional(date(year, 1, 1)),
        source=row.source if row else "",
    )


def name_of(name: str) -> Text:
    """Return the name of a holiday in both languages where it is one of the known ones."""
    return NAMES.get(name) or Text(name, name)


def _names(year: int) -> dict[date, Text]:
    rows = CalendarDay.objects.filter(year=year).values_list("date", "name")
    named = dict(rows)
    if not named and not CalendarYear.objects.filter(pk=year).exists():
        notice = shipped_notices().get(year)
        days = notice.days if notice else fixed_days(year)
        named = {day.date: day.name for day in days}
    return {day: name_of(name) for day, name in named.items()}


def _spans(names: dict[date, Text], worked: dict[date, bool]) -> list[Span]:
    def run(numbered: tuple[int, date]) -> tuple[int, Text, bool]:
        number, day = numbered
        return day.toordinal() - number, names[day], worked[day]

    spans = []
    for (_, name, is_working), group in groupby(enumerate(sorted(names)), key=run):
        days = [day for _, day in group]
        spans.append(Span(days[0], days[-1], is_working, name))
    return spans
