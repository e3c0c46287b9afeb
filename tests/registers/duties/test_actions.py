"""Adding, changing and ending items."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.audit.log import entries
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.registers.duties.actions import add_item, change_item, end_item
from linli.registers.duties.models import DutyItem, place_of
from linli.registers.duties.naming import Departments
from tests.registers.duties.conftest import NOW

pytestmark = pytest.mark.django_db


def add(cast, **values) -> DutyItem:
    values = {
        "list": "assisting", "number": "7", "name": "占道经营的治理", "region": cast.city,
        "lead": "城市管理局", "from_date": date(2026, 1, 1), "at": NOW,
        "by": cast.system_administrator.actor(),
    } | values  # fmt: skip
    return add_item(**values)


class TestAddItem:
    def test_saves_the_item_and_records_it(self, cast) -> None:
        item = add(cast, assisting=["住房和城乡建设局", cast.city_department], basis=" 某办法 ")
        item.refresh_from_db()
        assert (item.lead_name, item.lead_unit, item.basis) == ("城市管理局", None, "某办法")
        assert item.assisting_name_list == ("住房和城乡建设局",)
        assert list(item.assisting_units.all()) == [cast.city_department]
        entry = entries("system").get()
        assert (entry.kind, entry.facts["item"]) == ("duty_added", item.pk)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"list": "other"}, "list"),
            ({"number": " "}, "number"),
            ({"name": ""}, "name"),
            ({"name": "长" * 201}, "name"),
            ({"keywords": "词" * 501}, "keywords"),
            ({"lead": None}, "lead"),
            ({"list": "own"}, "lead"),
            ({"until_date": date(2025, 12, 31)}, "until_date"),
        ],
    )
    def test_refuses_what_cannot_stand_in_a_list(self, cast, wrong, field) -> None:
        with pytest.raises(Incomplete) as refusal:
            add(cast, **wrong)
        assert refusal.value.field == field
        assert not DutyItem.objects.exists()

    def test_refuses_a_street_in_a_duty_that_was_taken_back(self, cast) -> None:
        for values in (
            {"lead": cast.street_unit, "region": cast.street},
            {"assisting": [cast.street_unit]},
        ):
            with pytest.raises(Incomplete):
                add(cast, list="taken_back", **values)

    def test_refuses_a_lead_that_works_elsewhere(self, cast) -> None:
        with pytest.raises(Incomplete) as refusal:
            add(cast, lead=cast.department)
        assert refusal.value.code == "other_place"

    def test_refuses_a_number_in_use_on_a_common_day(self, cast) -> None:
        add(cast, until_date=date(2026, 6, 30))
        add(cast, from_date=date(2026, 7, 1))
        add(cast, list="taken_back")
        with pytest.raises(Incomplete) as refusal:
            add(cast, from_date=date(2026, 6, 30))
        assert refusal.value.code == "number_in_use"

    @pytest.mark.parametrize("post", ["street_clerk", "unit_head", "security_administrator"])
    def test_refuses_posts_without_the_power(self, cast, post) -> None:
        with pytest.raises(NotAllowed):
            add(cast, by=getattr(cast, post).actor())


class TestChangeItem:
    def test_changes_and_records_what_changed(self, cast) -> None:
        item = add(cast, assisting=[cast.city_department])
        by = cast.system_administrator.actor()
        change_item(item, name="摊贩治理", number="8", lead=cast.city_department, by=by, at=NOW)
        item.refresh_from_db()
        assert (item.name, item.lead_name, item.lead_unit) == ("摊贩治理", "", cast.city_department)
        assert item.place == place_of("assisting", "8")
        assert list(item.assisting_units.all()) == [cast.city_department]
        facts = entries("system").last().facts
        assert facts["changed"] == ["lead_name", "lead_unit_id", "name", "number", "place"]

    def test_refuses_what_add_refuses_and_changes_nothing(self, cast) -> None:
        item = add(cast)
        with pytest.raises(Incomplete):
            change_item(item, name="", by=cast.system_administrator.actor(), at=NOW)
        item.refresh_from_db()
        assert item.name == "占道经营的治理"


class TestEndItem:
    def test_ends_on_the_day_and_keeps_the_item(self, cast) -> None:
        item = add(cast)
        end_item(item, until_date=NOW.date(), by=cast.system_administrator.actor(), at=NOW)
        assert DutyItem.objects.on(date(2026, 3, 2)).exists()
        assert not DutyItem.objects.on(date(2026, 3, 3)).exists()
        assert entries("system").last().kind == "duty_ended"

    def test_refuses_a_second_end_and_an_end_before_the_beginning(self, cast) -> None:
        item, by = add(cast), cast.system_administrator.actor()
        with pytest.raises(Refused):
            end_item(item, until_date=date(2025, 12, 31), by=by, at=NOW)
        end_item(item, until_date=date(2026, 4, 1), by=by, at=NOW)
        with pytest.raises(WrongState):
            end_item(item, until_date=date(2026, 5, 1), by=by, at=NOW)


class TestDepartments:
    def test_understands_a_unit_of_the_whole_place_by_name_code_or_label(self, cast) -> None:
        departments = Departments(cast.county, NOW.date())
        unit = cast.department
        for text in (unit.name, unit.code, unit.label, f" {unit.name} "):
            assert departments.understand(text, field="lead") == unit

    def test_keeps_a_name_that_the_counties_have_units_for(self, cast) -> None:
        departments = Departments(cast.city, NOW.date())
        assert departments.understand("住房和城乡建设局", field="lead") == "住房和城乡建设局"

    @pytest.mark.parametrize(
        "text", ["历下区城市管理局", "火星管理局", "局", "街道办事处", "人民政府"]
    )
    def test_refuses_units_of_a_part_and_names_of_nobody(self, cast, text) -> None:
        with pytest.raises(Incomplete) as refusal:
            Departments(cast.city, NOW.date()).understand(text, field="assisting")
        assert refusal.value.field == "assisting"

    def test_reads_several_names(self, cast) -> None:
        departments = Departments(cast.city, NOW.date())
        read = departments.understand_all("济南市城市管理局、住房和城乡建设局\n", field="assisting")
        assert read == [cast.city_department, "住房和城乡建设局"]
        assert departments.understand_all("", field="assisting") == []


class TestPlaceOf:
    def test_puts_2_before_10_and_own_duties_first(self) -> None:
        told = [
            ("taken_back", "1"),
            ("own", "10"),
            ("own", "2"),
            ("assisting", "1-3"),
            ("own", "2-1"),
        ]
        assert sorted(told, key=lambda each: place_of(*each)) == [
            ("own", "2"), ("own", "2-1"), ("own", "10"), ("assisting", "1-3"), ("taken_back", "1"),
        ]  # fmt: skip
