"""The demo city's units and people."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import check_password

from linli.base.accounts.demo_data import plan, rows
from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.accounts.kinds import ROLES, SEPARATED_ROLES, UNIT_KINDS
from linli.base.accounts.models import Post, Unit, User
from linli.base.audit.log import entries
from linli.base.regions.models import Region
from tests.jinan import JINAN, make_jinan

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(db) -> dict[str, Unit]:
    make_jinan()
    load_units(at=NOW)
    return Unit.objects.select_related("region", "parent", "superior").in_bulk(field_name="code")


class TestLoadUnits:
    def test_opens_a_unit_for_every_town_and_street(self, units) -> None:
        towns = Region.objects.under(JINAN).filter(level="township")
        assert {u.region_id for u in units.values() if u.kind == "township"} == {
            town.code for town in towns
        }
        assert len(towns) == 164

    def test_opens_a_government_and_its_departments_in_every_county(self, units) -> None:
        for county in Region.objects.under(JINAN).filter(level="county"):
            own = [u for u in units.values() if u.region_id == county.code]
            government = next(u for u in own if u.kind == "government")
            assert government.parent == units["3701-gov"]
            departments = [u for u in own if u.kind == "department"]
            assert len(departments) >= 10
            assert {u.parent for u in departments} == {government}
            assert all(u.superior and u.superior.region_id == JINAN for u in departments)

    def test_puts_every_unit_under_the_government_of_its_place(self, units) -> None:
        assert units["370102004"].parent == units["370102-gov"]
        assert units["370102004009"].parent == units["370102004"]

    def test_uses_only_declared_kinds_and_fills_both_names(self, units) -> None:
        assert {unit.kind for unit in units.values()} <= set(UNIT_KINDS)
        assert all(unit.name and unit.name_en for unit in units.values())
        assert not [unit.name for unit in units.values() if "{" in unit.name + unit.name_en]

    def test_says_that_it_is_invented(self) -> None:
        assert "Invented" in plan()["note"]

    def test_opens_nothing_twice(self, units) -> None:
        assert load_units(at=NOW) == 0
        assert entries("system").count() == 1
        assert Unit.objects.count() == len(units)

    def test_leaves_one_line_in_the_log(self, units) -> None:
        entry = entries("system").get()
        assert (entry.kind, entry.facts["units"]) == ("demo_units_loaded", len(units))


class TestLoadPeople:
    def test_puts_somebody_into_every_role(self, units) -> None:
        load_people(at=NOW)
        assert set(Post.objects.values_list("role", flat=True)) == set(ROLES)

    def test_makes_the_administrators_three_people(self, units) -> None:
        load_people(at=NOW)
        holders = Post.objects.filter(role__in=SEPARATED_ROLES).values_list("person", flat=True)
        assert len(holders) == len(set(holders)) == 3

    def test_returns_passwords_that_work_and_differ_each_time(self, units) -> None:
        first = load_people(at=NOW)
        clerk = User.objects.get(username="clerk")
        given = {sign_in.username: sign_in.password for sign_in in first}
        assert clerk.is_demo
        assert check_password(given["clerk"], clerk.password)
        Post.objects.all().delete()
        User.objects.all().delete()
        assert not set(given.values()) & {sign_in.password for sign_in in load_people(at=NOW)}

    def test_makes_nobody_twice(self, units) -> None:
        load_people(at=NOW)
        assert load_people(at=NOW) == []
        assert Post.objects.count() == len(list(rows("people.tsv")))

    def test_names_a_deputy_who_may_act_today(self, units) -> None:
        load_people(at=NOW)
        post = Post.objects.select_related("unit", "deputy").get(person__username="street.clerk")
        assert post.may_be_taken_by(post.deputy, NOW.date())

    def test_is_quick(self, units) -> None:
        began = time.monotonic()
        load_people(at=NOW)
        assert time.monotonic() - began < 5
