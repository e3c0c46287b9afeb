"""Local rules: which one holds where, and what the law lets a place set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db.models import Q

from linli.base.audit.models import Entry, EntryText
from linli.base.regions.models import Region
from linli.base.rules.actions import Setting, effect_of_end, end_rule, set_rule, withdraw_rule
from linli.base.rules.checking import BeyondLaw
from linli.base.rules.models import LocalRule
from linli.base.rules.selectors import by_place, held_in, limit_for, value_at, value_for, where
from linli.base.rules.settable import SettableTerm, SettableThreshold
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.thresholds import Threshold
from linli.core.zone import SHANGHAI
from tests.base.rules.terms import LAW, NAME, PROCEDURE, SETTING

BY = Actor.system("test")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
TODAY = AT.date()
TOWN_OF_ANOTHER_PROVINCE = 441900003000

pytestmark = pytest.mark.django_db


def place(region, term="preset", length=5, unit="days", since=TODAY, **changes):
    given = {"instrument": "济南市热线工作规范", "article": "第三条", "reason": "已备案", **changes}
    asked = Setting(region=region, value=length, unit=unit, in_force_from=since, **given)
    return set_rule(SettableTerm(PROCEDURE, term), asked, by=BY, at=AT)


def held(term="preset", *, region_code, day=TODAY):
    return limit_for(PROCEDURE, term, region_code=region_code, day=day)


class TestLimitFor:
    def test_is_the_declared_one_without_any(self, cast):
        limit = held(region_code=cast.community.pk)
        assert (limit.length, limit.unit, limit.rolls) == (7, "days", False)
        assert limit.basis is PROCEDURE.term("preset").basis

    def test_is_that_of_the_most_specific_region_that_covers(self, cast):
        place(cast.province, length=6)
        place(cast.city, length=5)
        place(cast.county, length=4)
        place(cast.other_county, length=3)
        assert held(region_code=cast.community.pk).length == 4
        assert held(region_code=cast.county.pk).length == 4
        assert held(region_code=cast.city.pk).length == 5
        assert held(region_code=370126000000).length == 5
        assert held(region_code=cast.far_community.pk).length == 3
        assert held(region_code=cast.province.pk).length == 6
        assert held(region_code=TOWN_OF_ANOTHER_PROVINCE).length == 7

    def test_is_the_newest_in_force_on_the_day(self, cast):
        place(cast.city, length=6, since=date(2026, 1, 1))
        place(cast.city, length=5, since=date(2026, 6, 1))
        assert held(region_code=cast.street.pk, day=date(2025, 12, 31)).length == 7
        assert held(region_code=cast.street.pk, day=date(2026, 5, 31)).length == 6
        assert held(region_code=cast.street.pk, day=date(2026, 6, 1)).length == 5

    def test_prefers_the_place_to_the_newer_rule_above_it(self, cast):
        place(cast.county, length=4, since=date(2026, 1, 1))
        place(cast.city, length=5, since=date(2026, 6, 1))
        assert held(region_code=cast.street.pk, day=date(2026, 7, 1)).length == 4

    def test_names_the_local_rule_which_is_no_law(self, cast):
        place(cast.city, unit="workdays")
        limit = held(region_code=cast.street.pk)
        assert (limit.length, limit.unit) == (5, "workdays")
        assert limit.basis.instrument.zh == "济南市热线工作规范"
        assert limit.basis.article == "第三条"
        assert not limit.basis.is_law

    def test_keeps_terms_apart(self, cast):
        place(cast.city, "handle", 30)
        assert held("preset", region_code=cast.street.pk).length == 7
        assert held("handle", region_code=cast.street.pk).length == 30

    def test_passes_over_what_a_later_law_forbids(self, cast):
        # `changing` binds the authority to 20 days, from 2027 on to 10.
        LocalRule.objects.create(
            region=cast.city, area=PROCEDURE.key, key="changing", value=15, unit="days",
            in_force_from=date(2026, 1, 1), instrument="旧规定", reason="旧",
        )  # fmt: skip
        assert held("changing", region_code=cast.street.pk).length == 15
        assert held("changing", region_code=cast.street.pk, day=date(2027, 1, 1)).length == 10

    def test_knows_only_declared_terms(self, cast):
        with pytest.raises(KeyError):
            held("moon", region_code=cast.street.pk)

    def test_asks_one_query(self, cast, django_assert_num_queries):
        for region in (cast.province, cast.city, cast.county):
            place(region)
        with django_assert_num_queries(1):
            held(region_code=cast.community.pk)


class TestSetLimit:
    def test_is_recorded(self, cast):
        place(cast.city, reason="经市政府批准")
        entry = Entry.objects.get(kind="rule.set")
        assert entry.facts["region"] == cast.city.pk
        assert entry.facts["value"] == 5
        assert entry.facts["in_force_from"] == "2026-03-02"
        assert EntryText.objects.get().texts == {"reason": "经市政府批准"}

    @pytest.mark.parametrize(("length", "unit"), [(1, "days"), (59, "days"), (60, "days")])
    def test_may_shorten_what_the_law_gives_the_authority(self, cast, length, unit):
        assert place(cast.city, "handle", length, unit).value == length

    @pytest.mark.parametrize(
        ("length", "unit", "field"), [(61, "days", "value"), (40, "workdays", "unit")]
    )
    def test_may_not_lengthen_it_or_count_otherwise(self, cast, length, unit, field):
        with pytest.raises(BeyondLaw) as refused:
            place(cast.city, "handle", length, unit)
        assert refused.value.code == "beyond_law"
        assert refused.value.field == field
        assert "测试条例第三十四条" in refused.value.message.zh
        assert "60 days" in refused.value.message.en
        assert not LocalRule.objects.exists()
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("length", [30, 31, 90])
    def test_may_lengthen_what_the_law_gives_the_citizen(self, cast, length):
        assert place(cast.city, "review", length).value == length

    def test_may_not_shorten_it(self, cast):
        with pytest.raises(BeyondLaw):
            place(cast.city, "review", 29)

    @pytest.mark.parametrize(("length", "unit"), [(1, "hours"), (9, "workdays"), (30, "days")])
    def test_may_set_a_preset_either_way(self, cast, length, unit):
        assert place(cast.city, "preset", length, unit).unit == unit

    def test_minds_versions_of_the_law_that_begin_later(self, cast):
        with pytest.raises(BeyondLaw):
            place(cast.city, "changing", 15, since=date(2026, 6, 1))
        assert place(cast.city, "changing", 10, since=date(2026, 6, 1)).value == 10

    def test_refuses_a_term_that_ends_on_a_date_set_each_time(self, cast):
        with pytest.raises(Refused) as refused:
            place(cast.city, "dated", 5)
        assert refused.value.code == "no_length"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"length": 0}, "value"),
            ({"length": 4000}, "value"),
            ({"unit": "weeks"}, "unit"),
            ({"instrument": "  "}, "instrument"),
            ({"instrument": "规" * 201}, "instrument"),
            ({"article": "条" * 61}, "article"),
            ({"reason": " "}, "reason"),
            ({"reason": "注" * 501}, "reason"),
            ({"until_date": date(2026, 3, 1)}, "until_date"),
            ({"until_date": date(9999, 12, 31)}, "until_date"),
            ({"since": date(9999, 12, 31)}, "in_force_from"),
            ({"since": date(2026, 1, 1), "until_date": date(2026, 3, 1)}, "until_date"),
        ],
    )
    def test_refuses_what_is_missing_unknown_or_too_long(self, cast, wrong, field):
        with pytest.raises(Incomplete) as refused:
            place(cast.city, **wrong)
        assert refused.value.field == field

    def test_refuses_a_second_from_the_same_day(self, cast):
        place(cast.city)
        with pytest.raises(WrongState):
            place(cast.city, length=4)
        assert place(cast.county, length=4).value == 4


class TestUntil:
    def test_a_rule_holds_to_its_last_day_and_then_what_is_inherited(self, cast):
        place(cast.city, length=6)
        place(cast.county, length=3, until_date=date(2026, 3, 31))
        assert held(region_code=cast.street.pk, day=date(2026, 3, 31)).length == 3
        assert held(region_code=cast.street.pk, day=date(2026, 4, 1)).length == 6

    def test_an_earlier_one_goes_on_after_a_passing_one(self, cast):
        place(cast.city, length=6)
        place(cast.city, length=2, since=date(2026, 5, 1), until_date=date(2026, 5, 31))
        days = {day: held(region_code=cast.city.pk, day=day).length for day in (
            date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)
        )}  # fmt: skip
        assert list(days.values()) == [6, 2, 2, 6]


class TestEndRule:
    RULE = SettableTerm(PROCEDURE, "preset")

    def end(self, row, day=date(2026, 3, 31), reason="试点结束"):
        return end_rule(self.RULE, row, until_date=day, reason=reason, by=BY, at=AT)

    def test_gives_it_its_last_day_with_the_reason(self, cast):
        self.end(place(cast.city))
        assert LocalRule.objects.get().until_date == date(2026, 3, 31)
        entry = Entry.objects.get(kind="rule.ended")
        assert entry.facts["until_date"] == "2026-03-31"
        assert held(region_code=cast.city.pk, day=date(2026, 4, 1)).length == 7

    def test_only_looks_when_it_is_only_asked(self, cast):
        row = place(cast.city)
        given = {"until_date": date(2026, 3, 31), "reason": "试点结束", "by": BY, "at": AT}
        assert not effect_of_end(self.RULE, row, **given).is_felt
        assert LocalRule.objects.get().until_date is None

    @pytest.mark.parametrize(
        ("day", "reason", "field"),
        [
            (date(2026, 3, 1), "试点结束", "until_date"),
            (date(9999, 12, 31), "试点结束", "until_date"),
            (date(2026, 3, 31), " ", "reason"),
        ],
    )
    def test_refuses_a_day_that_is_over_and_no_reason(self, cast, day, reason, field):
        with pytest.raises(Incomplete) as refused:
            self.end(place(cast.city), day, reason)
        assert refused.value.field == field

    def test_refuses_what_is_not_in_force_yet_or_over_by_then(self, cast):
        with pytest.raises(WrongState):
            self.end(place(cast.city, since=date(2026, 3, 3)))
        with pytest.raises(WrongState):
            self.end(place(cast.county, until_date=date(2026, 3, 20)))


class TestThreshold:
    RULE = SettableThreshold(
        Threshold("test", "shown", NAME, NAME, 30, "days", SETTING, least=5, most=90)
    )

    def place(self, region, value, rule=RULE):
        asked = Setting(region, value, rule.threshold.unit, TODAY, "济南市办法", "试点")
        return set_rule(rule, asked, by=BY, at=AT)

    @pytest.mark.parametrize("value", [4, 91])
    def test_is_set_within_its_bounds(self, cast, value):
        with pytest.raises(Incomplete) as refused:
            self.place(cast.city, value)
        assert refused.value.field == "value"
        assert "5" in refused.value.message.en

    @pytest.mark.parametrize(
        ("course", "value", "is_allowed"),
        [("lower", 29, True), ("lower", 31, False), ("higher", 31, True), ("higher", 29, False),
         ("fixed", 30, False)],
    )  # fmt: skip
    def test_follows_the_course_that_the_law_leaves(self, cast, course, value, is_allowed):
        bound = replace(self.RULE.threshold, basis=LAW, course=course)
        if is_allowed:
            assert self.place(cast.city, value, SettableThreshold(bound)).value == value
        else:
            with pytest.raises(BeyondLaw, match="第三十四条|测试条例"):
                self.place(cast.city, value, SettableThreshold(bound))

    def test_holds_in_each_place_as_the_nearest_above_has_set_it(self, cast):
        self.place(cast.city, 20)
        self.place(cast.county, 10)
        places = by_place(self.RULE.threshold, day=TODAY)
        for region, value in ((cast.street, 10), (cast.other_county, 20), (cast.province, 30)):
            found = value_for(self.RULE.threshold, region_code=region.pk, day=TODAY)
            assert found == value_at(places, region.pk) == value

    def test_makes_a_condition_row_by_row(self, cast):
        self.place(cast.city, 20)
        self.place(cast.county, 10)
        places = by_place(self.RULE.threshold, day=TODAY)
        # Each region is found by the number that holds in it, and by no other.
        wanted = {cast.street.pk: 10, cast.other_county.pk: 20, cast.province.pk: 30}
        for number in (10, 20, 30):
            asked = where(
                places,
                "code",
                lambda value, n=number: Q(code__in=wanted) if value == n else Q(pk__in=()),
            )
            found = set(Region.objects.filter(asked).values_list("pk", flat=True))
            assert found == {code for code, value in wanted.items() if value == number}


class TestHeldIn:
    def test_says_who_set_it_in_one_query(self, cast, django_assert_num_queries):
        row = place(cast.city, length=6)
        rules = [SettableTerm(PROCEDURE, key) for key in PROCEDURE.term_keys()]
        with django_assert_num_queries(1):
            found = {
                one.rule.key: one for one in held_in(rules, region_code=cast.street.pk, day=TODAY)
            }
        assert found["preset"].row == row
        assert found["preset"].basis.instrument.zh == "济南市热线工作规范"
        assert found["handle"].row is None
        assert found["handle"].said.en == "60 days"


class TestWithdrawRule:
    def test_takes_back_what_is_not_yet_in_force(self, cast):
        row = place(cast.city, since=date(2026, 3, 3))
        withdraw_rule(row, by=BY, at=AT)
        assert not LocalRule.objects.exists()
        assert Entry.objects.filter(kind="rule.withdrawn").count() == 1

    def test_refuses_for_one_that_is(self, cast):
        with pytest.raises(WrongState):
            withdraw_rule(place(cast.city), by=BY, at=AT)
        assert LocalRule.objects.exists()


class TestRegion:
    def test_is_kept_while_a_limit_stands_on_it(self, cast):
        place(cast.far_community)
        with pytest.raises(Exception, match="protected"):
            Region.objects.filter(pk=cast.far_community.pk).delete()
