"""The shipped notices, checked against an independent library, and reading notices."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from linli.base.calendars.notices import (
    NAMES,
    BadNotice,
    NoticeDay,
    fixed_days,
    read_days,
    shipped_notices,
)
from linli.base.calendars.selectors import shipped_calendar


def days_of(year):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


class TestShipped:
    @pytest.mark.parametrize("year", [2024, 2025, 2026])
    def test_agree_with_the_library_on_every_day_of_settled_years(self, year):
        library = holidays.country_holidays("CN", years=year)
        calendar = shipped_calendar()
        different = [
            day for day in days_of(year) if calendar.is_working(day) != library.is_working_day(day)
        ]
        assert different == []
        assert not any(calendar.is_provisional(day) for day in days_of(year))

    @pytest.mark.parametrize("year", [2027, 2028, 2029, 2030])
    def test_hold_the_statutory_days_of_years_without_a_notice(self, year):
        library = holidays.country_holidays("CN", years=year)
        # The library guesses which workdays replace holidays on weekends; we don't.
        statutory = {day for day, name in library.items() if "observed" not in name}
        assert {day.date for day in shipped_notices()[year].days} == statutory
        assert shipped_notices()[year].is_provisional

    def test_name_a_source_and_only_known_holidays(self):
        for notice in shipped_notices().values():
            assert notice.source
            assert {day.name for day in notice.days} <= NAMES.keys()
            assert {day.date.year for day in notice.days} == {notice.year}

    def test_name_the_notice_of_a_settled_year(self):
        assert shipped_notices()[2026].source == "国务院办公厅关于2026年部分节假日安排的通知"
        assert not shipped_notices()[2026].is_provisional

    def test_work_only_weekends_and_keep_a_week_of_five_days(self):
        for notice in shipped_notices().values():
            assert all(day.date.weekday() >= 5 for day in notice.days if day.is_working)

    @pytest.mark.parametrize(
        ("day", "is_working"),
        [
            (date(2026, 2, 14), True),  # Saturday, worked for Spring Festival
            (date(2026, 2, 23), False),  # Monday, the last of nine days
            (date(2026, 3, 7), False),  # Saturday
            (date(2026, 3, 9), True),  # Monday
            (date(2024, 2, 9), True),  # Friday, the eve of Spring Festival 2024
            (date(2031, 10, 1), False),  # Wednesday, off in years of which nothing is known
            (date(2031, 10, 6), True),  # Monday
            (date(2023, 5, 1), False),  # Monday
        ],
    )
    def test_say_which_days_are_worked(self, day, is_working):
        assert shipped_calendar().is_working(day) is is_working

    @pytest.mark.parametrize("day", [date(2023, 12, 31), date(2027, 1, 1), date(2040, 6, 1)])
    def test_are_provisional_before_and_after(self, day):
        assert shipped_calendar().is_provisional(day)


class TestFixedDays:
    def test_are_new_year_labour_day_and_national_day(self):
        days = [day.date for day in fixed_days(2031)]
        assert [(day.month, day.day) for day in days] == [
            (1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3),
        ]  # fmt: skip


class TestReadDays:
    def test_takes_spans_of_days_off_and_makeup_days(self):
        text = (
            "# a remark\nfrom to is name\n\n2027-02-06 2027-02-07 off 春节\n"
            "2027-01-30\t2027-01-30\twork\t春节\n"
        )
        assert read_days(text) == [
            NoticeDay(date(2027, 1, 30), True, "春节"),
            NoticeDay(date(2027, 2, 6), False, "春节"),
            NoticeDay(date(2027, 2, 7), False, "春节"),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "2027-02-06 2027-02-07 off",
            "2027-02-06 2027-02-07 free 春节",
            "2027-02-30 2027-03-01 off 春节",
            "2027-02-07 2027-02-06 off 春节",
            "2027-01-01 2027-12-31 off 春节",
            "春节 off",
            "2027-01-01 2027-01-01 off 元旦",
            f"2027-02-06 2027-02-07 off {'春' * 61}",
        ],
    )
    def test_names_the_line_that_it_cannot_read(self, line):
        with pytest.raises(BadNotice) as refused:
            read_days(f"2027-01-01 2027-01-01 off 元旦\n{line}\n")
        assert refused.value.line == 2
        assert refused.value.field == "days"
