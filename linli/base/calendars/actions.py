"""Changing the calendar: a day, a year by its notice, and the shipped years at set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from linli.base.audit import log
from linli.base.calendars.changes import CalendarChange, moved_by, preview_of
from linli.base.calendars.models import CalendarDay, CalendarYear
from linli.base.calendars.notices import (
    LONGEST_NAME,
    Notice,
    NoticeDay,
    fixed_days,
    shipped_notices,
)
from linli.base.calendars.selectors import SATURDAY, working_calendar
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete
from linli.core.moves import Preview
from linli.core.text import Text

YEARS = range(2000, 2100)
LONGEST_SOURCE = 200


@transaction.atomic
def set_day(
    day: date, *, is_working: bool, name: str, source: str = "", by: Actor, at: datetime
) -> CalendarDay:
    """Make `day` a workday or a day off, and move the clocks that it touches.

    `name` says what for, `source` by whose order. The same again changes nothing. Raises
    Incomplete without a name, or for a year out of range.
    """
    _check_year(day.year)
    _check_name(name)
    _check_source(source, is_required=False)
    year = _year(day.year)
    before = CalendarDay.objects.filter(date=day).first()
    now = CalendarDay(date=day, year=year, is_working=is_working, name=name, source=source)
    if before is not None and _said(before) == _said(now):
        return before
    now.save()
    moved = _move(day, day, by, at)
    facts = {"day": day.isoformat(), "before": _said(before), "now": _said(now), "moved": moved}
    log.record(SYSTEM, "calendar.day_set", by=by, at=at, facts=facts)
    return now


@transaction.atomic
def reset_day(day: date, *, by: Actor, at: datetime) -> None:
    """Let `day` follow the ordinary week again; nothing happens if it already does."""
    before = CalendarDay.objects.filter(date=day).first()
    if before is None:
        return
    facts = {"day": day.isoformat(), "before": _said(before)}
    before.delete()
    facts["moved"] = _move(day, day, by, at)
    log.record(SYSTEM, "calendar.day_reset", by=by, at=at, facts=facts)


@transaction.atomic
def declare_year(
    year: int,
    *,
    source: str,
    days: Sequence[NoticeDay] | None = None,
    by: Actor,
    at: datetime,
) -> CalendarYear:
    """Settle `year`: its notice, named by `source`, has come. `days` replace all that stood for
    the year; without them the days stay as they were entered. Days of the December before, as
    notices name them for New Year, are set beside what stands there.

    Raises Incomplete without a source, for a year out of range, or for days of another year.
    """
    check_notice(year, source, days)
    row = _year(year)
    row.is_provisional, row.source = False, source
    row.save()
    if days is not None:
        _replace(row, [day for day in days if day.date.year == year])
        _set_before(year, days, source)
    moved = _move(_first(year, days), date(year, 12, 31), by, at)
    facts = {"year": year, "source": source, "moved": moved}
    log.record(SYSTEM, "calendar.year_declared", by=by, at=at, facts=facts)
    return row


@transaction.atomic
def seed(*, by: Actor, at: datetime) -> list[int]:
    """Enter the shipped years that are absent, or provisional with a notice shipped since;
    return them. What an administrator has entered for a settled year is left alone."""
    present = dict(CalendarYear.objects.values_list("year", "is_provisional"))
    entered = []
    for notice in shipped_notices().values():
        if present.get(notice.year, True) and (
            notice.year not in present or not notice.is_provisional
        ):
            row, _ = CalendarYear.objects.update_or_create(
                year=notice.year,
                defaults={"is_provisional": notice.is_provisional, "source": notice.source},
            )
            _replace(row, notice.days)
            entered.append(notice.year)
    if entered:
        moved = _move(date(entered[0], 1, 1), date(entered[-1], 12, 31), by, at)
        facts = {"years": entered, "moved": moved}
        log.record(SYSTEM, "calendar.seeded", by=by, at=at, facts=facts)
    return entered


def check_notice(year: int, source: str, days: Sequence[NoticeDay] | None) -> None:
    """Raise Incomplete for what `declare_year` would refuse."""
    _check_year(year)
    _check_source(source, is_required=True)
    _check_days(year, days or ())


def effect_of(days: Mapping[date, bool], *, by: Actor, at: datetime) -> Preview:
    """Return what would move if `days` were worked (True) or off (False)."""
    calendar = working_calendar().with_days(days)
    return preview_of(CalendarChange(min(days), max(days), calendar, by, at))


def effect_of_notice(
    year: int, days: Sequence[NoticeDay] | None, *, by: Actor, at: datetime
) -> Preview:
    """Return what would move if `year` were settled with `days`, or with what stands for it."""
    said = None if days is None else {day.date: day.is_working for day in days}
    calendar = working_calendar().with_year(year, said)
    return preview_of(CalendarChange(_first(year, days), date(year, 12, 31), calendar, by, at))


def _year(year: int) -> CalendarYear:
    """Return the row of `year`; if there was none, as it held without one."""
    notice = shipped_notices().get(year) or Notice(year, "", True, tuple(fixed_days(year)))
    row, is_new = CalendarYear.objects.select_for_update().get_or_create(
        year=year, defaults={"is_provisional": notice.is_provisional, "source": notice.source}
    )
    if is_new:
        _replace(row, notice.days)
    return row


def _replace(row: CalendarYear, days: Sequence[NoticeDay]) -> None:
    row.days.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            date=day.date, year=row, is_working=day.is_working, name=day.name, source=row.source
        )
        for day in days
    )


def _set_before(year: int, days: Sequence[NoticeDay], source: str) -> None:
    """Set the days of the December before that the notice for `year` names."""
    for day in days:
        if day.date.year < year:
            row = _year(day.date.year)
            CalendarDay.objects.update_or_create(
                date=day.date,
                defaults={
                    "year": row, "is_working": day.is_working, "name": day.name, "source": source,
                },
            )  # fmt: skip


def _first(year: int, days: Sequence[NoticeDay] | None) -> date:
    """Return the first day that a notice for `year` changes."""
    return min([date(year, 1, 1), *(day.date for day in days or ())])


def _move(first: date, last: date, by: Actor, at: datetime) -> dict[str, int]:
    return moved_by(CalendarChange(first, last, working_calendar(), by, at))


def _said(day: CalendarDay | None) -> dict[str, object]:
    if day is None:
        return {}
    return {"is_working": day.is_working, "name": day.name, "source": day.source}


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise Incomplete(
            Text("年份应在 2000 至 2099 之间。", "Years run from 2000 to 2099."), field="year"
        )


def _check_name(name: str) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Incomplete(
            Text("请填写名称，如“春节”，不超过 60 字。", "Say what for, in at most 60 signs."),
            field="name",
        )


def _check_source(source: str, *, is_required: bool) -> None:
    if len(source) > LONGEST_SOURCE or (is_required and not source.strip()):
        raise Incomplete(
            Text("请填写通知名称，不超过 200 字。", "Name the notice, in at most 200 signs."),
            field="source",
        )


def _check_days(year: int, days: Sequence[NoticeDay]) -> None:
    # New Year's notice may begin in the December before, as that of 2023 did.
    if any(
        day.date.year != year and (day.date.year, day.date.month) != (year - 1, 12) for day in days
    ):
        raise Incomplete(
            Text(
                f"只能填写 {year} 年和上年 12 月的日期。",
                f"All days must lie in {year}, or in the December before.",
            ),
            field="days",
        )
    if any(day.is_working and day.date.weekday() < SATURDAY for day in days):
        raise Incomplete(
            Text("调休上班日应为周六或周日。", "A make-up workday is a Saturday or Sunday."),
            field="days",
        )
