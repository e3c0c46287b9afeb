"""The pages of local rules: what holds where, setting, ending, withdrawing, what came before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.base.rules import changes, registry
from linli.base.rules.models import LocalRule
from linli.base.rules.registry import SETTABLE
from linli.core.moves import Preview
from linli.core.procedure import Basis, Procedure, Term
from linli.core.text import Text
from linli.core.thresholds import Threshold

pytestmark = pytest.mark.django_db
LAW = Basis(Text("《某条例》", "Some Regulations"), "第十条", "A")
OWN = Basis(Text("预设", "Preset"))
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
        term("preset", basis=OWN),
        term("dated", None),
    ),
)  # fmt: skip
SHOWN = Threshold(
    "sample", "shown", Text("提示线", "Shown after"), Text("过后提示。", "Shown then."), 30, "days",
    OWN, most=90, reaches=Text("提示的事项", "matters shown"),
)  # fmt: skip


@pytest.fixture
def admin(cast, client, monkeypatch):
    monkeypatch.setattr(SETTABLE, "_things", {"sample": PROCEDURE})
    monkeypatch.setattr(registry.THRESHOLDS, "_things", {"sample.shown": SHOWN})
    return cast.sign_in(client, cast.system_administrator)


def form(**values):
    given = {
        "region": "370102000000", "value": "45", "unit": "days", "until_date": "",
        "in_force_from": timezone.localdate().isoformat(), "instrument": "《历下区办法》",
        "article": "第三条", "reason": "区政府常务会议决定",
    }  # fmt: skip
    return given | values


class TestList:
    def test_says_what_bounds_a_place(self, cast, admin):
        page = admin.get(at("rules"), **ENGLISH).content.decode()
        for said in ("60 days", "only shorten", "only lengthen", "either way", "can&#x27;t be set"):
            assert said in page
        assert "Periods of keeping" in page

    def test_says_what_holds_in_a_place_and_who_set_it(self, cast, admin):
        admin.post(at("set_rule", "sample", "handling"), form(region="370100000000"))
        asked = {"region": "370102000000", "area": "sample"}
        lines = admin.get(at("rules"), asked).context["areas"][0].lines
        held = {line.held.rule.key: line.held for line in lines}
        assert (held["handling"].row.region, held["handling"].said.en) == (cast.city, "45 days")
        assert held["preset"].row is None
        page = admin.get(at("rules"), asked, **ENGLISH).content.decode()
        assert "inherited" in page
        assert "Periods of keeping</h2>" not in page
        assert "1 set locally" in page

    def test_asks_as_much_for_a_hundred_rules_as_for_one(
        self, cast, admin, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(12):
            admin.get(at("rules"), {"region": "370102000000"})


class TestSetting:
    def test_is_done_within_the_law(self, cast, admin):
        address = at("set_rule", "sample", "handling")
        assert admin.post(address, form()).url == at("rule", "sample", "handling")
        row = LocalRule.objects.get()
        assert (row.region, row.value, row.reason) == (cast.county, 45, "区政府常务会议决定")
        shown = admin.get(at("rule", "sample", "handling") + "?region=370102000000", **ENGLISH)
        assert shown.context["held"].row == row
        assert "Today: 45 days, set by" in shown.content.decode()

    @pytest.mark.parametrize(("key", "value"), [("handling", "61"), ("appeal", "29")])
    def test_is_refused_beyond_it_with_the_reason_at_the_field(self, cast, admin, key, value):
        response = admin.post(at("set_rule", "sample", key), form(value=value))
        assert response.context["form"].errors.keys() == {"value"}
        assert "第十条" in response.content.decode()
        assert not LocalRule.objects.exists()
        assert Entry.objects.get(kind="rule.set").facts["refused"] == "beyond_law"

    def test_asks_for_the_reason(self, cast, admin):
        response = admin.post(at("set_rule", "sample", "handling"), form(reason=" "))
        assert response.context["form"].errors.keys() == {"reason"}

    def test_waits_until_what_it_moves_was_looked_at(self, cast, admin, monkeypatch):
        found = {"cases": lambda change: Preview(kept=7)}
        monkeypatch.setattr(changes.PREVIEWS, "_things", found)
        address = at("set_rule", "sample", "handling")
        page = admin.post(address, form(), **ENGLISH)
        assert "7 running terms keep their length" in page.content.decode()
        assert not LocalRule.objects.exists()
        seen = {"seen": page.context["seen"]}
        assert admin.post(address, form(value="44") | seen).status_code == 200
        assert not LocalRule.objects.exists()
        assert admin.post(address, form() | seen).status_code == 302
        assert LocalRule.objects.get().value == 45

    def test_of_a_threshold_shows_what_lies_beyond_it_then(self, cast, admin, monkeypatch):
        # So many lie beyond it as rows are set, for a count that can be foretold.
        count = {"sample": lambda key, places, day: 3 + LocalRule.objects.count()}
        monkeypatch.setattr(registry.COUNTS, "_things", count)
        address = at("set_rule", "sample", "shown")
        page = admin.post(address, form(), **ENGLISH)
        assert "matters shown: now 3, then 4." in page.content.decode()
        assert not LocalRule.objects.exists()
        assert admin.post(address, form(seen=page.context["seen"])).status_code == 302
        assert LocalRule.objects.get().area == "sample"

    def test_of_a_period_is_kept_as_one(self, cast, admin):
        admin.post(at("set_rule", "retention", "other"), form(value="60", unit="months"))
        assert LocalRule.objects.get().value == 60
        short = admin.post(at("set_rule", "retention", "other"), form(value="3", unit="months"))
        assert short.context["form"].errors.keys() == {"value"}


class TestHistory:
    def test_says_how_each_stands_today(self, cast, admin):
        address, today = at("set_rule", "sample", "handling"), timezone.localdate()
        for value, first, last in (
            ("50", today - timedelta(days=9), ""),
            ("45", today, ""),
            ("40", today + timedelta(days=9), today + timedelta(days=12)),
        ):
            admin.post(address, form(value=value, in_force_from=first, until_date=last))
        found = admin.get(at("rule", "sample", "handling")).context["history"]
        assert [one.state for one in found] == ["overtaken", "holds", "coming"]

    def test_ends_with_a_last_day(self, cast, admin):
        admin.post(at("set_rule", "sample", "handling"), form())
        row, today = LocalRule.objects.get(), timezone.localdate()
        address = at("end_rule", row.pk)
        assert address in admin.get(at("rule", "sample", "handling")).content.decode()
        wrong = admin.post(address, {"until_date": today - timedelta(days=1), "reason": "试点"})
        assert wrong.context["form"].errors.keys() == {"until_date"}
        assert admin.post(address, {"until_date": today, "reason": "试点结束"}).status_code == 302
        row.refresh_from_db()
        assert row.until_date == today
        assert Entry.objects.filter(kind="rule.ended").count() == 1

    def test_takes_back_only_what_does_not_hold_yet(self, cast, admin):
        address = at("set_rule", "sample", "handling")
        admin.post(address, form())
        admin.post(address, form(in_force_from="2099-01-01"))
        now, later = LocalRule.objects.order_by("in_force_from")
        admin.post(at("withdraw_rule", now.pk))
        admin.post(at("withdraw_rule", later.pk))
        assert list(LocalRule.objects.all()) == [now]


class TestVersions:
    def test_reach_cases_under_way_once_confirmed(self, cast, admin, monkeypatch):
        day = date(2027, 1, 1)
        newer = replace(
            PROCEDURE.term("handling"), length=45, in_force_from=day, running_cases="move"
        )
        procedure = replace(PROCEDURE, terms=(*PROCEDURE.terms, newer))
        monkeypatch.setattr(SETTABLE, "_things", {"sample": procedure})
        moved = []
        monkeypatch.setattr(
            changes.MOVERS, "_things", {"cases": lambda change: moved.append(change) or 5}
        )
        address = at("version", "sample", "handling", day)
        assert address in admin.get(at("rule", "sample", "handling")).content.decode()
        assert "45 days" in admin.get(address, **ENGLISH).content.decode()
        assert admin.post(address).url == at("rule", "sample", "handling")
        assert (moved[0].term_key, moved[0].in_force_from, moved[0].places) == (
            "handling", day, None,
        )  # fmt: skip
        assert Entry.objects.get(kind="term.version_confirmed").facts["moved"] == {"cases": 5}
        assert admin.get(at("version", "sample", "handling", date(2028, 1, 1))).status_code == 404


class TestAddresses:
    def test_answer_404_for_a_rule_that_is_not_there_or_not_settable(self, cast, admin):
        for name in ("rule", "set_rule"):
            for key in (("sample", "nothing"), ("nothing", "handling")):
                assert admin.get(at(name, *key)).status_code == 404
        assert admin.get(at("set_rule", "sample", "dated")).status_code == 404

    def test_are_for_the_system_administrator(self, cast, client):
        cast.sign_in(client, cast.security_administrator)
        assert client.get(at("rules")).status_code == 403
