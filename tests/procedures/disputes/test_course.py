"""The course of a dispute as the Mediation Law has it, by the public actions."""

from __future__ import annotations

import pytest

from linli.cases.engine import move
from linli.cases.models import Case, Clock
from linli.cases.steps import steps_for
from linli.cases.sweep import sweep
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.zone import local_day
from linli.procedures.disputes import parties, selectors
from linli.procedures.disputes.opening import Side
from tests.disputes import (
    DAY,
    HOUR,
    OTHER,
    PATHS,
    START,
    in_state,
    new_dispute,
    other,
    register,
    sender,
    take,
    values,
)

pytestmark = pytest.mark.django_db


def mediator(cast) -> Actor:
    return cast.mediator.actor()


def ends(case: Case, term: str):
    """Return the day on which the running clock of `term` ends, None where none runs."""
    clock = Clock.objects.filter(case=case, term=term, stopped_at=None).first()
    return local_day(clock.due_at) if clock else None


class TestConsent:
    def test_of_who_asks_is_in_the_asking(self, cast):
        case = new_dispute(cast)
        first, second = case.dispute.parties.all()
        assert (first.consent, first.consent_way, second.consent) == ("given", "online", "")

    def test_of_all_is_needed_before_it_is_accepted(self, cast):
        case = new_dispute(cast)
        with pytest.raises(Refused) as refused:
            take(case, "accept", cast)
        assert refused.value.code == "all_agree"

    def test_without_another_side_nothing_is_accepted(self, cast):
        case = new_dispute(cast, sides=[])
        with pytest.raises(Refused) as refused:
            take(case, "accept", cast)
        assert refused.value.code == "has_two_sides"

    def test_is_given_by_a_party_with_the_receipt_of_their_own(self, cast):
        case = new_dispute(cast)
        case = take(case, "agree", cast, by=other(case, cast))
        party = case.dispute.parties.get(position="respondent")
        assert (party.consent, party.consent_way) == ("given", "online")
        assert take(case, "accept", cast).state == "mediating"

    def test_of_who_comes_later_is_needed_to_go_on(self, cast):
        case = in_state("mediating", cast)
        parties.add(
            case, position="third", people={"name": "物业公司"}, is_organisation=True,
            by=cast.mediator.actor(), at=case.moved_at + HOUR,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            take(case, "record_session", cast)
        assert refused.value.code == "has_mediator"


class TestRefusal:
    @pytest.mark.parametrize("state", ["registered", "mediating", "signing"])
    def test_by_one_stops_it_for_good(self, cast, state):
        """Art. 17: what one clearly refuses is not mediated."""
        case = in_state(state, cast)
        case = take(case, "refuse", cast, by=other(case, cast))
        assert (case.state, case.dispute.ended_by) == ("ending", "refused")
        assert case.dispute.parties.filter(consent="refused").count() == 1
        assert selectors.agreement_of(case) is None
        offered = {one.step.key for one in steps_for(case, by=cast.mediator.actor(), at=START)}
        assert offered == {"tell_ways", "report_police"}
        assert ends(case, "mediate") is None

    def test_is_not_possible_once_the_agreement_holds(self, cast):
        case = in_state("performing", cast)
        with pytest.raises(WrongState):
            take(case, "refuse", cast)

    def test_is_no_matter_of_strangers(self, cast):
        case, stranger = new_dispute(cast), new_dispute(cast)
        with pytest.raises(NotAllowed):
            take(case, "refuse", cast, by=sender(stranger))
        with pytest.raises(NotAllowed):
            take(case, "agree", cast, by=other(stranger, cast))

    def test_is_not_for_who_only_reported_it(self, cast):
        case = new_dispute(
            cast, source="department", referrer="派出所", by=cast.mediator.actor(),
            sides=[Side("applicant", {"name": "李明"}), Side("respondent", OTHER)],
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            take(case, "refuse", cast, by=Actor.receipt(case.message.receipt))
        assert refused.value.code == "is_party"


class TestMediators:
    def test_are_of_the_committee_and_in_office(self, cast):
        case = in_state("mediating", cast)
        gone = register(cast)[3]
        gone.until_date = START.date() - DAY
        gone.save()
        with pytest.raises(Refused) as refused:
            take(case, "appoint", cast, mediators=[gone])
        assert refused.value.field == "mediators"

    def test_who_is_not_accepted_stands_back(self, cast):
        """Art. 23: the parties choose or accept who mediates."""
        case = in_state("mediating", cast)
        case = take(case, "challenge", cast, by=other(case, cast))
        assert selectors.mediators_of(case) == []
        with pytest.raises(Refused):
            take(case, "record_session", cast)
        case = take(case, "appoint", cast, mediators=register(cast)[2:3], chosen_by="parties")
        assert [one.name for one in selectors.mediators_of(case)] == ["田静"]

    def test_another_committee_names_its_own(self, cast):
        case = take(in_state("mediating", cast), "pass_on", cast)
        assert (case.unit, selectors.mediators_of(case)) == (cast.street_committee, [])
        with pytest.raises(NotAllowed):
            take(case, "extend", cast)
        take(case, "extend", cast, by=cast.street_mediator.actor())


class TestHelpersAndTime:
    @pytest.mark.parametrize("step", ["invite_helper", "extend"])
    def test_need_the_consent_of_all(self, cast, step):
        case = in_state("mediating", cast)
        with pytest.raises(Refused) as refused:
            take(case, step, cast, is_agreed=False)
        assert refused.value.field == "is_agreed"

    def test_thirty_days_are_extended_by_the_parties(self, cast):
        case = in_state("mediating", cast)
        assert ends(case, "mediate").isoformat() == "2026-04-01"
        case = take(case, "extend", cast, units=10)
        # Saturday 11 April rolls to Monday.
        assert ends(case, "mediate").isoformat() == "2026-04-13"

    def test_time_stands_still_while_it_is_signed(self, cast):
        case = in_state("signing", cast)
        case = take(case, "reopen", cast, at=case.moved_at + 5 * DAY)
        assert ends(case, "mediate").isoformat() == "2026-04-07"
        assert selectors.agreement_of(case) is None

    def test_a_session_needs_a_place_or_a_safe_link(self, cast):
        case = in_state("mediating", cast)
        for wrong in ({"place": ""}, {"link": "javascript:alert(1)"}):
            with pytest.raises(Refused):
                take(case, "plan_session", cast, **wrong)


class TestAgreement:
    def test_on_paper_holds_once_all_marks_are_there(self, cast):
        """Art. 29: signed by the parties and the mediator, sealed by the committee."""
        case = in_state("signing", cast)
        missing = selectors.missing_marks(case)
        assert [one.text.zh for one in missing] == [
            "申请人（1）", "被申请人（2）", "调解员苏和", "调解委员会印章",
        ]  # fmt: skip
        case = take(case, "note_marks", cast, signers=missing[:3])
        with pytest.raises(Refused) as refused:
            take(case, "take_effect", cast)
        assert "调解委员会印章" in refused.value.message.zh
        case = take(case, "note_marks", cast, at=case.moved_at + 2 * DAY)
        case = take(case, "take_effect", cast, at=case.moved_at + 3 * DAY)
        seal = selectors.agreement_of(case).marks.get(party=None, mediator=None)
        assert (case.state, seal.kind) == ("performing", "seal")
        # From the day of the last mark, Wednesday 4 March, not from its recording.
        assert case.dispute.effective_date.isoformat() == "2026-03-04"
        assert ends(case, "confirm").isoformat() == "2026-04-03"

    def test_marks_without_the_signed_paper_are_not_enough(self, cast):
        case = take(in_state("signing", cast), "note_marks", cast, files=[])
        with pytest.raises(Refused) as refused:
            take(case, "take_effect", cast)
        assert refused.value.code == "scan_is_there"

    def test_by_word_of_mouth_holds_from_the_day_it_was_reached(self, cast):
        """Art. 28, 30: where the parties think writing needless."""
        case = in_state("mediating", cast)
        with pytest.raises(Refused) as refused:
            take(case, "agree_orally", cast, is_waived=False)
        assert refused.value.field == "is_waived"
        at = case.moved_at + 3 * DAY
        case = take(case, "agree_orally", cast, at=at, reached_on=local_day(at) - DAY)
        assert case.dispute.effective_date == local_day(at) - DAY
        assert ends(case, "confirm") == local_day(at) + 29 * DAY

    def test_duties_cannot_be_due_before_it(self, cast):
        case = in_state("mediating", cast)
        given = values("conclude", cast, case, at=START)["duties"]
        with pytest.raises(Refused) as refused:
            take(case, "conclude", cast, at=START + 40 * DAY, duties=given)
        assert refused.value.field == "duties"


class TestPerformance:
    def test_is_followed_day_by_day_that_was_agreed(self, cast):
        case = in_state("performing", cast)
        reached = local_day(case.moved_at)
        assert ends(case, "perform") == reached + 10 * DAY
        case = take(case, "record_performance", cast)
        assert ends(case, "perform") == reached + 20 * DAY
        case = take(case, "record_performance", cast)
        assert ends(case, "perform") is None
        open_now = {one.step.key: one for one in steps_for(case, by=mediator(cast), at=START)}
        assert open_now["record_performance"].why_not

    @pytest.mark.parametrize("days", [30, 90])
    def test_visits_come_after_their_days(self, cast, days):
        case = in_state("performing", cast)
        effective = case.dispute.effective_date
        early = {"visited_on": effective, "performance": "done"}
        with pytest.raises(Refused) as refused:
            move(case, f"visit_{days}", by=mediator(cast), at=case.moved_at + 29 * DAY, **early)
        assert refused.value.code == f"visit_{days}_is_due"
        with pytest.raises(Refused):
            take(case, f"visit_{days}", cast, visited_on=effective + (days - 1) * DAY)
        case = take(case, f"visit_{days}", cast)
        assert getattr(case.dispute, f"visited_{days}_date") == effective + days * DAY

    def test_it_is_filed_after_the_second_visit(self, cast):
        case = take(in_state("performing", cast), "visit_30", cast)
        with pytest.raises(Refused) as refused:
            take(case, "file_away", cast)
        assert refused.value.code == "was_visited"


class TestConfirmation:
    def test_is_asked_for_by_both_within_thirty_days(self, cast):
        """Art. 33."""
        case = in_state("performing", cast)
        with pytest.raises(Refused) as refused:
            take(case, "apply_confirmation", cast, is_joint=False)
        assert refused.value.field == "is_joint"
        with pytest.raises(Refused) as refused:
            take(case, "apply_confirmation", cast, at=case.moved_at + 31 * DAY)
        assert refused.value.code == "confirmation_is_open"
        case = take(case, "apply_confirmation", cast, at=case.moved_at + 29 * DAY)
        case = take(case, "record_confirmation", cast)
        assert case.dispute.confirmation == "confirmed"

    def test_lapses_as_a_right_and_makes_nobody_late(self, cast):
        case = in_state("performing", cast)
        clock = Clock.objects.get(case=case, term="confirm")
        assert clock.binds == "citizen"
        sweep(clock.due_at + HOUR)
        clock.refresh_from_db()
        assert clock.stopped_at


class TestEnding:
    @pytest.mark.parametrize("step", ["decline", "record_refusal", "terminate"])
    def test_is_over_only_when_the_other_ways_were_told(self, cast, step):
        """Art. 26."""
        case = take(in_state("registered" if step == "decline" else "mediating", cast), step, cast)
        assert (case.state, case.closed_at) == ("ending", None)
        with pytest.raises(Refused):
            take(case, "tell_ways", cast, court=False)
        case = take(case, "tell_ways", cast)
        assert (case.state, case.dispute.told_date) == ("ended", local_day(case.closed_at))

    def test_danger_is_told_to_the_police_and_to_no_party(self, cast):
        """Art. 25."""
        case = take(in_state("mediating", cast), "report_police", cast)
        assert case.dispute.police_told_at == case.moved_at
        assert case.declared.transition("report_police").public is None


def test_every_state_is_reached_by_its_steps(cast):
    assert {state: in_state(state, cast).state for state in PATHS} == {s: s for s in PATHS}
