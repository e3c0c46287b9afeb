"""The working calendar as the database has it, and changing it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection

from linli.base.audit.models import Entry
from linli.base.calendars import changes, selectors
from linli.base.calendars.actions import (
    declare_year,
    effect_of,
    effect_of_notice,
    reset_day,
    seed,
    set_day,
)
from linli.base.calendars.models import CalendarDay, CalendarYear
from linli.base.calendars.notices import NoticeDay, read_days
from linli.base.calendars.selectors import calendar_at_hand, shipped_calendar, working_calendar
from linli.core.actors import Actor
from linli.core.errors import Incomplete
from linli.core.moves import Preview
from linli.core.registry import Registry
from linli.core.zone import SHANGHAI

BY = Actor.system("test")
AT = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
MONDAY = date(2026, 3, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movers(monkeypatch):
    """An empty registry of movers in place of the real one."""
    registry = Registry("mover of clocks")
    monkeypatch.setattr(changes, "MOVERS", registry)
    return registry


def kinds():
    return list(Entry.objects.order_by("no").values_list("kind", flat=True))


class TestWorkingCalendar:
    def test_is_as_shipped_while_the_database_has_none(self):
        assert working_calendar() is shipped_calendar()
        assert working_calendar().is_shipped

    def test_is_the_same_after_seeding_and_no_longer_shipped(self):
        seed(by=BY, at=AT)
        held, shipped = working_calendar(), shipped_calendar()
        assert (held.days, held.years) == (shipped.days, shipped.years)
        assert not held.is_shipped

    def test_asks_one_query(self, django_assert_num_queries):
        seed(by=BY, at=AT)
        with django_assert_num_queries(1):
            calendar = working_calendar()
            assert not calendar.is_working(date(2026, 10, 1))
            assert calendar.is_provisional(date(2027, 10, 1))

    def test_takes_years_that_the_database_lacks_as_shipped(self, movers):
        set_day(MONDAY, is_working=False, name="停电", by=BY, at=AT)
        assert list(CalendarYear.objects.values_list("year", flat=True)) == [2026]
        assert not working_calendar().is_working(date(2025, 10, 1))
        assert not working_calendar().is_provisional(date(2025, 10, 1))


class TestCalendarAtHand:
    def test_is_the_databases(self):
        seed(by=BY, at=AT)
        assert not calendar_at_hand().is_shipped

    def test_is_the_shipped_one_without_tables(self, monkeypatch):
        monkeypatch.setattr(CalendarYear._meta, "db_table", "no_such_table")
        assert calendar_at_hand() is shipped_calendar()
        assert connection.is_usable()

    def test_makes_no_database_where_there_is_none(self, monkeypatch, tmp_path):
        none = tmp_path / "none.sqlite3"
        fake = type("Connection", (), {"settings_dict": {"NAME": none}, "vendor": "sqlite"})()
        monkeypatch.setattr(selectors, "connection", fake)
        assert calendar_at_hand() is shipped_calendar()
        assert not none.exists()


class TestSeed:
    def test_enters_the_shipped_years_once(self):
        assert seed(by=BY, at=AT) == [2024, 2025, 2026, 2027, 2028, 2029, 2030]
        count = CalendarDay.objects.count()
        assert seed(by=BY, at=AT) == []
        assert CalendarDay.objects.count() == count
        assert kinds() == ["calendar.seeded"]

    def test_leaves_alone_what_was_entered(self, movers):
        seed(by=BY, at=AT)
        set_day(MONDAY, is_working=False, name="停电", by=BY, at=AT)
        declare_year(2027, source=NOTICE, days=[], by=BY, at=AT)
        assert seed(by=BY, at=AT) == []
        assert not working_calendar().is_working(MONDAY)
        assert not CalendarDay.objects.filter(year=2027).exists()

    def test_settles_a_provisional_year_when_its_notice_is_shipped(self):
        CalendarYear.objects.create(year=2026, is_provisional=True)
        assert 2026 in seed(by=BY, at=AT)
        assert not working_calendar().is_provisional(MONDAY)


class TestSetDay:
    def test_changes_the_day_and_records_it(self, movers):
        seed(by=BY, at=AT)
        set_day(MONDAY, is_working=False, name="停电", source="市政府通告", by=BY, at=AT)
        assert not working_calendar().is_working(MONDAY)
        facts = Entry.objects.get(kind="calendar.day_set").facts
        assert facts["day"] == "2026-03-09"
        assert facts["before"] == {}
        assert facts["now"] == {"is_working": False, "name": "停电", "source": "市政府通告"}

    def test_records_nothing_the_second_time(self, movers):
        for _ in range(2):
            set_day(MONDAY, is_working=False, name="停电", by=BY, at=AT)
        assert kinds() == ["calendar.day_set"]

    def test_keeps_the_fixed_days_of_a_year_of_which_nothing_was_known(self, movers):
        set_day(date(2035, 3, 9), is_working=False, name="停电", by=BY, at=AT)
        assert not working_calendar().is_working(date(2035, 10, 1))  # Monday
        assert working_calendar().is_provisional(date(2035, 10, 1))

    def test_lets_the_movers_move_their_clocks(self, movers):
        asked = []
        movers.register("cases", lambda change: asked.append(change) or 3)
        set_day(MONDAY, is_working=False, name="停电", by=BY, at=AT)
        (change,) = asked
        assert (change.first, change.last) == (MONDAY, MONDAY)
        assert not change.calendar.is_working(MONDAY)
        assert Entry.objects.get().facts["moved"] == {"cases": 3}

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": " "}, "name"),
            ({"name": "停" * 61}, "name"),
            ({"source": "通" * 201}, "source"),
            ({"day": date(1999, 1, 1)}, "year"),
        ],
    )
    def test_refuses_what_is_missing_or_too_long(self, wrong, field):
        given = {"day": MONDAY, "name": "停电", "source": "", **wrong}
        with pytest.raises(Incomplete) as refused:
            set_day(given.pop("day"), is_working=False, by=BY, at=AT, **given)
        assert refused.value.field == field
        assert not CalendarYear.objects.exists()


class TestResetDay:
    def test_follows_the_week_again(self, movers):
        set_day(MONDAY, is_working=False, name="停电", by=BY, at=AT)
        reset_day(MONDAY, by=BY, at=AT)
        assert working_calendar().is_working(MONDAY)
        assert kinds() == ["calendar.day_set", "calendar.day_reset"]

    def test_does_nothing_to_an_ordinary_day(self, movers):
        reset_day(MONDAY, by=BY, at=AT)
        assert kinds() == []


class TestDeclareYear:
    def test_settles_the_year_with_the_days_of_its_notice(self, movers):
        asked = []
        movers.register("cases", lambda change: asked.append(change) or 2)
        seed(by=BY, at=AT)
        days = read_days("2027-01-01 2027-01-03 off 元旦\n2027-01-09 2027-01-09 work 元旦")
        declare_year(2027, source=NOTICE, days=days, by=BY, at=AT)
        calendar = working_calendar()
        assert not calendar.is_provisional(date(2027, 6, 1))
        assert calendar.is_working(date(2027, 1, 9))  # Saturday
        assert calendar.is_working(date(2027, 10, 1))  # the days replace all others
        assert (asked[-1].first, asked[-1].last) == (date(2027, 1, 1), date(2027, 12, 31))
        assert Entry.objects.get(kind="calendar.year_declared").facts["source"] == NOTICE

    def test_keeps_the_days_as_they_were_entered(self, movers):
        seed(by=BY, at=AT)
        declare_year(2027, source=NOTICE, by=BY, at=AT)
        assert not working_calendar().is_working(date(2027, 10, 1))
        assert not working_calendar().is_provisional(date(2027, 10, 1))

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"source": ""}, "source"),
            ({"year": 1990}, "year"),
            ({"days": [NoticeDay(date(2026, 1, 1), False, "元旦")]}, "days"),
            # A Friday is worked anyway.
            ({"days": [NoticeDay(date(2027, 1, 8), True, "元旦")]}, "days"),
        ],
    )
    def test_refuses_what_no_notice_says(self, wrong, field):
        given = {"year": 2027, "source": NOTICE, **wrong}
        with pytest.raises(Incomplete) as refused:
            declare_year(given.pop("year"), by=BY, at=AT, **given)
        assert refused.value.field == field
        assert not CalendarYear.objects.exists()


class TestEffectOf:
    @pytest.fixture
    def asked(self, monkeypatch):
        """What is asked for a preview, instead of what the rooms above would answer."""
        asked, registry = [], Registry("preview")
        registry.register("cases", lambda change: asked.append(change) or Preview(total=12))
        monkeypatch.setattr(changes, "PREVIEWS", registry)
        return asked

    def test_a_day_is_told_without_changing_anything(self, movers, asked):
        assert effect_of({MONDAY: False}, by=BY, at=AT).total == 12
        assert not asked[0].calendar.is_working(MONDAY)
        assert working_calendar().is_working(MONDAY)
        assert kinds() == []

    def test_a_notice_is_told_as_the_year_will_be(self, movers, asked):
        seed(by=BY, at=AT)
        days = [
            NoticeDay(date(2026, 12, 31), False, "元旦"),  # Thursday
            NoticeDay(date(2027, 1, 1), False, "元旦"),  # Friday
        ]
        effect_of_notice(2027, days, by=BY, at=AT)
        calendar = asked[0].calendar
        assert asked[0].first == date(2026, 12, 31)
        assert not calendar.is_working(date(2026, 12, 31))
        assert calendar.is_working(date(2027, 10, 1))  # stands in no line of this notice
        assert not calendar.is_provisional(date(2027, 3, 1))
        declare_year(2027, source=NOTICE, days=days, by=BY, at=AT)
        entered = working_calendar()
        assert (entered.days, entered.years) == (calendar.days, calendar.years)
        assert not entered.is_provisional(date(2026, 12, 31))


class TestCalendarDay:
    def test_names_statutory_holidays_in_both_languages(self):
        assert CalendarDay(date=MONDAY, name="春节").named.en == "Spring Festival"
        assert CalendarDay(date=MONDAY, name="停电").named.en == "停电"
