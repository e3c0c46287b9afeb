"""Review and re-examination: in time, one level up, with hearings, redone, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.base.notices.desk import for_post
from linli.cases.engine import move
from linli.cases.models import Case, Clock
from linli.cases.sweep import sweep
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.petitions.conditions import NO_OPINION
from linli.procedures.petitions.remedy_forms import FORMS
from tests.courses import clock
from tests.petitions import DAY, HOUR, in_state, new_petition, sender, take
from tests.whole import problems

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def why_not(case, step, cast, **given):
    with pytest.raises(Refused) as refusal:
        take(case, step, cast, **given)
    return refusal.value.code, refusal.value.field


def office(cast):
    return cast.county_petition_officer.actor()


def kinds(post):
    return {notice.kind for notice in for_post(post)}


class TestRequestOnThePage:
    def test_counts_to_the_last_second(self, cast):
        case = in_state("delivered", cast)
        end = clock(case, "request_review").due_at
        assert why_not(case, "request_review", cast, at=end + SECOND)[0] == "may_request_review"
        case = take(case, "request_review", cast, at=end)
        assert case.state == "review_requested"

    def test_is_judged_by_now_whatever_day_is_sent_along(self, cast):
        case = in_state("delivered", cast)
        now = case.moved_at + 5 * DAY
        for field in ("requested_on", "received_on"):
            given = {field: local_day(case.moved_at)}
            assert why_not(case, "request_review", cast, at=now, **given)[0] == "now_only"

    def test_asks_the_person_for_no_dates(self, cast):
        case = in_state("delivered", cast)
        assert set(FORMS["request_review"](case, None).fields) >= {"reason"}
        assert "requested_on" not in FORMS["request_review"](case, None).fields
        assert "requested_on" in FORMS["request_review"](case, cast.department_handler).fields

    def test_tells_the_office(self, cast):
        in_state("review_requested", cast)
        assert "petition.request_review" in kinds(cast.county_petition_officer)

    def test_stops_the_thirty_days_and_starts_those_of_the_body(self, cast):
        case = in_state("review_requested", cast)
        assert clock(case, "request_review").stopped_at == case.moved_at
        review = clock(case, "review")
        assert review.is_running
        assert review.binds == "authority"
        assert case.due_at == review.due_at

    def test_of_somebody_else_is_refused(self, cast):
        case = in_state("delivered", cast)
        with pytest.raises(NotAllowed):
            take(case, "request_review", cast, by=sender(new_petition(cast)))


class TestRequestOnPaper:
    def lapsed(self, cast) -> Case:
        case = in_state("delivered", cast)
        end = clock(case, "request_review").due_at
        assert sweep(end + HOUR).lapsed
        case.refresh_from_db()
        assert case.state == "to_close"
        return case

    def test_sent_in_time_is_entered_after_the_system_had_lapsed_it(self, cast):
        case = self.lapsed(cast)
        last = local_day(clock(case, "request_review").due_at)
        case = take(
            case, "request_review", cast, by=office(cast), at=case.moved_at + 4 * DAY,
            requested_on=last, received_on=last + 3 * DAY,
        )  # fmt: skip
        assert case.state == "review_requested"
        assert local_day(clock(case, "review").started_at) == last + 3 * DAY

    def test_sent_in_time_opens_a_petition_again_that_was_closed_meanwhile(self, cast):
        case = self.lapsed(cast)
        last = local_day(clock(case, "request_review").due_at)
        case = take(case, "close", cast, at=case.moved_at + DAY)
        assert case.closed_at
        days = {"requested_on": last, "received_on": last + 3 * DAY}
        case = take(
            case, "request_review", cast, by=office(cast), at=case.moved_at + 4 * DAY, **days
        )
        assert (case.state, case.closed_at) == ("review_requested", None)
        assert case.petition.ended_by == ""
        assert clock(case, "review").is_running

    def test_of_a_petition_closed_by_agreement_has_nothing_to_review(self, cast):
        settled = in_state("settled", cast)
        case = take(take(settled, "fulfil", cast), "close", cast)
        with pytest.raises(Refused) as refusal:
            take(case, "request_review", cast, by=office(cast))
        assert refusal.value.message == NO_OPINION

    def test_sent_a_day_late_is_refused_at_the_field(self, cast):
        case = self.lapsed(cast)
        last = local_day(clock(case, "request_review").due_at)
        given = {"by": office(cast), "at": case.moved_at + 4 * DAY}
        late = why_not(case, "request_review", cast, requested_on=last + DAY, **given)
        assert late == ("late", "requested_on")
        # Without a day it counts as asked for today.
        assert why_not(case, "request_review", cast, **given) == ("late", "requested_on")

    def test_of_the_person_after_the_lapse_is_late(self, cast):
        case = self.lapsed(cast)
        assert why_not(case, "request_review", cast)[0] == "may_request_review"

    def test_lies_between_delivery_and_today(self, cast):
        case = in_state("delivered", cast)
        today = local_day(case.moved_at)
        for field, given in (
            ("requested_on", {"requested_on": today - DAY}),
            ("requested_on", {"requested_on": today + DAY}),
            ("received_on", {"received_on": today + DAY}),
        ):
            assert why_not(case, "request_review", cast, by=office(cast), **given)[1] == field
        late = {"at": case.moved_at + 5 * DAY, "by": office(cast)}
        days = {"requested_on": today + 3 * DAY, "received_on": today + 2 * DAY}
        why = why_not(case, "request_review", cast, **late, **days)
        assert why == ("before_sent", "received_on")

    def test_may_be_entered_by_the_unit_to_which_it_was_handed(self, cast):
        case = in_state("delivered", cast)
        by = cast.department_handler.actor()
        assert take(case, "request_review", cast, by=by).state == "review_requested"

    def test_of_one_that_was_reviewed_is_refused(self, cast):
        case = in_state("review_delivered", cast)
        end = clock(case, "request_recheck").due_at
        sweep(end + HOUR)
        case.refresh_from_db()
        assert case.state == "to_close"
        given = {"by": office(cast), "at": end + DAY}
        day = local_day(clock(case, "request_review").started_at)
        assert why_not(case, "request_review", cast, requested_on=day, **given)[0] == (
            "may_request_review"
        )
        day = local_day(end)
        case = take(case, "request_recheck", cast, requested_on=day, **given)
        assert case.state == "recheck_requested"

    def test_of_an_agreement_is_refused(self, cast):
        case = take(in_state("settled", cast), "fulfil", cast)
        assert why_not(case, "request_review", cast, by=office(cast))[0] == "may_request_review"


class TestLapse:
    def test_of_review_leads_to_closing_and_tells_the_office(self, cast):
        case = in_state("delivered", cast)
        end = clock(case, "request_review").due_at
        assert sweep(end).lapsed == 0
        assert sweep(end + SECOND).lapsed == 1
        case.refresh_from_db()
        assert case.state == "to_close"
        assert "petition.to_close" in kinds(cast.county_petition_officer)
        assert sweep(end + HOUR).lapsed == 0

    def test_of_re_examination_leads_back_where_the_opinion_was_revoked(self, cast):
        case = take(in_state("in_review", cast), "review", cast, outcome="revoked")
        case = take(case, "deliver_review", cast)
        sweep(clock(case, "request_recheck").due_at + HOUR)
        case.refresh_from_db()
        assert (case.state, case.unit, case.round) == ("handling", cast.department, 2)

    def test_of_re_examination_hands_it_back_to_the_unit_that_carries_it_out(self, cast):
        case = in_state("review_delivered", cast)
        assert case.unit == cast.city_department
        sweep(clock(case, "request_recheck").due_at + HOUR)
        case.refresh_from_db()
        assert (case.state, case.unit) == ("to_close", cast.department)
        case = take(case, "record_performance", cast, by=cast.department_handler.actor())
        assert case.petition.performance == "done"
        assert problems(case) == []

    def test_of_a_revoked_opinion_whose_unit_is_gone_waits_for_the_office(self, cast):
        case = take(in_state("in_review", cast), "review", cast, outcome="revoked")
        case = take(case, "deliver_review", cast)
        cast.department.until_date = local_day(case.moved_at)
        cast.department.save()
        swept = sweep(clock(case, "request_recheck").due_at + HOUR)
        assert (swept.lapsed, swept.failed) == (1, 0)
        case.refresh_from_db()
        assert case.state == "review_delivered"
        assert "petition.to_redo" in kinds(cast.county_petition_officer)

    def test_of_a_request_that_was_made_changes_nothing(self, cast):
        case = in_state("in_review", cast)
        sweep(clock(case, "request_review").due_at + HOUR)
        case.refresh_from_db()
        assert case.state == "in_review"


class TestDecision:
    def test_is_an_opinion_of_its_own_with_a_document(self, cast):
        case = in_state("recheck_issued", cast)
        made = {one.level: one for one in case.petition.opinions.all()}
        assert set(made) == {"opinion", "review", "recheck"}
        assert made["review"].unit == cast.city_department
        assert made["recheck"].unit == cast.city_government
        assert all(one.signed_at for one in made.values())
        issued = {one.kind: one.unit for one in case.petition.documents.all()}
        assert issued["review"] == cast.city_department
        assert issued["recheck"] == cast.city_government
        assert clock(case, "recheck").stopped_at == case.moved_at

    def test_is_the_head_s(self, cast):
        case = take(in_state("review_requested", cast), "name_review_body", cast,
                    unit=cast.government)  # fmt: skip
        with pytest.raises(NotAllowed):
            take(case, "review", cast, by=cast.government_handler.actor())
        assert take(case, "review", cast, by=cast.government_head.actor()).state == "review_issued"


class TestBodyThatIsGone:
    def test_is_followed_by_another_one(self, cast):
        case = in_state("in_review", cast)
        assert why_not(case, "name_review_body", cast)[0] == "body_is_wanting"
        cast.city_department.until_date = local_day(case.moved_at) - DAY
        cast.city_department.save()
        case = take(case, "name_review_body", cast, unit=cast.government)
        assert (case.state, case.unit) == ("in_review", cast.government)


class TestRedo:
    def revoked(self, cast) -> Case:
        case = take(in_state("in_review", cast), "review", cast, outcome="revoked")
        return take(case, "deliver_review", cast)

    def test_goes_back_to_the_unit_in_a_new_round_with_sixty_days(self, cast):
        case = self.revoked(cast)
        case = take(case, "redo", cast)
        assert (case.state, case.unit, case.round) == ("handling", cast.department, 2)
        handle = clock(case, "handle")
        assert handle.round == 2
        assert handle.is_running
        assert not Clock.objects.filter(case=case, term="request_recheck", stopped_at=None)
        assert case.participations.filter(
            unit=cast.city_department, part="overseeing", until_at=None
        ).exists()
        assert "petition.redo" in kinds(cast.department_handler)

    def test_lets_the_same_body_review_the_new_opinion(self, cast):
        case = take(self.revoked(cast), "redo", cast)
        for step in ("submit_opinion", "sign_opinion", "deliver_opinion", "request_review",
                     "name_review_body", "review", "deliver_review", "request_recheck",
                     "name_recheck_body", "recheck", "deliver_recheck", "terminate"):  # fmt: skip
            case = take(case, step, cast)
        assert case.state == "terminated"
        assert case.petition.opinions.count() == 5
        assert problems(case) == []

    def test_is_for_revoked_opinions_alone(self, cast):
        case = in_state("review_delivered", cast)
        assert why_not(case, "redo", cast)[0] == "was_revoked"

    def test_follows_a_unit_that_was_merged_meanwhile(self, cast):
        case = self.revoked(cast)
        cast.department.until_date = local_day(case.moved_at) - DAY
        cast.department.save()
        assert why_not(case, "redo", cast)[0] == "nobody_to_redo"
        cast.department.successor = cast.other_department
        cast.department.save()
        assert take(case, "redo", cast).unit == cast.other_department

    def test_goes_to_another_unit_where_the_first_is_gone(self, cast):
        case = self.revoked(cast)
        named = {"unit": cast.other_department}
        assert why_not(case, "redo", cast, **named)[0] == "first_redoes"
        cast.department.until_date = local_day(case.moved_at) - DAY
        cast.department.save()
        assert take(case, "redo", cast, **named).unit == cast.other_department

    def test_of_a_simple_petition_is_handled_in_the_ordinary_way(self, cast):
        case = take(in_state("referred", cast), "accept_simply", cast)
        for step in ("submit_opinion", "sign_opinion", "deliver_opinion", "request_review",
                     "name_review_body"):  # fmt: skip
            case = take(case, step, cast)
        case = take(take(case, "review", cast, outcome="revoked"), "deliver_review", cast)
        case = take(case, "redo", cast)
        assert case.lane == "R6"
        assert clock(case, "handle").is_running

    def test_after_re_examination_stands_in_the_way_of_ending(self, cast):
        case = take(in_state("in_recheck", cast), "recheck", cast, outcome="revoked")
        case = take(case, "deliver_recheck", cast)
        assert why_not(case, "terminate", cast)[0] == "was_not_revoked"
        assert take(case, "redo", cast).unit == cast.department


class TestHearing:
    def test_pauses_the_thirty_days(self, cast):
        case = in_state("in_hearing", cast)
        recheck = clock(case, "recheck")
        assert not recheck.is_running
        assert recheck.paused_at is not None
        before = recheck.due_at
        assert sweep(before + 30 * DAY).lapsed == 0
        case = take(case, "close_hearing", cast, at=case.moved_at + 6 * DAY)
        assert clock(case, "recheck").due_at == before + 6 * DAY
        assert case.state == "in_recheck"

    def test_is_entered_later_with_its_days(self, cast):
        case = in_state("in_recheck", cast)
        began = local_day(clock(case, "recheck").started_at)
        at = case.moved_at + 10 * DAY
        case = take(case, "open_hearing", cast, at=at, day=began + 2 * DAY)
        case = take(case, "close_hearing", cast, at=at + HOUR, day=began + 5 * DAY)
        ((begin, end),) = clock(case, "recheck").pause_spans()
        assert (local_day(begin), local_day(end)) == (began + 2 * DAY, began + 5 * DAY)

    def test_never_ends_before_it_began(self, cast):
        case = in_state("in_recheck", cast)
        began = local_day(clock(case, "recheck").started_at)
        assert why_not(case, "open_hearing", cast, day=began - DAY)[1] == "day"
        at = case.moved_at + 5 * DAY
        case = take(case, "open_hearing", cast, at=at)
        why = why_not(case, "close_hearing", cast, day=local_day(at) - DAY)
        assert why == ("before_hearing", "day")

    def test_of_an_afternoon_is_closed_the_day_after(self, cast):
        case = in_state("in_recheck", cast)
        afternoon = case.moved_at.replace(hour=15) + DAY
        case = take(case, "open_hearing", cast, at=afternoon)
        # Noon of the same day would lie before the opening.
        case = take(case, "close_hearing", cast, at=afternoon + 20 * HOUR, day=local_day(afternoon))
        assert case.state == "in_recheck"
        assert clock(case, "recheck").is_running


class TestWholeChain:
    def test_runs_from_acceptance_to_the_lock(self, cast):
        case = in_state("handling", cast)
        case = take(case, "extend", cast, units=30)
        steps = ("submit_opinion", "sign_opinion", "record_attempt", "deliver_opinion",
                 "request_review", "name_review_body", "review", "deliver_review",
                 "request_recheck", "name_recheck_body", "open_hearing", "close_hearing",
                 "recheck", "deliver_recheck", "terminate")  # fmt: skip
        for step in steps:
            case = take(case, step, cast, at=case.moved_at + DAY)
        assert case.state == "terminated"
        assert case.petition.ended_by == "recheck"
        assert not Clock.objects.filter(case=case, stopped_at=None).exists()
        assert problems(case) == []

    def test_asks_for_a_body_s_reason_in_a_sentence(self, cast):
        case = in_state("review_requested", cast)
        with pytest.raises(Incomplete) as why:
            move(case, "name_review_body", by=office(cast), at=case.moved_at + HOUR,
                 unit=cast.city_government)  # fmt: skip
        assert "历下区人民政府" in why.value.message.zh
