"""A second, slow way of counting terms, written apart from the first, agrees on random ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from linli.core.terms import due
from tests.core.notice_calendar import NoticeCalendar

CALENDAR = NoticeCalendar()
MINUTE = timedelta(minutes=1)
EIGHT_HOURS = timedelta(hours=8)


def chinese_date(moment):
    """The date in Shanghai, by adding its eight hours to UTC."""
    return (moment.astimezone(UTC) + EIGHT_HOURS).date()


def dates_after(day):
    """All dates after `day`, one by one."""
    while True:
        day = day + timedelta(days=1)
        yield day


def walk_days(start, length, unit, rolls, pauses, extension):
    """Cross off day after day on a list; return the dates counted and holding, and the asked."""
    asked = []
    stopped = set()
    for begin, end in pauses:
        day = chinese_date(begin)
        while day < chinese_date(end):
            stopped.add(day)
            day += timedelta(days=1)

    def is_off(day):
        asked.append(day)
        return not CALENDAR.is_working(day)

    crossed = [chinese_date(start)]
    for day in dates_after(chinese_date(start)):
        if len(crossed) > length + extension:
            break
        if day in stopped or (unit == "workdays" and is_off(day)):
            continue
        crossed.append(day)
    counted = crossed[length + extension]
    holds = counted
    if unit == "days" and rolls:
        holds = next(
            day
            for day in [counted, *(counted + timedelta(days=n) for n in range(1, 500))]
            if day not in stopped and not is_off(day)
        )
    return counted, holds, any(CALENDAR.is_provisional(day) for day in asked)


def walk_minutes(start, length, pauses, extension):
    """Let a stopwatch run minute by minute, held while any pause lasts."""
    left = length * 60 + extension * 24 * 60
    now = start
    while left:
        if not any(begin <= now < end for begin, end in pauses):
            left -= 1
        now += MINUTE
    return now


starts = st.datetimes(
    min_value=datetime(2023, 10, 1), max_value=datetime(2028, 12, 31), timezones=st.just(UTC)
).map(lambda moment: moment.replace(second=0, microsecond=0))


def pauses_from(start, unit_of_time, most):
    """Up to four pauses that begin before, in or after a term that begins at `start`."""
    span = st.tuples(st.integers(-most // 4, most), st.integers(0, most // 3)).map(
        lambda pair: (
            start + pair[0] * unit_of_time,
            start + (pair[0] + pair[1]) * unit_of_time,
        )
    )
    return st.lists(span, max_size=4)


class TestWalking:
    @settings(max_examples=400, deadline=None, database=None)
    @given(st.data())
    def test_agrees_on_days_and_workdays(self, data):
        start = data.draw(starts)
        length, extension = data.draw(st.integers(0, 70)), data.draw(st.integers(0, 30))
        unit, rolls = data.draw(st.sampled_from(["days", "workdays"])), data.draw(st.booleans())
        pauses = data.draw(pauses_from(start, timedelta(hours=7), 240))
        counted, holds, is_provisional = walk_days(start, length, unit, rolls, pauses, extension)
        end = due(
            start=start, length=length, unit=unit, calendar=CALENDAR, rolls=rolls,
            pauses=pauses, extension=extension,
        )  # fmt: skip
        assert end.raw.isoformat() == f"{counted}T23:59:59+08:00"
        assert end.at.isoformat() == f"{holds}T23:59:59+08:00"
        assert end.is_rolled is (holds != counted)
        assert end.is_provisional is is_provisional

    @settings(max_examples=100, deadline=None, database=None)
    @given(st.data())
    def test_agrees_on_hours(self, data):
        start = data.draw(starts)
        length, extension = data.draw(st.integers(1, 30)), data.draw(st.integers(0, 1))
        pauses = data.draw(pauses_from(start, timedelta(minutes=23), 90))
        end = due(
            start=start, length=length, unit="hours", calendar=CALENDAR, pauses=pauses,
            extension=extension,
        )  # fmt: skip
        assert end.at == end.raw == walk_minutes(start, length, pauses, extension)
