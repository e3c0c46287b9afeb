"""The pages of the working calendar."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.base.calendars import changes
from linli.base.calendars.actions import seed
from linli.base.calendars.models import CalendarDay, CalendarYear
from linli.core.actors import Actor
from linli.core.moves import Move, Preview
from linli.core.text import Text

INIT = Actor.system("init")
ENGLISH = {"headers": {"accept-language": "en"}}


def at(name, *args):
    return reverse(f"administration:{name}", args=args)


@pytest.fixture
def admin(cast, client):
    return cast.sign_in(client, cast.system_administrator)


@pytest.fixture
def moving(monkeypatch):
    """Three terms that would move, and the first days of the changes that moved them."""
    moved = []
    shown = Move(
        Text("街道办", "Street Office"), Text("办理", "Handling"), date(2026, 6, 1),
        date(2026, 6, 2), 3,
    )  # fmt: skip
    monkeypatch.setattr(changes.PREVIEWS, "_things", {"cases": lambda change: Preview((shown,), 3)})
    monkeypatch.setattr(
        changes.MOVERS, "_things", {"cases": lambda change: moved.append(change.first) or 3}
    )
    return moved


class TestCalendar:
    def test_shows_make_up_days_and_days_off(self, cast, admin):
        seed(by=INIT, at=timezone.now())
        view = admin.get(at("calendar_year", 2026), **ENGLISH).context["view"]
        days = {
            day.date: day for _, weeks in view.months for week in weeks for day in week
            if day.is_in_month
        }  # fmt: skip
        assert len(days) == 365
        assert not days[date(2026, 2, 17)].is_working  # Tuesday, Spring Festival
        assert days[date(2026, 2, 14)].is_working  # Saturday, worked instead
        assert not view.is_provisional

    def test_says_that_a_year_is_provisional(self, cast, admin):
        page = admin.get(at("calendar_year", 2031), **ENGLISH).content.decode()
        assert "Provisional" in page
        seed(by=INIT, at=timezone.now())
        assert "Provisional" not in admin.get(at("calendar_year", 2026), **ENGLISH).content.decode()

    def test_leads_to_the_year_that_is_now(self, cast, admin):
        assert admin.get(at("calendar")).url == at("calendar_year", timezone.localdate().year)

    @pytest.mark.parametrize(
        "address",
        [
            "calendar/1999/",
            "calendar/2100/",
            "calendar/day/2026-02-30/",
            "calendar/day/1999-01-01/",
        ],
    )
    def test_knows_no_other_years_and_no_days_that_do_not_exist(self, cast, admin, address):
        assert admin.get(f"/administration/{address}").status_code == 404

    def test_sets_a_day_and_lets_it_follow_the_week_again(self, cast, admin):
        day = date(2026, 6, 1)  # Monday
        form = {"state": "off", "name": "停电检修", "source": "济政办〔2026〕1号"}
        assert admin.post(at("calendar_day", day), form).url == at("calendar_year", 2026)
        assert CalendarDay.objects.get(pk=day).name == "停电检修"
        shown = admin.get(at("calendar_day", day)).context["form"]
        assert shown["state"].value() == "off"
        admin.post(at("calendar_day", day), form | {"state": "week"})
        assert not CalendarDay.objects.filter(pk=day).exists()
        kinds = set(Entry.objects.values_list("kind", flat=True))
        assert {"calendar.day_set", "calendar.day_reset"} <= kinds

    def test_asks_before_clocks_move(self, cast, admin, moving):
        day = date(2026, 6, 1)
        form = {"state": "off", "name": "停电检修", "source": ""}
        page = admin.post(at("calendar_day", day), form, **ENGLISH).content.decode()
        assert "3 running terms" in page
        assert "Street Office" in page
        assert moving == []
        assert not CalendarDay.objects.filter(pk=day).exists()
        # What was confirmed is what was looked at.
        admin.post(at("calendar_day", day), form | {"confirmed": "week"})
        assert moving == []
        assert admin.post(at("calendar_day", day), form | {"confirmed": "off"}).status_code == 302
        assert moving == [day]

    def test_shows_a_refusal_at_its_field(self, cast, admin):
        response = admin.post(at("calendar_day", date(2026, 6, 1)), {"state": "off", "name": ""})
        assert response.context["form"].errors.keys() == {"name"}

    def test_settles_a_year_by_its_notice_once_it_was_looked_at(self, cast, admin, moving):
        # 2 and 3 January 2031 are Thursday and Friday, 4 and 5 a weekend.
        form = {
            "source": "国务院办公厅关于2031年部分节假日安排的通知",
            "days": "一、元旦：1月1日（周三）至3日（周五）放假调休，共3天。"
            "1月4日（周六）、5日（周日）上班。",
        }
        page = admin.post(at("declare_year", 2031), form, **ENGLISH)
        days = {
            day.date: day.is_working for _, weeks in page.context["view"].months for week in weeks
            for day in week if day.is_in_month
        }  # fmt: skip
        assert [days[date(2031, 1, day)] for day in range(1, 6)] == [False] * 3 + [True] * 2
        assert "3 running terms" in page.content.decode()
        assert not CalendarDay.objects.filter(year=2031).exists()
        assert moving == []

        changed = form | {"seen": page.context["seen"], "days": "元旦：1月1日放假。"}
        again = admin.post(at("declare_year", 2031), changed)
        assert again.status_code == 200
        assert again.context["seen"] != page.context["seen"]
        assert not CalendarDay.objects.filter(year=2031).exists()

        sent = admin.post(at("declare_year", 2031), form | {"seen": page.context["seen"]})
        assert sent.url == at("calendar_year", 2031)
        assert not CalendarYear.objects.get(pk=2031).is_provisional
        assert CalendarDay.objects.filter(year=2031).count() == 5
        assert moving == [date(2031, 1, 1)]

    @pytest.mark.parametrize(
        ("days", "doubt"),
        [
            ("元旦：1月1日放假。", "2027-02-05 (Spring Festival)"),
            ("", "No days were entered"),
        ],
    )
    def test_says_what_makes_one_doubt_a_notice(self, cast, admin, days, doubt):
        form = {"source": "国务院办公厅关于2027年部分节假日安排的通知", "days": days}
        page = admin.post(at("declare_year", 2027), form, **ENGLISH)
        assert doubt in page.content.decode() and page.context["seen"]
        admin.post(at("declare_year", 2027), form | {"seen": page.context["seen"]})
        again = admin.post(at("declare_year", 2027), {**form, "days": "元旦：1月1日放假。"})
        assert "本年度已按" in again.content.decode()

    def test_refuses_the_name_of_another_years_notice(self, cast, admin):
        form = {"source": "国务院办公厅关于2026年部分节假日安排的通知", "days": ""}
        page = admin.post(at("declare_year", 2027), form)
        assert page.context["form"].errors.keys() == {"source"}

    def test_takes_a_notice_in_columns_too(self, cast, admin):
        form = {"source": "2031年通知", "days": "2031-01-01 2031-01-03 off 元旦"}
        page = admin.post(at("declare_year", 2031), form)
        assert page.context["preview"].total == 0
        admin.post(at("declare_year", 2031), form | {"seen": page.context["seen"]})
        assert CalendarDay.objects.filter(year=2031).count() == 3

    @pytest.mark.parametrize(
        "days",
        [
            "2031-01-01 off 元旦",
            "元旦：1月1日（周一）放假。",
            "元旦：1月2日（周四）上班。",
            "2032-01-01 2032-01-01 off 元旦",
        ],
    )
    def test_keeps_a_notice_that_it_cannot_read(self, cast, admin, days):
        response = admin.post(at("declare_year", 2031), {"source": "2031年通知", "days": days})
        assert response.context["form"].errors.keys() == {"days"}
        assert days in response.content.decode()
        assert "seen" not in response.context

    def test_says_how_far_the_worker_is(self, cast, admin, monkeypatch):
        monkeypatch.setattr(changes.UNDER_WAY, "_things", {"cases": lambda at: (40, 1000)})
        page = admin.get(at("calendar_year", 2026), **ENGLISH).content.decode()
        assert "being counted anew" in page
        assert "1000" in page
