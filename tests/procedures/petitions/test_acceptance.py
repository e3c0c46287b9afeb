"""What the unit with the power decides (Art. 19, 23, 29 to 31): notice, course, non-acceptance."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.audit.models import Entry
from linli.base.privacy.selectors import masked_for
from linli.core.errors import Incomplete, NotAllowed
from linli.core.zone import local_day
from linli.procedures.petitions.identifying import identify
from linli.procedures.petitions.words import WAYS
from tests.courses import clock
from tests.petitions import DAY, HOUR, PEOPLE, in_state, new_petition, refusal, take

pytestmark = pytest.mark.django_db

ONE_BY_ONE = ("name", "address")


def issued(case) -> list[str]:
    return [document.kind for document in case.petition.documents.all()]


class TestNotice:
    def test_xf_t4_is_given_once_and_issues_a_document(self, cast):
        case = take(in_state("referred", cast), "notify", cast)
        assert (case.state, case.petition.notified_at) == ("referred", case.moved_at)
        assert clock(case, "notify").stopped_at == case.moved_at
        assert issued(case) == ["notice"]
        assert refusal(case, "notify", cast).code == "not_notified"

    def test_xf_t2_on_the_spot_is_in_writing_and_delivered_at_once(self, cast):
        case = take(in_state("received", cast), "notify", cast, on_spot=True)
        (document,) = case.petition.documents.all()
        assert document.delivered_on == local_day(case.moved_at)
        assert document.method == "in_person"

    def test_of_somebody_unknown_issues_nothing(self, cast):
        case = take(in_state("referred", cast, people={}), "notify", cast)
        assert issued(case) == []

    def test_is_owed_anew_by_the_next_unit(self, cast):
        case = take(in_state("referred", cast), "notify", cast)
        assert refusal(case, "object", cast).code == "may_object"
        case = take(in_state("to_reroute", cast), "transfer", cast, unit=cast.other_department)
        assert clock(case, "notify").stopped_at is None
        assert take(case, "notify", cast).petition.notified_at


class TestAccept:
    def test_xf_t6_starts_sixty_days_from_acceptance(self, cast):
        case = in_state("handling", cast)
        assert case.lane == "R6"
        term = clock(case, "handle")
        assert (term.length, term.unit, term.started_at) == (60, "days", case.moved_at)
        # The sixtieth day, 1 May, is a holiday: it ends with the next working day.
        assert local_day(term.due_at) == date(2026, 5, 6)

    def test_ends_the_terms_for_notice_and_objection_and_issues_the_notice(self, cast):
        case = in_state("handling", cast)
        for term in ("notify", "object"):
            assert clock(case, term).stopped_at == case.moved_at
        assert issued(case) == ["acceptance"]
        assert (case.petition.accepted_by, case.petition.notified_at) == (
            cast.department, case.moved_at,
        )  # fmt: skip

    @pytest.mark.parametrize("missing", ONE_BY_ONE)
    def test_needs_name_and_address(self, cast, missing):
        people = {kind: value for kind, value in PEOPLE.items() if kind != missing}
        case = in_state("referred", cast, people=people)
        assert refusal(case, "accept", cast).code == "is_identified"
        assert refusal(case, "accept_simply", cast).code == "is_identified"

    def test_is_not_for_accusations(self, cast):
        case = take(in_state("referred", cast), "mark_accusation", cast)
        for step in ("accept", "accept_simply", "guide", "study"):
            assert refusal(case, step, cast).code == "not_accusation"

    def test_is_not_for_an_office_that_routes(self, cast):
        case = new_petition(cast, unit=cast.petition_office)
        case = take(case, "transfer", cast, unit=cast.county_petition_office)
        refused = refusal(case, "accept", cast, by=cast.county_petition_head.actor())
        assert refused.code == "routes_only"


class TestIdentify:
    def test_makes_acceptance_possible_and_the_notice_owed_from_then_on(self, cast):
        case = in_state("referred", cast, people={"name": "李明"})
        assert clock(case, "notify") is None
        at = case.moved_at + DAY
        by = cast.department_handler.actor()
        case = identify(case, people={"address": "青年东路12号"}, by=by, at=at)
        assert clock(case, "notify").started_at == at
        masked = masked_for([case.message.subject])[case.message.subject]
        assert set(masked) == {"name", "address"}
        assert take(case, "accept", cast, at=at + HOUR).state == "handling"

    def test_owes_no_notice_of_what_is_accepted_already(self, cast):
        case = in_state("handling", cast)
        by = cast.department_handler.actor()
        case = identify(case, people={"telephone": "13900000000"}, by=by, at=case.moved_at + HOUR)
        assert clock(case, "notify").stopped_at is not None

    def test_is_logged_without_what_was_said(self, cast):
        case = in_state("referred", cast, people={})
        by = cast.county_petition_officer.actor()
        identify(case, people=PEOPLE, by=by, at=case.moved_at + HOUR)
        line = Entry.objects.get(chain=case.chain, kind="petition.identify")
        assert line.facts == {"kinds": sorted(PEOPLE)}

    def test_is_for_those_who_run_or_hold_it(self, cast):
        case = in_state("referred", cast, people={})
        at = case.moved_at + HOUR
        for post in (cast.street_clerk, cast.hotline_clerk, cast.other_department_handler):
            with pytest.raises(NotAllowed):
                identify(case, people=PEOPLE, by=post.actor(), at=at)
        with pytest.raises(Incomplete):
            identify(case, people={}, by=cast.department_handler.actor(), at=at)


class TestSimplified:
    def test_xf_s1_has_ten_working_days_within_the_sixty(self, cast):
        case = take(in_state("referred", cast), "accept_simply", cast)
        assert case.lane == "simple"
        assert (clock(case, "simple").length, clock(case, "simple").unit) == (10, "workdays")
        assert local_day(clock(case, "simple").due_at) == date(2026, 3, 16)
        assert clock(case, "handle").stopped_at is None

    def test_xf_s1_is_for_first_petitions(self, cast):
        case = in_state("referred", cast, is_first=False)
        assert refusal(case, "accept_simply", cast).code == "is_first"

    def test_is_a_setting(self, cast, settings):
        settings.LINLI_PETITION_SIMPLE = False
        assert refusal(in_state("referred", cast), "accept_simply", cast).code == "simple_is_on"

    def test_can_be_left_for_the_ordinary_course_whose_days_run_on(self, cast):
        case = take(in_state("referred", cast), "accept_simply", cast)
        accepted_at = case.moved_at
        case = take(case, "leave_simple", cast)
        assert (case.state, case.lane) == ("handling", "R6")
        assert clock(case, "simple").stopped_at == case.moved_at
        assert (clock(case, "handle").started_at, clock(case, "handle").stopped_at) == (
            accepted_at, None,
        )  # fmt: skip
        assert refusal(case, "leave_simple", cast).code == "is_simple"


class TestOtherCourses:
    @pytest.mark.parametrize("way", [way.key for way in WAYS])
    def test_a_statutory_way_has_no_sixty_days(self, cast, way):
        case = take(in_state("referred", cast), "guide", cast, course=way)
        assert (case.state, case.lane) == ("guided", way)
        assert clock(case, "handle") is None
        assert issued(case) == ["notice"]

    def test_a_suggestion_has_no_clock(self, cast):
        case = in_state("studying", cast)
        assert (case.lane, case.has_due) == ("S", False)

    def test_an_accusation_has_no_clock(self, cast):
        case = in_state("examining", cast)
        assert (case.lane, case.has_due, case.is_sealed) == ("A", False, True)

    def test_are_told_to_the_unknown_too(self, cast):
        case = take(in_state("referred", cast, people={}), "guide", cast)
        assert (case.state, issued(case)) == ("guided", [])


class TestDecline:
    def test_ends_it_with_a_written_refusal(self, cast):
        case = in_state("declined", cast)
        assert case.closed_at == case.moved_at
        assert issued(case) == ["refusal"]
        assert clock(case, "notify").stopped_at == case.moved_at

    @pytest.mark.parametrize("ground", ["in_hand", "ended"])
    def test_for_what_is_known_names_the_earlier_petition(self, cast, ground):
        refused = refusal(in_state("referred", cast), "decline", cast, ground=ground)
        assert refused.field == "earlier"

    @pytest.mark.parametrize(
        ("ground", "state"), [("in_hand", "handling"), ("ended", "terminated")]
    )
    def test_ties_it_to_the_earlier_petition(self, cast, ground, state):
        earlier = in_state(state, cast)
        case = in_state("referred", cast)
        case = take(case, "decline", cast, ground=ground, earlier=earlier.reference)
        assert case.links_out.get().to_case == earlier

    def test_of_what_was_sent_to_it_and_is_not_its_own_is_an_objection(self, cast):
        refused = refusal(in_state("referred", cast), "decline", cast, ground="elsewhere")
        assert (refused.field, refused.code) == ("ground", "object_instead")

    def test_finds_no_petition_that_the_unit_may_not_see(self, cast):
        earlier = take(in_state("referred", cast), "accept", cast)
        earlier.unit = earlier.coordinator = cast.other_government
        earlier.save()
        earlier.participations.all().delete()
        refused = refusal(
            in_state("referred", cast), "decline", cast, ground="in_hand",
            earlier=earlier.reference,
        )  # fmt: skip
        assert (refused.field, refused.code) == ("earlier", "no_such_case")
