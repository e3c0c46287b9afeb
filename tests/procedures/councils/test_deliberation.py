"""A deliberation: topic, notice, opinions, meeting, a result followed until it is done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.cases.handing import hand_over
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.councils import opinions, published
from tests.councils import DAY, HOUR, START, new_topic, take, topic_in, values
from tests.requests import in_state

pytestmark = pytest.mark.django_db


def refused(case: Case, step: str, cast, **changes) -> Refused:
    with pytest.raises(Refused) as caught:
        take(case, step, cast, **changes)
    return caught.value


class TestTopic:
    def test_goes_to_the_community_of_the_place_under_the_eyes_of_its_township(self, cast):
        case = new_topic(cast)
        assert (case.unit, case.deliberation.source) == (cast.community_unit, "resident")
        seen = {
            name
            for name in ("community_worker", "other_community_worker", "street_clerk",
                         "street_head", "other_street_clerk", "social_work_officer",
                         "department_handler", "petition_officer")
            if Case.objects.visible_to(getattr(cast, name)).filter(pk=case.pk).exists()
        }  # fmt: skip
        assert seen == {"community_worker", "street_clerk", "street_head", "social_work_officer"}

    def test_comes_from_a_unit_too_but_from_no_department(self, cast):
        case = new_topic(cast, by=cast.street_clerk)
        assert case.deliberation.source == "unit"
        with pytest.raises(NotAllowed):
            new_topic(cast, by=cast.department_handler)

    def test_is_handed_over_from_another_matter_under_the_same_receipt(self, cast):
        request = in_state("handling", cast)
        made = hand_over(
            request, to="deliberation", reason="全院的事", is_agreed=True,
            by=cast.street_clerk.actor(), at=START + 9 * DAY,
        )  # fmt: skip
        assert made.message == request.message
        assert made.deliberation.source == "handed_over"

    def test_is_passed_on_with_its_township(self, cast):
        case = take(new_topic(cast), "pass_on", cast, unit=cast.far_community_unit)
        assert case.unit == cast.far_community_unit
        over = case.participations.filter(part="overseeing", until_at=None)
        assert [one.unit for one in over] == [cast.far_street_unit]


class TestNotice:
    def test_leaves_three_days_and_says_so(self, cast):
        case = topic_in("preparing", cast)
        why = refused(case, "announce", cast, when=case.moved_at + 2 * DAY)
        assert (why.code, why.field) == ("too_soon", "when")
        assert "3日" in why.message.zh
        assert "关于加强城乡社区协商的意见" in why.message.zh

    def test_meeting_cannot_be_recorded_within_the_notice(self, cast):
        case = topic_in("announced", cast)
        day = local_day(case.moved_at + DAY)
        assert refused(case, "hold", cast, at=case.moved_at + DAY, held_on=day).code == "held_early"

    def test_moved_meeting_is_announced_anew(self, cast):
        case = topic_in("announced", cast)
        at = case.moved_at + 2 * DAY
        assert refused(case, "reschedule", cast, at=at, when=at + DAY).code == "too_soon"
        moved = take(case, "reschedule", cast, at=at)
        assert refused(moved, "hold", cast, at=at + 2 * DAY).code == "held_early"


class TestOpinions:
    def test_come_without_a_name_and_are_read_once_released(self, cast):
        case = topic_in("announced", cast)
        row, at = case.deliberation, case.moved_at + HOUR
        one = opinions.give(row, "建在北墙边，联系13812345678", submission_key="k1", at=at)
        again = opinions.give(row, "建在北墙边", submission_key="k1", at=at)
        assert (again.pk, row.opinions.count(), published.released(row)) == (one.pk, 1, [])
        opinions.release(one, answer="已列入", by=cast.community_worker.actor(), at=at)
        assert [found.answer for found in published.released(row)] == ["已列入"]

    def test_are_released_by_the_community_alone(self, cast):
        case = topic_in("announced", cast)
        one = opinions.give(case.deliberation, "好", submission_key="k", at=case.moved_at)
        for post in (cast.street_clerk, cast.other_community_worker):
            with pytest.raises(NotAllowed):
                opinions.release(one, by=post.actor(), at=case.moved_at + HOUR)
        opinions.withhold(one, ground="insult", by=cast.community_worker.actor(), at=case.moved_at)
        assert published.released(case.deliberation) == []
        with pytest.raises(Refused):
            opinions.release(one, by=cast.community_worker.actor(), at=case.moved_at)

    @pytest.mark.parametrize("state", ["preparing", "concluding"])
    def test_are_heard_while_it_is_announced_alone(self, cast, state):
        row = topic_in(state, cast).deliberation
        with pytest.raises(Refused):
            opinions.give(row, "好", submission_key="k", at=START + DAY)

    def test_are_heard_until_the_day_that_was_said(self, cast):
        row = topic_in("announced", cast).deliberation
        over = START + timedelta(days=30)
        with pytest.raises(Refused):
            opinions.give(row, "好", submission_key="k", at=over)

    def test_that_came_otherwise_stand_beside_them(self, cast):
        case = take(topic_in("announced", cast), "record_opinion", cast)
        assert [one.way for one in case.deliberation.opinions.all()] == ["in_person"]


class TestResult:
    def test_is_an_opinion_followed_until_all_tasks_are_told(self, cast):
        case = take(topic_in("preparing", cast), "invite", cast)
        for step in ("announce", "hold", "publish_result", "adopt"):
            case = take(case, step, cast)
        partner = case.council_partners.get()
        case = take(case, "give_task", cast, partner=partner)
        assert case.clocks.get(term="task", stopped_at=None).due_at > case.moved_at
        assert refused(case, "finish", cast).code == "tasks_are_told"
        case = take(take(case, "record_task", cast, outcome="undone"), "finish", cast)
        assert (case.state, case.council_tasks.get().outcome) == ("done", "undone")

    def test_without_a_common_view_is_talked_over_again(self, cast):
        case = topic_in("concluding", cast)
        case = take(case, "publish_result", cast, outcome="differing")
        case = take(case, "meet_again", cast)
        assert (case.state, case.round) == ("preparing", 2)
        assert case.clocks.filter(term="prepare", stopped_at=None).exists()
        assert take(take(case, "announce", cast), "hold", cast).state == "concluding"

    def test_not_adopted_says_why(self, cast):
        case = topic_in("not_adopted", cast)
        assert case.deliberation.explanation == "北墙边有燃气管线。"

    def test_task_of_another_case_is_refused(self, cast):
        one, other = topic_in("following", cast), topic_in("following", cast)
        one, other = take(one, "give_task", cast), take(other, "give_task", cast)
        given = values("record_task", other, at=other.moved_at)
        assert refused(one, "record_task", cast, **given).code == "elsewhere"
