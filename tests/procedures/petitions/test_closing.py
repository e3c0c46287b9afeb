"""Closing, the lock after re-examination, new facts, withdrawal, and the petitioner's judgement."""

from __future__ import annotations

import pytest

from linli.base.audit.log import entries
from linli.base.notices.models import Notice
from linli.cases.models import Clock
from linli.cases.sweep import sweep
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.zone import local_day
from tests.petitions import DAY, HOUR, in_state, new_petition, sender, take
from tests.whole import problems

pytestmark = pytest.mark.django_db
NONE = {"solved": False, "explained": False, "helped": False, "dealt_with": False}


def told(unit):
    return set(Notice.objects.filter(unit=unit).values_list("kind", flat=True))


class TestClose:
    def test_asks_which_of_the_four_applied(self, cast):
        case = in_state("to_close", cast)
        with pytest.raises(Refused) as why:
            take(case, "close", cast, **NONE)
        assert (why.value.code, why.value.field) == ("incomplete", "solved")
        assert "至少" in why.value.message.zh
        case = take(case, "close", cast, solved=True, helped=True)
        assert case.petition.measures == ["solved", "helped"]
        assert case.closed_at == case.moved_at

    def test_says_that_the_opinion_ended_it(self, cast):
        assert in_state("closed", cast).petition.ended_by == "opinion"

    def test_says_that_the_review_ended_it(self, cast):
        case = in_state("review_delivered", cast)
        sweep(Clock.objects.get(case=case, term="request_recheck").due_at + HOUR)
        case.refresh_from_db()
        case = take(case, "close", cast)
        assert case.petition.ended_by == "review"

    def test_says_that_an_agreement_ended_it(self, cast):
        case = take(take(in_state("settled", cast), "fulfil", cast), "close", cast)
        assert case.petition.ended_by == "agreement"

    def test_is_the_office_s(self, cast):
        with pytest.raises(NotAllowed):
            take(in_state("to_close", cast), "close", cast, by=cast.department_head.actor())


class TestTerminate:
    def test_locks_it(self, cast):
        case = in_state("terminated", cast)
        assert case.petition.ended_by == "recheck"
        assert case.petition.measures == ["explained"]
        for step in ("request_review", "request_recheck", "withdraw"):
            with pytest.raises(WrongState):
                take(case, step, cast)

    def test_asks_which_of_the_four_applied(self, cast):
        with pytest.raises(Refused) as why:
            take(in_state("recheck_delivered", cast), "terminate", cast, **NONE)
        assert why.value.field == "solved"

    def test_still_lets_a_supported_opinion_be_carried_out(self, cast):
        case = in_state("terminated", cast)
        assert case.unit == cast.department
        case = take(case, "record_performance", cast, by=cast.department_handler.actor())
        assert case.petition.performance == "done"


class TestWithdraw:
    def test_tells_who_has_it_and_leaves_no_clock(self, cast):
        case = take(in_state("handling", cast), "withdraw", cast)
        assert case.state == "withdrawn"
        assert not Clock.objects.filter(case=case, stopped_at=None).exists()
        assert "petition.withdraw" in told(cast.department)
        assert "petition.withdraw" in told(cast.county_petition_office)

    def test_leaves_documents_as_they_are(self, cast):
        case = take(in_state("handling", cast), "withdraw", cast)
        assert case.petition.documents.filter(delivered_on=None).exists()

    def test_is_too_late_once_the_opinion_is_drafted(self, cast):
        with pytest.raises(WrongState):
            take(in_state("opinion_submitted", cast), "withdraw", cast)


