"""The course of a suggestion, by the public actions: joined, studied, answered, carried out."""

from __future__ import annotations

import pytest

from linli.cases.models import Case, Clock
from linli.cases.steps import steps_for
from linli.cases.sweep import sweep
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.suggestions import campaigns
from linli.procedures.suggestions.opening import office_for
from linli.procedures.suggestions.selectors import like
from tests.suggestions import (
    DAY,
    HOUR,
    PATHS,
    START,
    in_state,
    new_campaign,
    new_suggestion,
    sender,
    take,
)

pytestmark = pytest.mark.django_db


def ends(case: Case, term: str):
    """Return the day on which the running clock of `term` ends, None where none runs."""
    clock = Clock.objects.filter(case=case, term=term, stopped_at=None).first()
    return local_day(clock.due_at) if clock else None


@pytest.mark.parametrize("state", PATHS)
def test_every_state_is_reached(cast, state):
    assert in_state(state, cast).state == state


class TestOffice:
    def test_is_the_department_that_is_staffed(self, cast):
        assert office_for(cast.community, at=START) == cast.social_work

    def test_else_is_the_petition_office_of_the_smallest_area(self, cast):
        cast.social_work_officer.delete()
        assert office_for(cast.community, at=START) == cast.county_petition_office


class TestCampaign:
    def test_takes_suggestions_within_its_period_alone(self, cast):
        campaign = new_campaign(cast)
        case = new_suggestion(cast, campaign=campaign)
        assert case.suggestion.campaign == campaign
        for at in (START - DAY, START + 31 * DAY):
            with pytest.raises(Refused) as refused:
                new_suggestion(cast, campaign=campaign, at=at)
            assert refused.value.field == "campaign"

    def test_names_ways_and_period(self, cast):
        with pytest.raises(Incomplete):
            new_campaign(cast, ways=" ")

    def test_is_for_offices_alone(self, cast):
        post = cast.department_handler
        with pytest.raises(NotAllowed):
            campaigns.end(new_campaign(cast), post=post, by=post.actor(), at=START)


class TestClaim:
    def test_becomes_a_request_under_the_same_receipt(self, cast):
        case = in_state("handed_over", cast)
        made = Case.objects.get(message=case.message, procedure="hotline")
        assert (made.state, made.coordinator) == ("received", cast.hotline_centre)
        assert made.links_out.get().to_case == case

    def test_becomes_a_petition_where_that_is_offered(self, cast):
        case = take(new_suggestion(cast), "offer", cast, course="petition")
        take(case, "record_consent", cast)
        made = Case.objects.get(message=case.message, procedure="petition")
        assert made.coordinator == cast.county_petition_office

    @pytest.mark.parametrize("step", ["keep", "record_refusal"])
    def test_stays_a_suggestion_where_the_sender_says_so(self, cast, step):
        case = take(in_state("offered", cast), step, cast)
        assert case.state == "received"
        assert not Case.objects.filter(message=case.message).exclude(pk=case.pk).exists()

    def test_is_offered_once(self, cast):
        case = take(in_state("offered", cast), "keep", cast)
        with pytest.raises(Refused) as refused:
            take(case, "offer", cast)
        assert refused.value.code == "not_offered_yet"

    def test_goes_on_as_a_suggestion_where_nobody_answers(self, cast):
        case = in_state("offered", cast)
        sweep(case.moved_at + 20 * DAY)
        case.refresh_from_db()
        assert case.state == "received"
        assert ends(case, "register") is not None


