"""What the holder of a receipt is shown of a petition, at every point of its course."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.cases.models import Clock
from linli.core.zone import local_day
from linli.procedures.petitions.procedure import STATES
from linli.procedures.petitions.rights import standing_of
from tests.petitions import DAY, PATHS, in_state, new_petition, take

pytestmark = pytest.mark.django_db


def shown(case, at=None):
    return standing_of(case, at=at or case.moved_at)


def course(case, at=None):
    """Return the keys of the stages by where they are."""
    said = {"done": [], "now": [], "ahead": []}
    for stage in shown(case, at).stages:
        said[stage.where].append(stage.key)
    return said["done"], said["now"], said["ahead"]


class TestEveryState:
    @pytest.mark.parametrize("state", sorted(PATHS))
    def test_has_a_course_and_a_holder(self, cast, state):
        case = in_state(state, cast)
        standing = shown(case)
        done, now, _ = course(case)
        assert done[0] == "registered"
        is_over = case.state_declared.is_final
        assert len(now) == (0 if is_over else 1)
        assert standing.stages[-1].key == "ended"
        assert (standing.opens_again is not None) == is_over
        assert standing.holder.does.zh and standing.holder.does.en

    def test_is_known(self):
        assert {state.key for state in STATES} == set(PATHS)

    @pytest.mark.parametrize("state", ["registered", "delivered", "recheck_delivered", "closed"])
    def test_costs_few_queries(self, cast, state, django_assert_max_num_queries):
        case = in_state(state, cast)
        fresh = type(case).objects.select_related("message", "unit", "coordinator").get(pk=case.pk)
        with django_assert_max_num_queries(22):
            shown(fresh, case.moved_at)


class TestCourse:
    def test_of_a_claim_is_the_whole_chain(self, cast):
        done, now, ahead = course(new_petition(cast))
        assert (done, now) == (["registered"], ["routed"])
        assert ahead == ["accepted", "opinion", "delivered", "review", "recheck", "ended"]

    @pytest.mark.parametrize(
        ("state", "now"),
        [
            ("referred", "accepted"), ("handling", "opinion"), ("opinion_issued", "delivered"),
            ("delivered", "delivered"), ("in_review", "review"), ("in_hearing", "recheck"),
            ("recheck_delivered", "recheck"), ("to_close", "ended"), ("settled", "agreement"),
            ("studying", "studied"), ("guided", "guided"), ("with_justice", "passed_on"),
            ("to_reroute", "routed"),
        ],
    )  # fmt: skip
    def test_stands_at_the_stage_of_its_state(self, cast, state, now):
        assert course(in_state(state, cast))[1] == [now]

    def test_leaves_out_a_review_that_nobody_asked_for(self, cast):
        keys = [stage.key for stage in shown(in_state("closed", cast)).stages]
        assert keys == ["registered", "routed", "accepted", "opinion", "delivered", "ended"]

    def test_says_what_came_of_each_stage(self, cast):
        by_key = {stage.key: stage for stage in shown(in_state("terminated", cast)).stages}
        assert by_key["opinion"].says.zh == "予以支持"
        assert by_key["recheck"].says.zh == "维持"
        assert by_key["ended"].name.zh == "已终结"

    def test_of_an_agreement_has_no_opinion(self, cast):
        case = take(in_state("settled", cast), "fulfil", cast)
        assert course(case) == (
            ["registered", "routed", "accepted", "agreement"], ["ended"], []
        )  # fmt: skip
        case = take(case, "close", cast)
        assert case.petition.ended_by == "agreement"
        assert shown(case).stages[-1].says.zh == "达成协议"

    def test_of_an_accusation_names_nobody(self, cast):
        for state in ("examining", "with_discipline"):
            standing = shown(in_state(state, cast))
            assert [stage.key for stage in standing.stages] == ["registered", "examined", "ended"]
            assert standing.holder.unit is None
            assert standing.papers == ()


class TestHolder:
    def test_is_the_office_until_it_is_sent_on(self, cast):
        holder = shown(new_petition(cast)).holder
        assert holder.unit == cast.county_petition_office.text
        # Monday 2 March + 15 days = Tuesday 17 March
        assert local_day(holder.until).isoformat() == "2026-03-17"
        assert "第二十二条" in holder.basis.zh

    def test_is_the_unit_with_its_sixty_days(self, cast):
        holder = shown(in_state("handling", cast)).holder
        assert holder.unit == cast.department.text
        # Monday 2 March + 60 days = Friday 1 May, a holiday to 5 May; Wednesday 6 May is worked
        assert local_day(holder.until).isoformat() == "2026-05-06"
        assert not holder.is_late

    def test_is_late_after_the_end(self, cast):
        case = in_state("handling", cast)
        assert shown(case, case.moved_at + 70 * DAY).holder.is_late

    def test_is_nobody_while_it_is_for_the_person_to_decide(self, cast):
        holder = shown(in_state("delivered", cast)).holder
        assert holder.unit is None
        assert holder.until is None

    def test_says_nothing_of_terms_between_offices(self, cast):
        case = in_state("registered", cast)
        case = take(case, "commission", cast, report_date=local_day(case.moved_at + 2 * DAY))
        # The report is due on Wednesday 4 March, the notice on Tuesday 17 March.
        assert local_day(shown(case).holder.until).isoformat() == "2026-03-17"


class TestNextRight:
    def test_is_the_written_notice_first(self, cast):
        right = shown(in_state("referred", cast)).next_right
        assert right.key == ""
        assert right.name.zh == "得到书面告知"
        assert local_day(right.until).isoformat() == "2026-03-17"

    def test_is_to_add_name_and_address_where_they_are_unclear(self, cast):
        right = shown(in_state("referred", cast, people={"name": "李明"})).next_right
        assert right.name.zh == "补充姓名和住址"

    def test_after_delivery_is_review_with_day_and_body(self, cast):
        case = in_state("delivered", cast)
        right = shown(case).next_right
        assert right.key == "request_review"
        assert right.is_open_now
        # Delivered on Monday 2 March + 30 days = Wednesday 1 April
        assert local_day(right.until).isoformat() == "2026-04-01"
        assert right.to == (cast.city_department.text, cast.government.text)
        assert right.bring
        assert "第三十五条" in right.basis.zh

    def test_is_gone_when_the_thirty_days_are_over(self, cast):
        case = in_state("delivered", cast)
        clock = Clock.objects.get(case=case, term="request_review")
        assert shown(case, clock.due_at).next_right is not None
        assert shown(case, clock.due_at + timedelta(seconds=1)).next_right is None

    def test_after_the_review_is_one_level_up(self, cast):
        right = shown(in_state("review_delivered", cast)).next_right
        assert right.key == "request_recheck"
        assert right.to == (cast.city_government.text,)

    def test_where_nothing_is_above_names_who_sees_to_it(self, cast):
        cast.department.superior = cast.department.parent = None
        cast.department.save()
        (to,) = shown(in_state("delivered", cast)).next_right.to
        assert "上一级" in to.zh

    def test_after_the_end_is_to_state_new_facts(self, cast):
        case = in_state("terminated", cast)
        standing = shown(case)
        assert standing.next_right.key == "renew"
        assert standing.next_right.is_open_now
        assert standing.next_right.until is None
        assert "不再受理" in standing.opens_again.zh
        asked = shown(take(case, "renew", cast)).next_right
        assert not asked.is_open_now
        assert "正在审核" in asked.says.zh


class TestOtherRights:
    def test_are_those_that_can_be_used_now(self, cast):
        case = in_state("handling", cast)
        keys = {right.key for right in shown(case).other_rights}
        assert keys == {"ask_recusal", "rate_office", "withdraw"}
        case = take(case, "rate_office", cast)
        assert "rate_office" not in {right.key for right in shown(case).other_rights}


class TestPapers:
    def test_show_what_was_issued_and_what_is_on_its_way(self, cast):
        case = in_state("opinion_issued", cast)
        papers = {paper.name.zh: paper for paper in shown(case).papers}
        assert papers["信访处理意见书"].delivered_on is None
        case = take(case, "deliver_opinion", cast)
        papers = {paper.name.zh: paper for paper in shown(case).papers}
        opinion = papers["信访处理意见书"]
        assert opinion.delivered_on == local_day(case.moved_at)
        assert opinion.unit == cast.department.text
        assert opinion.method.zh == "直接送达"
