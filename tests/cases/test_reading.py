"""Reading stays cheap: constant numbers of queries, and plans that use the indexes."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from linli.base.accounts.models import Post
from linli.cases import clocks
from linli.cases.models import Case, Clock
from linli.cases.timeline import for_sender, for_staff
from linli.core.text import Text
from tests.requests import HOUR, START, dispatch, in_state, new_request

pytestmark = pytest.mark.django_db


def fresh(post: Post) -> Post:
    """Return the post as a request has it: unit and region selected with it."""
    return Post.objects.select_related("unit__region").get(pk=post.pk)


def plan(queryset) -> str:
    """Return the database's plan; PostgreSQL is kept from scanning tables that are tiny here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return queryset.explain()


def scans(text: str, table: str) -> bool:
    """Return whether the plan reads the whole of `table`."""
    return bool(re.search(rf"SCAN {table}(?! USING)|Seq Scan on {table}", text))


class TestNumbers:
    def test_find_a_case_by_its_own_its_receipt_and_its_id_without_a_scan(self, cast):
        case, other = (new_request(cast) for _ in range(2))
        seen = Case.objects.visible_to(fresh(cast.hotline_clerk))
        for rows in (
            seen.numbered([case.reference]),
            seen.numbered([case.message.receipt, "", "100000000001"]),
            seen.numbered([], ids=[case.pk]),
        ):
            assert list(rows) == [case]
        both = seen.numbered([case.reference, case.message.receipt], ids=[other.pk, 0])
        assert list(both.order_by("pk")) == [case, other]
        hidden = Case.objects.behind_wall(cast.street_clerk).numbered([case.reference], ids=[0])
        for rows in (both.order_by("-pk"), hidden):
            text = plan(rows)
            assert not scans(text, "cases_case"), text
            assert not scans(text, "cases_message"), text


class TestLists:
    @pytest.mark.parametrize("who", ["hotline_clerk", "street_clerk", "social_work_officer"])
    def test_cost_one_query_for_any_number_of_cases(self, cast, who, django_assert_num_queries):
        post = fresh(getattr(cast, who))
        for count in (1, 8):
            for _ in range(count):
                dispatch(new_request(cast), cast)
            with django_assert_num_queries(1):
                rows = list(Case.objects.visible_to(post).open().for_list())
                shown = [(r.unit.name, r.region.name, r.message.title, r.post) for r in rows]
        assert len(shown) == 9

    @pytest.mark.parametrize(
        "narrow",
        [
            lambda cast: Case.objects.held_by(cast.street_unit.pk).open(),
            lambda cast: Case.objects.held_by(cast.street_unit.pk).overdue(START),
            lambda cast: Case.objects.filter(post=cast.street_clerk).open(),
            lambda cast: Case.objects.filter(coordinator=cast.hotline_centre).open(),
            lambda cast: Case.objects.visible_to(fresh(cast.street_clerk)).open(),
        ],
        ids=["unit", "overdue", "person", "coordinator", "taking part"],
    )
    def test_are_found_by_an_index(self, cast, narrow):
        dispatch(new_request(cast), cast)
        text = plan(narrow(cast).order_by("due_at", "id")[:50])
        assert not scans(text, "cases_case"), text


class TestSweep:
    @pytest.mark.parametrize(
        ("find", "index"), [(clocks.to_warn, "clock_to_warn"), (clocks.to_lapse, "clock_to_lapse")]
    )
    def test_finds_its_clocks_by_the_partial_index(self, cast, find, index):
        dispatch(new_request(cast), cast)
        found = {
            clocks.to_warn: Clock.objects.filter(
                is_running=True, warned_at=None, warn_at__lte=START
            ).order_by("warn_at"),
            clocks.to_lapse: Clock.objects.filter(
                is_running=True, lapsed_at=None, due_at__lt=START
            ).order_by("due_at"),
        }[find]
        text = plan(found.values_list("id", flat=True))
        assert index in text, text

    def test_costs_the_same_number_of_queries_when_nothing_is_due(
        self, cast, django_assert_num_queries
    ):
        for _ in range(5):
            dispatch(new_request(cast), cast)
        with django_assert_num_queries(2):
            clocks.to_warn(START)
            clocks.to_lapse(START)


class TestMove:
    def test_costs_the_same_for_the_first_case_and_the_tenth(self, cast, settings):
        from django.test.utils import CaptureQueriesContext

        def cost() -> int:
            case = new_request(cast)
            with CaptureQueriesContext(connection) as captured:
                dispatch(case, cast, at=START + HOUR)
            return len(captured)

        first = cost()
        for _ in range(8):
            new_request(cast)
        assert cost() == first


class TestTimeline:
    def test_costs_the_same_for_any_length(self, cast, django_assert_num_queries):
        for state in ("dispatched", "closed"):
            case = Case.objects.select_related("message").get(pk=in_state(state, cast).pk)
            with django_assert_num_queries(4):
                for_staff(case, cast.hotline_clerk)
            with django_assert_num_queries(2):
                for_sender(case)

    def test_names_units_in_the_language_of_the_reader(self, cast):
        case = dispatch(new_request(cast), cast)
        said = [one.value for line in for_sender(case) for one in line.said]
        assert Text(cast.street_unit.name, cast.street_unit.name_en) in said

    def test_tells_the_sender_who_acted_but_no_person(self, cast):
        case = in_state("closed", cast)
        lines = for_sender(case)
        said = " ".join(f"{line.what.zh} {line.who}" for line in lines)
        assert cast.street_unit.name in said
        assert cast.street_clerk.person.name not in said
        assert "街道经办人" not in said

    def test_keeps_internal_texts_from_the_sender(self, cast):
        case = in_state("objected", cast)
        for_sender_texts = str(for_sender(case))
        assert "清单中没有此事项" not in for_sender_texts
        assert "不在本单位职责清单内" in for_sender_texts
        assert "清单中没有此事项" in str(for_staff(case, cast.hotline_clerk))