class TestJoined:
    def test_are_answered_with_the_equal_one(self, cast):
        main = in_state("registered", cast)
        case = take(new_suggestion(cast), "join", cast, main=main)
        for step in ("allocate", "adopt", "answer"):
            main = take(main, step, cast)
        case.refresh_from_db()
        case.suggestion.refresh_from_db()
        assert (case.state, case.suggestion.verdict) == ("shared", "whole")

    def test_are_answered_as_well_where_it_is_not_adopted(self, cast):
        main = in_state("declined", cast)
        case = take(new_suggestion(cast), "join", cast, main=main)
        take(main, "explain", cast)
        case.refresh_from_db()
        assert case.state == "shared"

    def test_hold_the_equal_one_back_from_ends_without_an_answer(self, cast):
        main = in_state("registered", cast)
        take(new_suggestion(cast), "join", cast, main=main)
        for step in ("inform", "offer", "join", "answer_known"):
            with pytest.raises(Refused) as refused:
                take(main, step, cast)
            assert refused.value.code == "nothing_joined"

    def test_join_nothing_that_is_joined_or_answered(self, cast):
        joined, answered = in_state("joined", cast), in_state("converting", cast)
        for main in (joined, answered):
            with pytest.raises(Refused) as refused:
                take(new_suggestion(cast), "join", cast, main=main)
            assert refused.value.code == "not_equal"

    def test_are_proposed_by_their_words(self, cast):
        first = new_suggestion(cast)
        other = new_suggestion(
            cast, subject="图书馆延长开放", reasons="下班后已关门。", proposal="开到晚九点。"
        )
        case = new_suggestion(cast)
        assert like(cast.social_work_officer, case) == [first]
        assert like(cast.social_work_officer, other) == []


class TestStudy:
    def test_is_of_one_unit_and_of_those_invited(self, cast):
        case = in_state("studying", cast)
        take(case, "give_opinion", cast)
        with pytest.raises(NotAllowed):
            take(case, "adopt", cast, by=cast.street_clerk.actor())

    def test_is_the_offices_own_where_it_names_itself(self, cast):
        case = take(in_state("registered", cast), "allocate", cast, unit=cast.social_work)
        assert take(case, "adopt", cast).state == "adopted"

    def test_takes_sixty_days_and_thirty_more(self, cast):
        case = in_state("studying", cast)
        assert (
            ends(case, "study") == local_day(case.moved_at) + 65 * DAY
        )  # over 1 to 5 May, holidays
        with pytest.raises(Refused):
            take(case, "extend", cast, units=31)

    def test_ends_in_an_answer_within_five_working_days(self, cast):
        case = in_state("declined", cast)
        assert ends(case, "answer") == local_day(START) + 7 * DAY
        assert take(case, "explain", cast).closed_at

    def test_goes_back_to_the_office_with_those_invited(self, cast):
        case = take(in_state("studying", cast), "send_back", cast)
        assert (case.state, case.unit) == ("registered", cast.social_work)
        assert not case.participations.filter(until_at=None).exists()

    def test_begins_again_where_the_office_is_not_content(self, cast):
        case = take(in_state("adopted", cast), "reconsider", cast)
        assert (case.state, case.suggestion.verdict) == ("studying", "")
        assert ends(case, "restudy") == local_day(START) + 15 * DAY


class TestConversion:
    def test_is_followed_by_the_day_that_was_planned(self, cast):
        case = in_state("converting", cast)
        due = local_day(START) + 30 * DAY
        case = take(case, "plan", cast, due_on=due)
        assert ends(case, "convert") == due
        case = take(case, "plan", cast, due_on=due + DAY, at=case.moved_at + HOUR)
        assert ends(case, "convert") == due + DAY
        case = take(case, "complete", cast)
        assert (case.state, case.suggestion.outcome) == ("done", "benefit")
        assert ends(case, "convert") is None

    def test_honours_a_suggestion_once(self, cast):
        case = take(in_state("done", cast), "honour", cast)
        with pytest.raises(Refused) as refused:
            take(case, "honour", cast)
        assert refused.value.code == "not_honoured_yet"


def test_the_sender_decides_on_passing_on_and_publishing_alone(cast):
    case = in_state("offered", cast)
    mine = {one.step.key for one in steps_for(case, by=sender(case), at=case.moved_at)}
    assert mine == {"agree", "keep"}