class TestRenewal:
    def test_is_looked_at_once(self, cast):
        case = take(in_state("terminated", cast), "renew", cast)
        assert case.state == "terminated"
        assert case.petition.renewal_asked_at == case.moved_at
        assert "petition.renew" in told(cast.county_petition_office)
        with pytest.raises(Refused) as why:
            take(case, "renew", cast)
        assert why.value.code == "may_renew"

    def test_refused_leaves_it_ended_with_the_reason_on_record(self, cast):
        case = take(in_state("terminated", cast), "renew", cast, facts="新的录像")
        case = take(case, "refuse_renewal", cast, reason="录像以前提交过")
        assert case.state == "terminated"
        assert case.petition.renewal_asked_at is None
        said = {line.kind: line.texts for line in entries(case.chain)}
        assert said["petition.renew"]["facts"] == "新的录像"
        assert said["petition.refuse_renewal"]["reason"] == "录像以前提交过"
        assert take(case, "renew", cast).petition.renewal_asked_at

    def test_granted_begins_again_at_the_office_and_keeps_what_was_issued(self, cast):
        case = take(in_state("terminated", cast), "renew", cast)
        before = case.petition.documents.count(), case.petition.opinions.count()
        case = take(case, "grant_renewal", cast)
        assert (case.state, case.round, case.lane) == ("registered", 2, "")
        assert case.unit == cast.county_petition_office
        assert case.closed_at is None
        petition = case.petition
        assert (petition.documents.count(), petition.opinions.count()) == before
        assert (petition.ended_by, petition.measures, petition.notified_at) == ("", [], None)
        route = Clock.objects.filter(case=case, term="route").latest("id")
        assert route.is_running
        assert route.round == 2
        assert not case.participations.filter(until_at=None).exists()

    def test_granted_runs_the_whole_course_again(self, cast):
        case = take(take(in_state("closed", cast), "renew", cast), "grant_renewal", cast)
        for step in ("transfer", "notify", "accept", "extend", "submit_opinion", "sign_opinion",
                     "deliver_opinion", "request_review"):  # fmt: skip
            case = take(case, step, cast)
        assert case.state == "review_requested"
        assert problems(case) == []

    def test_can_t_be_granted_unasked(self, cast):
        with pytest.raises(Refused) as why:
            take(in_state("terminated", cast), "grant_renewal", cast)
        assert why.value.code == "renewal_was_asked"

    @pytest.mark.parametrize("has_successor", [True, False])
    def test_of_an_office_that_was_closed_goes_to_the_one_that_serves_the_place(
        self, cast, has_successor
    ):
        case = in_state("terminated", cast)
        old = cast.county_petition_office
        old.until_date = local_day(case.moved_at)
        old.successor = cast.petition_office if has_successor else None
        old.save()
        case = take(case, "renew", cast, at=case.moved_at + 5 * DAY)
        assert "petition.renew" in told(cast.petition_office)
        case = take(case, "grant_renewal", cast, by=cast.petition_officer.actor())
        assert case.coordinator == case.unit == cast.petition_office


class TestRating:
    def test_keeps_office_and_unit_apart(self, cast):
        case = take(in_state("delivered", cast), "rate_office", cast, satisfied="dissatisfied")
        assert case.petition.office_satisfied == "dissatisfied"
        assert case.petition.unit_satisfied == ""
        case = take(case, "rate_unit", cast, satisfied="satisfied", remark="办得快")
        petition = case.petition
        assert (petition.office_satisfied, petition.unit_satisfied) == ("dissatisfied", "satisfied")
        assert petition.unit_rated_at == case.moved_at

    @pytest.mark.parametrize("step", ["rate_office", "rate_unit"])
    def test_is_given_once(self, cast, step):
        case = take(in_state("closed", cast), step, cast)
        with pytest.raises(Refused) as why:
            take(case, step, cast)
        assert why.value.code in ("office_not_rated", "unit_not_rated")

    def test_is_the_sender_s_alone(self, cast):
        case = in_state("closed", cast)
        for who in (cast.department_head.actor(), sender(new_petition(cast))):
            with pytest.raises(NotAllowed):
                take(case, "rate_unit", cast, by=who)

    def test_of_the_unit_waits_until_it_did_something(self, cast):
        with pytest.raises(WrongState):
            take(in_state("handling", cast), "rate_unit", cast)
