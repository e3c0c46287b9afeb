"""Handling (Art. 31 to 34): extension, agreement, opinion, and what other courses came to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.base.notices import desk
from linli.core.errors import NotAllowed, Refused
from linli.procedures.petitions import selectors
from tests.courses import clock
from tests.petitions import HOUR, OPINION, START, in_state, refusal, take

pytestmark = pytest.mark.django_db


def issued(case) -> list[str]:
    return [document.kind for document in case.petition.documents.all()]


def notices(post) -> set[str]:
    return {notice.kind for notice in desk.for_post(post)}


class TestExtend:
    def test_xf_t7_adds_thirty_days_at_most_over_all_times_together(self, cast):
        case = in_state("handling", cast)
        case = take(case, "extend", cast, units=20)
        case = take(case, "extend", cast, units=10)
        assert clock(case, "handle").extension == 30
        with pytest.raises(Refused):
            take(case, "extend", cast, units=1)

    def test_xf_t7_is_approved_by_the_head_of_the_unit(self, cast):
        with pytest.raises(NotAllowed):
            take(in_state("handling", cast), "extend", cast, by=cast.department_handler.actor())

    def test_xf_t7_tells_the_person_why_and_the_office_that(self, cast):
        case = in_state("handling", cast)
        assert refusal(case, "extend", cast, reason="").field == "reason"
        case = take(case, "extend", cast)
        assert issued(case) == ["acceptance", "extension"]
        assert "petition.extended" in notices(cast.county_petition_officer)

    def test_is_a_day_at_least_and_never_of_a_term_that_is_over(self, cast):
        case = in_state("handling", cast)
        assert refusal(case, "extend", cast, units=0).field == "units"
        late = clock(case, "handle").due_at + HOUR
        assert refusal(case, "extend", cast, at=late).code == "lapsed"

    def test_is_possible_while_the_opinion_waits_for_its_signature(self, cast):
        assert take(in_state("opinion_submitted", cast), "extend", cast).state == (
            "opinion_submitted"
        )


class TestOpinion:
    def test_is_a_draft_until_the_head_signs_it(self, cast):
        case = in_state("opinion_submitted", cast)
        draft = case.petition.opinions.get()
        assert (draft.level, draft.unit, draft.signed_at) == ("opinion", cast.department, None)
        assert selectors.opinion_in_force(case) is None
        assert "petition.to_sign" in notices(cast.department_head)
        assert "petition.to_sign" not in notices(cast.department_handler)
        assert issued(case) == ["acceptance"]

    @pytest.mark.parametrize("field", ["claim", "facts", "outcome", "opinion", "legal_basis"])
    def test_has_all_that_article_32_asks_for(self, cast, field):
        assert refusal(in_state("handling", cast), "submit_opinion", cast, **{field: ""}).field == (
            field
        )
        case = in_state("opinion_submitted", cast)
        assert refusal(case, "sign_opinion", cast, **{field: ""}).field == field

    def test_knows_three_outcomes(self, cast):
        case = in_state("opinion_submitted", cast)
        assert refusal(case, "sign_opinion", cast, outcome="upheld").field == "outcome"

    def test_that_was_returned_is_replaced_by_the_next_draft(self, cast):
        case = take(in_state("opinion_submitted", cast), "return_opinion", cast)
        assert (case.state, "petition.draft_returned" in notices(cast.department_handler)) == (
            "handling", True,
        )  # fmt: skip
        case = take(case, "submit_opinion", cast, opinion="发还并赔偿。")
        assert case.petition.opinions.get().opinion == "发还并赔偿。"

    def test_is_what_was_signed_not_what_was_drafted(self, cast):
        case = in_state("opinion_submitted", cast)
        drafted = case.petition.opinions.get().drafted_at
        case = take(case, "sign_opinion", cast, outcome="rejected", opinion="不予支持。")
        signed = selectors.opinion_in_force(case)
        assert (signed.outcome, signed.opinion) == ("rejected", "不予支持。")
        assert (signed.drafted_at, signed.signed_at) == (drafted, case.moved_at)
        assert signed.legal_basis == OPINION["legal_basis"]

    def test_xf_t6_ends_the_sixty_days_and_waits_to_be_delivered(self, cast):
        case = in_state("opinion_issued", cast)
        assert clock(case, "handle").stopped_at == case.moved_at
        assert issued(case) == ["acceptance", "opinion"]
        assert not case.petition.documents.get(kind="opinion").is_delivered


class TestAgreement:
    def test_ends_the_sixty_days_and_is_kept_track_of(self, cast):
        case = in_state("settled", cast)
        assert clock(case, "handle").stopped_at == case.moved_at
        assert (issued(case), case.petition.perform_by is not None) == (
            ["acceptance", "agreement"], True,
        )  # fmt: skip
        case = take(case, "fulfil", cast, performance="partly")
        assert (case.state, case.petition.performance) == ("to_close", "partly")
        assert case.petition.performed_at == case.moved_at

    def test_is_not_due_before_it_was_made(self, cast):
        case = in_state("handling", cast)
        yesterday = START.date() - timedelta(days=1)
        assert refusal(case, "settle", cast, perform_by=yesterday).field == "perform_by"


class TestCarryingOut:
    def test_of_a_supported_opinion_is_recorded(self, cast):
        case = take(in_state("delivered", cast), "record_performance", cast)
        assert (case.state, case.petition.performance) == ("delivered", "done")

    def test_is_for_supported_opinions_alone(self, cast):
        case = take(in_state("opinion_submitted", cast), "sign_opinion", cast, outcome="rejected")
        assert refusal(case, "record_performance", cast).code == "is_supported"


class TestOtherCourses:
    def test_a_suggestion_is_replied_to_with_what_was_adopted(self, cast):
        case = take(in_state("studying", cast), "reply", cast)
        assert (case.state, case.petition.adoption) == ("closed", "partly")
        assert issued(case) == ["notice", "reply"]

    def test_an_accusation_is_answered_where_there_is_something_to_tell(self, cast):
        silent = take(in_state("examining", cast), "conclude", cast)
        told = take(in_state("examining", cast), "conclude", cast, answer="已依规处理。")
        assert ([silent.state, told.state], issued(silent), issued(told)) == (
            ["closed", "closed"], [], ["reply"],
        )  # fmt: skip

    @pytest.mark.parametrize("state", ["with_justice", "with_discipline"])
    def test_what_was_passed_on_ends_with_its_result(self, cast, state):
        case = take(in_state(state, cast), "record_result", cast, answer="已依法处理。")
        assert (case.state, issued(case)) == ("closed", ["reply"])

    def test_a_statutory_way_ends_with_its_outcome(self, cast):
        assert take(in_state("guided", cast), "record_outcome", cast).state == "closed"

    def test_an_inquiry_changes_nothing_but_the_record(self, cast):
        assert take(in_state("handling", cast), "inquire", cast).state == "handling"
