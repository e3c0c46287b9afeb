"""Local limits: which one holds where, and what the law lets a place set."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linli.base.audit.models import Entry, EntryText
from linli.base.regions.models import Region
from linli.base.rules.actions import BeyondLaw, set_limit, withdraw_limit
from linli.base.rules.models import LocalLimit
from linli.base.rules.selectors import limit_for
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.zone import SHANGHAI
from tests.base.rules.terms import PROCEDURE

BY = Actor.system("test")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
TODAY = AT.date()
TOWN_OF_ANOTHER_PROVINCE = 441900003000

pytestmark = pytest.mark.django_db


def place(region, term="preset", length=5, unit="days", since=TODAY, **changes):
    given = {"instrument": "济南市热线工作规范", "article": "第三条", **changes}
    return set_limit(
        PROCEDURE, term, region=region, length=length, unit=unit, in_force_from=since,
        by=BY, at=AT, **given,
    )  # fmt: skip


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
        LocalLimit.objects.create(
            region=cast.city, procedure=PROCEDURE.key, term="changing", length=15, unit="days",
            in_force_from=date(2026, 1, 1), instrument="旧规定",
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
        place(cast.city, note="经市政府批准")
        entry = Entry.objects.get(kind="limit.set")
        assert entry.facts["region"] == cast.city.pk
        assert entry.facts["length"] == 5
        assert entry.facts["in_force_from"] == "2026-03-02"
        assert EntryText.objects.get().texts == {"note": "经市政府批准"}

    @pytest.mark.parametrize(("length", "unit"), [(1, "days"), (59, "days"), (60, "days")])
    def test_may_shorten_what_the_law_gives_the_authority(self, cast, length, unit):
        assert place(cast.city, "handle", length, unit).length == length

    @pytest.mark.parametrize(
        ("length", "unit", "field"), [(61, "days", "length"), (40, "workdays", "unit")]
    )
    def test_may_not_lengthen_it_or_count_otherwise(self, cast, length, unit, field):
        with pytest.raises(BeyondLaw) as refused:
            place(cast.city, "handle", length, unit)
        assert refused.value.code == "beyond_law"
        assert refused.value.field == field
        assert "测试条例第三十四条" in refused.value.message.zh
        assert "60 days" in refused.value.message.en
        assert not LocalLimit.objects.exists()
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("length", [30, 31, 90])
    def test_may_lengthen_what_the_law_gives_the_citizen(self, cast, length):
        assert place(cast.city, "review", length).length == length

    def test_may_not_shorten_it(self, cast):
        with pytest.raises(BeyondLaw):
            place(cast.city, "review", 29)

    @pytest.mark.parametrize(("length", "unit"), [(1, "hours"), (9, "workdays"), (30, "days")])
    def test_may_set_a_preset_either_way(self, cast, length, unit):
        assert place(cast.city, "preset", length, unit).unit == unit

    def test_minds_versions_of_the_law_that_begin_later(self, cast):
        with pytest.raises(BeyondLaw):
            place(cast.city, "changing", 15, since=date(2026, 6, 1))
        assert place(cast.city, "changing", 10, since=date(2026, 6, 1)).length == 10

    def test_refuses_a_term_that_ends_on_a_date_set_each_time(self, cast):
        with pytest.raises(Refused) as refused:
            place(cast.city, "dated", 5)
        assert refused.value.code == "no_length"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"term": "moon"}, "term"),
            ({"length": 0}, "length"),
            ({"length": 4000}, "length"),
            ({"unit": "weeks"}, "unit"),
            ({"instrument": "  "}, "instrument"),
            ({"instrument": "规" * 201}, "instrument"),
            ({"article": "条" * 61}, "article"),
            ({"note": "注" * 501}, "note"),
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
        assert place(cast.county, length=4).length == 4


class TestWithdrawLimit:
    def test_takes_back_what_is_not_yet_in_force(self, cast):
        limit = place(cast.city, since=date(2026, 3, 3))
        withdraw_limit(limit, by=BY, at=AT)
        assert not LocalLimit.objects.exists()
        assert Entry.objects.filter(kind="limit.withdrawn").count() == 1

    def test_refuses_for_one_that_is(self, cast):
        with pytest.raises(WrongState):
            withdraw_limit(place(cast.city), by=BY, at=AT)
        assert LocalLimit.objects.exists()


class TestRegion:
    def test_is_kept_while_a_limit_stands_on_it(self, cast):
        place(cast.far_community)
        with pytest.raises(Exception, match="protected"):
            Region.objects.filter(pk=cast.far_community.pk).delete()
