"""What the figures of a range tell of accusations: a rounded total, and nothing to take off it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from linli.procedures.petitions import annual, range_figures
from linli.procedures.petitions.worklists import asked_by
from tests.petitions import DAY, START, in_state, new_petition, take

pytestmark = pytest.mark.django_db
AT = START + 20 * DAY
TOKEN = re.compile(r'(?:value|content)="[^"]{20,}"')


def accuse(cast, count, **changes):
    for _ in range(count):
        take(new_petition(cast, **changes), "mark_accusation", cast)


def seen(client, cast, post, address, monkeypatch):
    """Return the page as `post` reads it, without what each request has of its own."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    cast.sign_in(client, post)
    return TOKEN.sub("", client.get(address).content.decode())


@pytest.fixture
def city(cast):
    for state in ("registered", "handling", "guided"):
        in_state(state, cast)
    return cast


class TestTotal:
    def test_says_nothing_below_five_and_rounds_down_above(self, city):
        told = []
        for _ in range(3):
            told.append(range_figures.accusations(city.city))
            accuse(city, 4)
        assert told == [0, 0, 5]

    def test_counts_the_whole_of_an_area_and_none_beside_it(self, city):
        accuse(city, 5)
        assert range_figures.accusations(city.county) == 5
        assert range_figures.accusations(city.other_county) == 0

    @pytest.mark.parametrize("address", ["/petitions/range/", "/petitions/annual/"])
    def test_is_on_no_page_in_another_way(self, client, city, monkeypatch, address):
        """Four accusations change no sign of it, whatever else it adds up: nor for their readers,
        whose figures would differ from others' by just these."""
        posts = (city.petition_officer, city.social_work_officer, city.county_petition_head)
        before = [seen(client, city, post, address, monkeypatch) for post in posts]
        accuse(city, 4)
        after = [seen(client, city, post, address, monkeypatch) for post in posts]
        assert before == after


class TestSubtraction:
    def test_of_all_courses_from_the_total_leaves_nothing(self, city):
        accuse(city, 7)
        for post in (city.petition_officer, city.county_petition_head, city.social_work_officer):
            cases = range_figures.petitions(asked_by(post, at=AT))
            total = range_figures.total(cases, at=AT)
            assert (total.is_open, total.opened) == (3, 3)
            groups = (
                range_figures.by_place(cases, post.unit.region, at=AT),
                range_figures.by_unit(cases, at=AT),
                range_figures.by_lane(cases, at=AT),
                range_figures.by_state(cases, at=AT),
            )
            assert [sum(line.count for line in group) for group in groups] == [3] * 4

    def test_of_the_tables_of_the_report_leaves_nothing(self, city):
        accuse(city, 7)
        report = annual.report(city.petition_officer, year=START.year, at=AT + timedelta(days=1))
        tables = {table.name.en: table for one in report.chapters for table in one.tables}
        whole = [table for table in tables.values() if table.of is annual.ALL]
        assert whole
        numbers = [row.of for table in whole for row in table.rows if row.of is not None]
        assert set(numbers) == {3}
        for table in whole:
            assert sum(row.number or 0 for row in table.rows) <= 3
