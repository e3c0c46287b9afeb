"""What each desk shows: whose turn it is, in which list, how many, in which order."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from linli.base.accounts.models import Post
from linli.cases import assignment, counting
from linli.cases.counting import capped_counts
from linli.cases.engine import move
from linli.cases.models import Case
from linli.cases.searching import by_number
from linli.faces.desk import turns
from linli.faces.desk.filters import FilterForm
from linli.faces.desk.overview import ROWS, overview
from linli.faces.desk.scopes import Asked, scopes_for
from tests.requests import DAY, HOUR, START, by_telephone, dispatch, in_state, new_request, sender

pytestmark = pytest.mark.django_db
NOW = START + 6 * HOUR


def fresh(post: Post) -> Post:
    """Return the post as a request has it."""
    return Post.objects.select_related("unit__region", "person").get(pk=post.pk)


def desk(post: Post, query: str = "", *, at=NOW):
    """Return the desk of `post`."""
    return overview(fresh(post), QueryDict(query), at=at)


def listed(post: Post, query: str = "", *, at=NOW) -> list[Case]:
    """Return the cases of the list that `query` asks for."""
    return [row.case for row in desk(post, query, at=at).rows]


def counts(post: Post, query: str = "", *, at=NOW) -> dict[str, int]:
    """Return the counts of the lists by English name."""
    return {tab.name.en: tab.count for tab in desk(post, query, at=at).lists}


# Two whose coordinators are known here, whatever else comes to be coordinated.
TWO = ("hotline", "rights")


class TestTurns:
    def test_are_new_where_the_unit_has_just_been_given_it(self):
        new = {(procedure.key, state.key) for procedure, state in turns.states(turns.arrivals)}
        assert {("hotline", "dispatched"), ("petition", "referred")} <= new
        assert ("hotline", "handling") not in new

    @pytest.mark.parametrize(
        ("role", "states"),
        [
            ("hotline_clerk", ["received", "to_redispatch", "answered"]),
            ("supervisor", ["objected", "asked"]),
            ("street_clerk", []),
        ],
    )
    def test_of_coordinators_are_the_states_that_they_can_end(self, role, states):
        found = turns.states(turns.is_for_coordinator(role))
        assert [state.key for procedure, state in found if procedure.key in TWO] == states


class TestScopes:
    @pytest.mark.parametrize(
        ("who", "scopes"),
        [
            ("street_clerk", ["unit", "person"]),
            ("street_head", ["unit", "person"]),
            ("community_worker", ["unit", "person"]),
            ("hotline_clerk", ["unit", "person", "range"]),
            ("supervisor", ["unit", "person", "range"]),
            ("county_supervisor", ["range", "unit", "person"]),
            ("social_work_officer", ["range", "unit", "person"]),
            ("auditor", []),
            ("system_administrator", []),
        ],
    )
    def test_follow_the_role(self, cast, who, scopes):
        new_request(cast)
        found = scopes_for(Asked(fresh(getattr(cast, who)), NOW))
        assert [scope.key for scope in found] == scopes

    def test_are_none_for_administrators(self, cast):
        assert desk(cast.auditor) is None


class TestUnit:
    def test_sees_its_own_turn_apart_from_others(self, cast):
        new, handling = in_state("dispatched", cast), in_state("handling", cast)
        objected, answered = in_state("objected", cast), in_state("answered", cast)
        closed = in_state("closed", cast)
        in_state("received", cast)
        clerk = cast.street_clerk
        assert listed(clerk, "list=todo") == [new, handling]
        assert listed(clerk, "list=new") == [new]
        assert set(listed(clerk, "list=waiting")) == {objected, answered}
        assert listed(clerk, "list=done") == [closed]
        assert counts(clerk) == {
            "To do": 2, "New": 1, "Due within 24 hours": 0, "Overdue": 0,
            "Waiting for others": 2, "Closed in 30 days": 1,
        }  # fmt: skip

    def test_sees_what_is_due_and_overdue_by_the_clock(self, cast):
        case = in_state("handling", cast)
        assert listed(cast.street_clerk, "list=soon", at=case.due_at - HOUR) == [case]
        assert listed(cast.street_clerk, "list=overdue", at=case.due_at - HOUR) == []
        assert listed(cast.street_clerk, "list=overdue", at=case.due_at + HOUR) == [case]

    def test_forgets_what_was_closed_long_ago(self, cast):
        in_state("closed", cast)
        assert listed(cast.street_clerk, "list=done", at=NOW + 31 * DAY) == []

    def test_sees_no_other_units_cases(self, cast):
        in_state("handling", cast)
        for post in (cast.other_street_clerk, cast.far_street_clerk, cast.community_worker):
            assert listed(post) == []

    def test_sees_what_it_assists_with_and_copies_if_there_are_any(self, cast):
        assert "Assisting" not in counts(cast.community_worker)
        case = in_state("handling", cast)
        assignment.ask_to_assist(
            case, unit=cast.community_unit, by=cast.street_clerk.actor(), at=NOW
        )
        assert listed(cast.community_worker, "list=assisting") == [case]
        assert counts(cast.community_worker)["Assisting"] == 1
        assert listed(cast.government_handler, "list=copies") == [case]

    def test_begins_with_a_list_in_which_there_is_work(self, cast):
        case = in_state("objected", cast)
        assert desk(cast.street_clerk).current.key == "waiting"
        move(case, "reject", by=cast.supervisor.actor(), at=NOW, reason="属其职责")
        assert desk(cast.street_clerk).current.key == "todo"


class TestPerson:
    def test_sees_what_the_person_is_in_charge_of(self, cast):
        mine, other = in_state("handling", cast), in_state("handling", cast)
        for case, post in ((mine, cast.street_clerk), (other, cast.second_street_clerk)):
            assignment.assign(case, post=post, by=cast.street_head.actor(), at=NOW)
        assert listed(cast.street_clerk, "scope=person&list=todo") == [mine]

    def test_waits_while_it_is_somebody_elses_turn(self, cast):
        case = in_state("handling", cast)
        clerk = cast.street_clerk
        assignment.assign(case, post=clerk, by=clerk.actor(), at=NOW)
        move(case, "contact", by=clerk.actor(), at=NOW, way="visit")
        move(case, "answer", by=clerk.actor(), at=NOW, result="solved", answer="已处理")
        assert listed(clerk, "scope=person&list=todo") == []
        assert listed(clerk, "scope=person&list=waiting") == [case]


class TestCoordinator:
    def test_has_a_list_for_each_state_that_is_its_to_end(self, cast):
        cases = {
            state: in_state(state, cast) for state in ("received", "to_redispatch", "answered")
        }
        in_state("handling", cast)
        for state, case in cases.items():
            assert listed(cast.hotline_clerk, f"list=hotline.{state}") == [case]
        assert counts(cast.hotline_clerk)["Waiting for others"] == 1

    def test_rules_on_objections_as_supervisor(self, cast):
        case = in_state("objected", cast)
        in_state("received", cast)
        assert listed(cast.supervisor, "list=hotline.objected") == [case]
        assert "To be dispatched" not in counts(cast.supervisor)

    def test_sees_overdue_cases_wherever_they_are(self, cast):
        case = in_state("handling", cast)
        assert listed(cast.hotline_clerk, "list=overdue", at=case.due_at + HOUR) == [case]


class TestRange:
    def test_groups_what_is_overdue_by_unit(self, cast):
        case = in_state("handling", cast)
        in_state("handling", cast)
        far = dispatch(new_request(cast, region=cast.far_street), cast, unit=cast.far_street_unit)
        at = case.due_at + DAY
        found = desk(cast.supervisor, "scope=range", at=at).overdue
        assert [(one.unit, one.count) for one in found] == [
            (cast.street_unit, 2), (cast.far_street_unit, 1),
        ]  # fmt: skip
        assert listed(cast.supervisor, f"scope=range&unit={far.unit_id}", at=at) == [far]

    def test_of_a_county_ends_at_its_border(self, cast):
        near = in_state("handling", cast)
        dispatch(new_request(cast, region=cast.far_street), cast, unit=cast.far_street_unit)
        assert listed(cast.county_supervisor, "list=open") == [near]
        assert len(listed(cast.social_work_officer, "list=open")) == 2


class TestFilters:
    def test_by_state_and_grade(self, cast):
        new, handling = in_state("dispatched", cast), in_state("handling", cast)
        quick = dispatch(new_request(cast), cast, grade="utility")
        clerk = cast.street_clerk
        assert listed(clerk, "list=todo&state=hotline.handling") == [handling]
        assert listed(clerk, "list=todo&lane=hotline.utility") == [quick]
        assert new in listed(clerk, "list=todo&lane=hotline.normal")

    def test_by_region_with_all_below_it(self, cast):
        inside = new_request(cast, region=cast.community)
        outside = new_request(cast, region=cast.far_street)
        clerk = cast.hotline_clerk
        assert listed(clerk, "region=历下区") == [inside]
        assert listed(clerk, f"region={cast.far_street.full_name}") == [outside]

    def test_by_whether_somebody_is_in_charge(self, cast):
        free, taken = in_state("handling", cast), in_state("handling", cast)
        assignment.assign(taken, post=cast.street_clerk, by=cast.street_clerk.actor(), at=NOW)
        assert listed(cast.street_clerk, "assigned=yes") == [taken]
        assert listed(cast.street_clerk, "assigned=no") == [free]

    def test_by_the_day_on_which_it_came(self, cast):
        early = new_request(cast, at=START)
        late = new_request(cast, at=START + 2 * DAY)
        clerk = cast.hotline_clerk
        assert listed(clerk, "since=2026-03-03") == [late]
        assert listed(clerk, "until=2026-03-02") == [early]
        assert listed(clerk, "since=2026-03-02&until=2026-03-04") == [early, late]

    def test_pass_over_what_makes_no_sense(self, cast):
        case = new_request(cast)
        nonsense = "state=x&lane=y&region=街道&assigned=z&since=never&unit=0&sort=q&scope=a&list=b"
        found = desk(cast.hotline_clerk, nonsense)
        assert [row.case for row in found.rows] == [case]
        assert {"state", "lane", "region", "since", "unit"} <= set(found.filters.errors)
        assert found.chips == []

    def test_are_named_with_the_way_out_of_each(self, cast):
        new_request(cast)
        with override("en"):
            chips = desk(cast.hotline_clerk, "region=历下区&assigned=no&list=done").chips
        assert [chip.name for chip in chips] == ["Place: 历下区", "Person in charge: nobody yet"]
        assert "assigned=no" in chips[0].url
        assert "region" not in chips[0].url

    def test_ask_which_kind_of_case(self, cast):
        choices = FilterForm(QueryDict(""), fresh(cast.hotline_clerk)).fields["procedure"].choices
        assert {"hotline", "petition"} <= {key for key, _ in choices}


class TestOrder:
    def test_is_by_due_date_unless_asked_otherwise(self, cast):
        old = new_request(cast, at=START)
        new = new_request(cast, at=START + HOUR)
        assert listed(cast.hotline_clerk) == [old, new]
        assert listed(cast.hotline_clerk, "sort=newest") == [new, old]

    def test_pages_by_key_there_and_back(self, cast):
        cases = [new_request(cast, at=START + timedelta(minutes=n)) for n in range(ROWS + 3)]
        first = desk(cast.hotline_clerk)
        assert [row.case for row in first.rows] == cases[:ROWS]
        assert first.page.previous == ""
        second = desk(cast.hotline_clerk, first.page.next.removeprefix("?"))
        assert [row.case for row in second.rows] == cases[ROWS:]
        assert second.page.next == ""
        back = desk(cast.hotline_clerk, second.page.previous.removeprefix("?"))
        assert [row.case for row in back.rows] == cases[:ROWS]


class TestRows:
    def test_show_no_telephone_number(self, cast):
        new_request(cast, title="请打13812345678，路灯不亮")
        (row,) = desk(cast.hotline_clerk).rows
        assert row.title == "请打138****5678，路灯不亮"

    def test_name_the_place_below_ones_own_region(self, cast):
        new_request(cast, region=cast.community)
        (row,) = desk(cast.hotline_clerk).rows
        assert row.place == "历下区解放路街道青年东路社区"

    def test_may_be_taken_if_free_and_in_hand(self, cast):
        case = in_state("handling", cast)
        (row,) = desk(cast.street_clerk).rows
        assert row.may_take
        assignment.assign(case, post=cast.second_street_clerk, by=cast.street_clerk.actor(), at=NOW)
        (row,) = desk(cast.street_clerk).rows
        assert not row.may_take
        (row,) = desk(cast.hotline_clerk, "list=waiting").rows
        assert not row.may_take


class TestNumbers:
    def test_of_case_and_receipt_lead_to_the_case(self, cast):
        case = new_request(cast)
        post = fresh(cast.hotline_clerk)
        assert by_number(post, case.reference.replace("-", " ")) == case
        assert by_number(post, case.message.receipt.replace("-", "")) == case

    def test_lead_nowhere_if_unknown_or_hidden(self, cast):
        case = new_request(cast)
        assert by_number(fresh(cast.street_clerk), case.reference) is None
        assert by_number(fresh(cast.hotline_clerk), "1000-0000-0008") is None
        assert by_number(fresh(cast.hotline_clerk), "abc") is None


class TestCounts:
    def test_stop_at_the_cap(self, cast, monkeypatch):
        for _ in range(4):
            new_request(cast)
        assert capped_counts([Case.objects.all(), Case.objects.none()], cap=2) == [3, 0]
        monkeypatch.setattr("linli.faces.desk.overview.CAP", 2)
        monkeypatch.setattr(counting, "CAP", 2)
        tab = desk(cast.hotline_clerk).lists[0]
        assert (tab.count, tab.is_capped) == (2, True)

    def test_of_no_lists_are_none(self, db):
        assert capped_counts([]) == []


class TestCost:
    QUERIES = ("", "scope=person", "list=done", "sort=newest", "state=hotline.handling")

    @pytest.mark.parametrize(
        "who",
        ["street_clerk", "hotline_clerk", "supervisor", "social_work_officer", "community_worker"],
    )
    def test_is_the_same_for_3_cases_and_30(self, cast, who):
        post = getattr(cast, who)
        for _ in range(3):
            dispatch(by_telephone(cast), cast)
        costs = [cost(post, query) for query in self.QUERIES]
        for number in range(27):
            region = (cast.street, cast.community, cast.far_street)[number % 3]
            unit = cast.far_street_unit if region == cast.far_street else cast.street_unit
            case = dispatch(by_telephone(cast, region=region), cast, unit=unit)
            if number % 2 and unit == cast.street_unit:
                clerk = cast.street_clerk
                assignment.assign(case, post=clerk, by=clerk.actor(), at=NOW)
        assert [cost(post, query) for query in self.QUERIES] == costs

    def test_is_few_queries(self, cast):
        dispatch(new_request(cast), cast)
        assert cost(cast.street_clerk, "") == 2
        assert cost(cast.hotline_clerk, "") == 3


def cost(post: Post, query: str) -> int:
    """Return how many queries the desk takes to read, and draw the line of each row."""
    post = fresh(post)
    with CaptureQueriesContext(connection) as captured:
        found = overview(post, QueryDict(query), at=NOW)
        for row in found.rows:
            assert row.title and row.place and row.case.unit.text and row.case.state_declared
            assert row.case.post is None or row.case.post.person.name
    return len(captured)


class TestPlans:
    @pytest.mark.parametrize(
        "who",
        [
            "street_clerk",
            "hotline_clerk",
            "supervisor",
            "social_work_officer",
            "government_handler",
        ],
    )
    def test_of_every_list_use_an_index(self, cast, who):
        in_state("closed", cast)
        dispatch(new_request(cast), cast)
        asked = Asked(fresh(getattr(cast, who)), NOW)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        for scope in scopes_for(asked):
            for one in scope.lists:
                keys = ("-closed_at", "-id") if one.is_done else ("due_at", "id")
                rows = one.narrow(scope.base(asked), asked).order_by(*keys)[:25]
                plan = rows.explain()
                scan = r"SCAN cases_case(?! USING)|Seq Scan on cases_case"
                assert not re.search(scan, plan), (scope.key, one.key, plan)


class TestSender:
    def test_opening_again_puts_the_case_back_to_the_coordinator(self, cast):
        case = in_state("closed", cast)
        move(case, "reopen", by=sender(case), at=NOW, reason="又堆满了")
        assert listed(cast.hotline_clerk, "list=hotline.received") == [case]
        assert listed(cast.street_clerk) == []
