"""Proposing who must handle a message."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from linli.base.accounts.models import Unit
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import propose, resolve
from tests.registers.duties.conftest import NOW, make_item

pytestmark = pytest.mark.django_db


def proposed(text: str, region, **options):
    return propose(text, region_code=region.code, at=NOW, **options)


class TestPropose:
    def test_gives_an_own_duty_to_the_street_of_the_place(self, cast, items) -> None:
        best = proposed("邻居在楼道堆物，消防通道都堵了", cast.community)[0]
        assert (best.item, best.lead, best.assisting) == (items["own"], cast.street_unit, ())

    def test_gives_an_assisting_duty_to_the_countys_department_with_the_street(
        self, cast, items
    ) -> None:
        best = proposed("楼下摊贩占道经营", cast.community)[0]
        assert best.item == items["assisting"]
        assert best.lead == cast.department
        assert best.assisting == (cast.street_unit, cast.other_department)

    def test_gives_a_duty_taken_back_to_the_department_alone(self, cast, items) -> None:
        best = proposed("售楼处预售不肯网签", cast.street)[0]
        assert (best.lead, best.assisting) == (cast.other_department, ())

    def test_gives_what_nobody_owns_to_the_county_government(self, cast, items) -> None:
        only = proposed("想请你们修一座桥", cast.community)
        assert [(p.item, p.lead, p.assisting) for p in only] == [(None, cast.government, ())]
        assert "第十二条" in only[0].why.zh

    def test_resolves_one_item_to_the_units_of_each_county(self, cast, items) -> None:
        near = proposed("夜市摊贩", cast.street)[0]
        far = proposed("夜市摊贩", cast.far_community)[0]
        assert near.item == far.item == items["assisting"]
        assert (near.lead, far.lead) == (cast.department, cast.far_department)
        assert cast.far_street_unit in far.assisting

    def test_names_the_words_that_led_to_the_item(self, cast, items) -> None:
        best = proposed("夜市上全是摊贩", cast.street)[0]
        assert set(best.words) == {"夜市", "摊贩"}
        assert "“夜市”" in best.why.zh
        assert "“摊贩”" in best.why.en

    def test_says_that_the_street_is_missing_when_only_the_county_is_known(
        self, cast, items
    ) -> None:
        only = proposed("楼道堆物没人管", cast.county)
        assert [(p.item, p.lead) for p in only] == [(None, cast.government)]
        assert items["own"].name in only[0].why.zh

    def test_finds_the_department_where_only_the_county_is_known(self, cast, items) -> None:
        best = proposed("摊贩占道经营", cast.county)[0]
        assert best.lead == cast.department
        assert best.assisting == (cast.other_department,)

    def test_falls_back_to_the_citys_department_where_the_county_has_none(
        self, cast, items
    ) -> None:
        cast.far_department.until_date = date(2025, 12, 31)
        cast.far_department.save()
        best = proposed("摊贩占道经营", cast.far_street)[0]
        assert best.lead == cast.city_department

    def test_leaves_out_an_item_whose_lead_works_elsewhere(self, cast, items) -> None:
        make_item(
            cast.city,
            "taken_back",
            "3-009",
            "桥梁检修",
            keywords="桥",
            lead_unit=cast.far_department,
        )
        assert proposed("桥要塌了", cast.street)[0].item is None
        assert proposed("桥要塌了", cast.far_street)[0].lead == cast.far_department

    def test_leaves_out_items_of_other_places_and_other_days(self, cast, items) -> None:
        make_item(cast.far_street, "own", "1-002", "温泉泡池的管理", keywords="温泉")
        make_item(
            cast.city, "own", "1-003", "温泉的管理", keywords="温泉",
            until_date=NOW.date() - timedelta(days=1),
        )  # fmt: skip
        make_item(
            cast.city, "own", "1-004", "温泉水的管理", keywords="温泉",
            from_date=NOW.date() + timedelta(days=1),
        )  # fmt: skip
        assert proposed("温泉的水太烫", cast.street)[0].item is None
        assert proposed("温泉的水太烫", cast.far_street)[0].item is not None

    def test_puts_the_item_with_more_and_rarer_words_first(self, cast, items) -> None:
        make_item(cast.city, "own", "1-005", "小区楼道照明", keywords="楼道 楼道灯不亮")
        best = proposed("楼道灯不亮，楼道很黑", cast.street)
        assert [p.item.number for p in best[:2]] == ["1-005", "1-001"]

    def test_gives_no_more_than_asked(self, cast, items) -> None:
        for number in range(8):
            make_item(cast.city, "own", f"1-1{number}", f"温泉管理{number}", keywords="温泉")
        assert len(proposed("温泉", cast.street, limit=3)) == 3

    def test_proposes_nothing_where_there_is_not_even_a_government(self, cast, items) -> None:
        assert propose("你好", region_code=370000000000, at=NOW) == []

    def test_asks_as_often_for_many_items_as_for_few(
        self, cast, items, django_assert_num_queries
    ) -> None:
        with django_assert_num_queries(3):
            proposed("摊贩占道经营", cast.community)
        for number in range(40):
            make_item(
                cast.city, "assisting", f"2-1{number:02}", f"摊贩管理{number}", keywords="摊贩",
                lead_unit=cast.city_department, assisting_units=[cast.department],
            )  # fmt: skip
        with django_assert_num_queries(3):
            found = proposed("摊贩占道经营", cast.community, limit=50)
            [(unit.region.name, p.lead.region.name) for p in found for unit in p.assisting]

    def test_copes_with_text_that_says_nothing(self, cast, items) -> None:
        for text in ("", "。。。", "a", "\0", "😀" * 9000):
            assert proposed(text, cast.street)[0].item is None


class TestResolve:
    def test_says_who_leads_and_assists_at_the_place(self, cast, items) -> None:
        found = resolve(items["assisting"], region_code=cast.far_street.code, at=NOW)
        assert found.lead == cast.far_department
        assert found.assisting == (cast.far_street_unit,)

    def test_is_none_where_nobody_leads(self, cast, items) -> None:
        Unit.objects.filter(pk=cast.street_unit.pk).update(until_date=date(2025, 12, 31))
        item = DutyItem.objects.get(pk=items["own"].pk)
        assert resolve(item, region_code=cast.street.code, at=NOW) is None
