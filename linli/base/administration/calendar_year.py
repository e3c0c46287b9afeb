"""A year of the working calendar as a page shows it."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from linli.base.calendars.models import CalendarDay, CalendarYear
from linli.base.calendars.notices import (
    NAMES,
    NoticeDay,
    fixed_days,
    shipped_notices,
    statutory_missing,
)
from linli.base.calendars.selectors import SATURDAY, working_calendar
from linli.core.text import Text

NO_DAYS = Text(
    "没有填写日期：本年度仍按已有的日期计算，并不再标为暂定。通知已发布的，请粘贴原文。",
    "No days were entered: the year keeps those that it has and is provisional no more. Paste the "
    "notice if it is out.",
)
SETTLED = Text(
    "本年度已按“{source}”确认。确认后，以这里填写的日期为准。",
    "The year was settled by “{source}” before. The days entered here take their place.",
)
MISSING = Text(
    "这些法定节日没有列为放假，将按工作日计算：{days}。请核对通知是否完整。",
    "Off by law and not in the notice, these would be worked: {days}. See whether the notice is "
    "whole.",
)


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


def doubts(year: int, planned: Sequence[NoticeDay] | None) -> list[Text]:
    """Return what should make one look again before `year` is settled with `planned`. One query."""
    row = CalendarYear.objects.filter(pk=year).first()
    said = []
    if planned is None and (row is None or row.is_provisional):
        said.append(NO_DAYS)
    if row and not row.is_provisional and planned is not None:
        said.append(SETTLED.format(source=row.source))
    missing = statutory_missing(year, planned) if planned is not None else []
    if missing:
        days = "、".join(f"{one.date.month}月{one.date.day}日（{one.name}）" for one in missing)
        english = ", ".join(f"{one.date} ({name_of(one.name).en})" for one in missing)
        said.append(Text(MISSING.zh.format(days=days), MISSING.en.format(days=english)))
    return said


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
