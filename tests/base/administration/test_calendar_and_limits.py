"""The pages of the working calendar and of local limits."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.base.calendars.actions import seed
from linli.base.calendars.changes import MOVERS
from linli.base.calendars.models import CalendarDay, CalendarYear
from linli.base.rules.models import LocalLimit
from linli.base.rules.registry import SETTABLE
from linli.core.actors import Actor
from linli.core.procedure import Basis, Procedure, Term
from linli.core.text import Text

INIT = Actor.system("init")
LAW = Basis(Text("《某条例》", "Some Regulations"), "第十条", "A")
ENGLISH = {"headers": {"accept-language": "en"}}


def at(name, *args):
    return reverse(f"administration:{name}", args=args)


def term(key, length=60, binds="authority", basis=LAW):
    return Term(
        key, Text(key, key), length, "days", starts_on=("a",), stops_on=("b",), binds=binds,
        basis=basis,
    )  # fmt: skip


PROCEDURE = Procedure(
    "sample", Text("样例", "Sample"), first="new", states=(), transitions=(), basis=LAW,
    coordinators=(),
    terms=(
        term("handling"),
        term("appeal", 30, "citizen"),
        term("preset", basis=Basis(Text("预设", "Preset"))),
        term("dated", None),
    ),
)  # fmt: skip


@pytest.fixture
def admin(cast, client):
    return cast.sign_in(client, cast.system_administrator)


@pytest.fixture
def sample(monkeypatch):
    monkeypatch.setattr(SETTABLE, "_things", {"sample": PROCEDURE})


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

    def test_asks_before_clocks_move(self, cast, admin, monkeypatch):
        moved = []

        def mover(change):
            if not change.is_trial:
                moved.append(change.first)
            return 3

        monkeypatch.setattr(MOVERS, "_things", {"cases": mover})
        day = date(2026, 6, 1)
        form = {"state": "off", "name": "停电检修", "source": ""}
        response = admin.post(at("calendar_day", day), form, **ENGLISH)
        assert "3 running clocks" in response.content.decode()
        assert moved == []
        assert not CalendarDay.objects.filter(pk=day).exists()
        assert admin.post(at("calendar_day", day), form | {"confirmed": "yes"}).status_code == 302
        assert moved == [day]

    def test_shows_a_refusal_at_its_field(self, cast, admin):
        response = admin.post(at("calendar_day", date(2026, 6, 1)), {"state": "off", "name": ""})
        assert response.context["form"].errors.keys() == {"name"}

    def test_settles_a_year_by_its_notice(self, cast, admin):
        form = {"source": "2031年通知", "days": "2031-01-01 2031-01-03 off 元旦"}
        assert admin.post(at("declare_year", 2031), form).url == at("calendar_year", 2031)
        assert not CalendarYear.objects.get(pk=2031).is_provisional
        assert CalendarDay.objects.filter(year=2031).count() == 3

    def test_keeps_a_notice_that_it_cannot_read(self, cast, admin):
        form = {"source": "2031年通知", "days": "2031-01-01 off 元旦"}
        response = admin.post(at("declare_year", 2031), form)
        assert response.context["form"].errors.keys() == {"days"}
        assert "2031-01-01 off 元旦" in response.content.decode()


@pytest.mark.usefixtures("sample")
class TestLimits:
    def form(self, **values):
        given = {
            "region": "370102000000", "length": "45", "unit": "days",
            "in_force_from": timezone.localdate().isoformat(), "instrument": "《历下区办法》",
            "article": "第三条", "note": "",
        }  # fmt: skip
        return given | values

    def test_are_listed_with_the_bound_of_the_law(self, cast, admin):
        page = admin.get(at("limits"), **ENGLISH).content.decode()
        assert "60 days" in page
        assert "only shorten" in page
        assert "only lengthen" in page
        assert "either way" in page
        assert "can&#x27;t be set" in page

    def test_are_set_within_it(self, cast, admin):
        address = at("set_limit", "sample", "handling")
        assert admin.post(address, self.form()).url == at("term", "sample", "handling")
        limit = LocalLimit.objects.get()
        assert (limit.region, limit.length) == (cast.county, 45)
        assert "45" in admin.get(at("term", "sample", "handling")).content.decode()

    @pytest.mark.parametrize(("key", "length"), [("handling", "61"), ("appeal", "29")])
    def test_are_refused_beyond_it_with_the_reason_at_the_field(self, cast, admin, key, length):
        response = admin.post(at("set_limit", "sample", key), self.form(length=length))
        assert response.context["form"].errors.keys() == {"length"}
        assert "第十条" in response.content.decode()
        assert not LocalLimit.objects.exists()
        assert Entry.objects.get(kind="limit.set").facts["refused"] == "beyond_law"

    def test_are_taken_back_only_before_they_hold(self, cast, admin):
        address = at("set_limit", "sample", "handling")
        admin.post(address, self.form())
        admin.post(address, self.form(in_force_from="2099-01-01"))
        now, later = LocalLimit.objects.order_by("in_force_from")
        admin.post(at("withdraw_limit", now.pk))
        admin.post(at("withdraw_limit", later.pk))
        assert list(LocalLimit.objects.all()) == [now]

    def test_answer_404_for_a_term_that_is_not_there(self, cast, admin):
        for key in (("sample", "nothing"), ("nothing", "handling")):
            assert admin.get(at("term", *key)).status_code == 404
            assert admin.get(at("set_limit", *key)).status_code == 404
