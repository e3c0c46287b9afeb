"""Delivery: recorded apart from issuing, never before it, and what hangs on it."""

from __future__ import annotations

from datetime import date

import pytest

from linli.cases.fields import field_for
from linli.cases.forms import form_for
from linli.cases.models import Clock
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.zone import local_day
from linli.procedures.petitions.procedure import PETITION
from tests.petitions import DAY, in_state, sender, take
from tests.procedures.petitions.written import write

pytestmark = pytest.mark.django_db


def document(case, kind):
    return case.petition.documents.get(kind=kind, round=case.round)


def refused(case, cast, step="deliver_opinion", **changes):
    """Try to deliver and return why it was refused; nothing may have changed."""
    before = case.state
    with pytest.raises(Refused) as why:
        take(case, step, cast, **changes)
    case.refresh_from_db()
    assert case.state == before
    return why.value.code, why.value.field


class TestDeliverOpinion:
    def test_fills_in_the_document_and_starts_the_thirty_days(self, cast):
        case = in_state("opinion_issued", cast)
        assert not Clock.objects.filter(case=case, term="request_review").exists()
        case = take(case, "deliver_opinion", cast, method="post", proof="EMS 1234")
        opinion = document(case, "opinion")
        assert opinion.is_delivered
        assert (opinion.method, opinion.proof) == ("post", "EMS 1234")
        assert opinion.recorded_at == case.moved_at
        assert opinion.unit == cast.department
        clock = Clock.objects.get(case=case, term="request_review")
        assert clock.binds == "citizen"
        assert not case.has_due

    def test_counts_from_the_day_of_delivery_when_it_is_recorded_later(self, cast):
        case = in_state("opinion_issued", cast)
        issued = local_day(document(case, "opinion").issued_at)
        case = take(
            case, "deliver_opinion", cast, at=case.moved_at + 8 * DAY, delivered_on=issued + DAY
        )
        clock = Clock.objects.get(case=case, term="request_review")
        assert local_day(clock.started_at) == issued + DAY

    def test_is_refused_before_the_day_of_issue(self, cast):
        case = in_state("opinion_submitted", cast)
        case = take(case, "sign_opinion", cast, at=case.moved_at + 3 * DAY)
        issued = local_day(case.moved_at)
        why = refused(case, cast, at=case.moved_at + 2 * DAY, delivered_on=issued - DAY)
        assert why == ("before_issue", "delivered_on")
        assert not document(case, "opinion").is_delivered

    def test_is_refused_for_a_day_to_come(self, cast):
        case = in_state("opinion_issued", cast)
        why = refused(case, cast, delivered_on=local_day(case.moved_at) + DAY)
        assert why == ("in_future", "delivered_on")

    def test_asks_for_day_way_and_proof(self, cast):
        case = in_state("opinion_issued", cast)
        for field, empty in (("delivered_on", None), ("method", ""), ("proof", ""), ("proof", " ")):
            assert refused(case, cast, **{field: empty}) == ("incomplete", field)

    def test_of_what_was_refused_and_left_counts_on_that_day(self, cast):
        case = in_state("opinion_issued", cast)
        case = take(
            case, "deliver_opinion", cast, method="left", is_refused=True,
            proof="社区工作者卫红见证",
        )  # fmt: skip
        assert case.state == "delivered"
        assert document(case, "opinion").is_refused
        assert Clock.objects.filter(case=case, term="request_review").exists()

    def test_of_what_was_refused_needs_leaving_and_a_witness(self, cast):
        case = in_state("opinion_issued", cast)
        assert refused(case, cast, is_refused=True) == ("refused_is_left", "method")
        why = refused(case, cast, method="left", is_refused=True, proof=" ")
        assert why == ("incomplete", "proof")

    def test_is_for_the_unit_that_issued_it(self, cast):
        case = in_state("opinion_issued", cast)
        for who in (cast.street_clerk.actor(), sender(case), cast.county_petition_officer.actor()):
            with pytest.raises(NotAllowed):
                take(case, "deliver_opinion", cast, by=who)

    def test_happens_once(self, cast):
        case = in_state("delivered", cast)
        with pytest.raises(WrongState):
            take(case, "deliver_opinion", cast)


class TestInWriting:
    """What is delivered was issued: as a letter here, or on paper elsewhere (Art. 32, 35, 36)."""

    def test_needs_a_letter_or_the_number_of_the_paper(self, cast):
        case = in_state("opinion_issued", cast)
        for said in ("", " "):
            assert refused(case, cast, outside=said) == ("incomplete", "outside")
        write(case, "petition_opinion")
        assert refused(case, cast, outside="") == ("incomplete", "outside"), "a draft is no letter"
        case = take(case, "deliver_opinion", cast, outside="历下城管信复〔2026〕3号")
        assert document(case, "opinion").outside == "历下城管信复〔2026〕3号"

    def test_needs_nothing_more_once_the_letter_is_issued(self, cast):
        case = in_state("opinion_issued", cast)
        step, post = PETITION.transition("deliver_opinion"), cast.department_handler
        assert form_for(case, step, post).fields["outside"].required
        signed = local_day(case.moved_at)
        write(case, "petition_opinion", is_issued=True, at=case.moved_at + DAY)
        assert "outside" not in form_for(case, step, post).fields
        at = case.moved_at + 2 * DAY
        why = refused(case, cast, at=at, delivered_on=signed, outside="")
        assert why == ("before_issue", "delivered_on"), "it was issued the day after"
        case = take(case, "deliver_opinion", cast, at=at, outside="")
        assert document(case, "opinion").outside == ""

    def test_is_asked_of_other_documents_too(self, cast):
        case = in_state("handling", cast)
        assert refused(case, cast, "deliver", outside="") == ("incomplete", "outside")


class TestAttempt:
    def test_is_counted_and_starts_nothing(self, cast):
        case = in_state("opinion_issued", cast)
        case = take(take(case, "record_attempt", cast), "record_attempt", cast)
        assert case.state == "opinion_issued"
        assert document(case, "opinion").tries == 2
        assert not Clock.objects.filter(case=case, term="request_review").exists()
        assert document(take(case, "deliver_opinion", cast), "opinion").tries == 2

    def test_lies_neither_ahead_nor_before_the_issue(self, cast):
        case = in_state("opinion_issued", cast)
        today = local_day(case.moved_at)
        assert refused(case, cast, "record_attempt", tried_on=today + DAY)[1] == "tried_on"
        why = refused(case, cast, "record_attempt", tried_on=today - DAY)
        assert why == ("before_issue", "tried_on")


class TestReviewsToo:
    @pytest.mark.parametrize(
        ("state", "step", "kind", "term"),
        [
            ("review_issued", "deliver_review", "review", "request_recheck"),
            ("recheck_issued", "deliver_recheck", "recheck", None),
        ],
    )
    def test_are_delivered_apart_from_signing(self, cast, state, step, kind, term):
        case = in_state(state, cast)
        assert not document(case, kind).is_delivered
        case = take(case, "record_attempt", cast)
        case = take(case, step, cast)
        assert document(case, kind).is_delivered
        assert document(case, kind).tries == 1
        if term:
            assert Clock.objects.filter(case=case, term=term).exists()


class TestOtherDocuments:
    def test_are_delivered_one_by_one_and_start_nothing(self, cast):
        case = in_state("handling", cast)
        acceptance = document(case, "acceptance")
        case = take(case, "deliver", cast, document=acceptance)
        assert document(case, "acceptance").is_delivered
        assert case.state == "handling"
        with pytest.raises(Refused, match="No other document waits"):
            take(case, "deliver", cast, document=acceptance)

    def test_are_neither_another_petition_s_nor_the_opinion(self, cast):
        case = in_state("opinion_issued", cast)
        other = document(in_state("handling", cast), "acceptance")
        for wrong in (other, document(case, "opinion")):
            why = refused(case, cast, "deliver", document=wrong)
            assert why == ("not_waiting", "document")
            wrong.refresh_from_db()
            assert not wrong.is_delivered

    def test_are_not_delivered_before_their_issue(self, cast):
        case = in_state("handling", cast)
        case = take(case, "extend", cast, at=case.moved_at + 5 * DAY)
        extension = document(case, "extension")
        day = local_day(case.moved_at) - DAY
        why = refused(case, cast, "deliver", document=extension, delivered_on=day)
        assert why == ("before_issue", "delivered_on")

    def test_are_offered_by_name_and_day(self, cast):
        case = in_state("handling", cast)
        need = PETITION.transition("deliver").needs[0]
        field = field_for(need, case, cast.department_handler)
        labels = [str(label) for _, label in field.choices][1:]
        assert labels == [f"受理告知书 · {date(2026, 3, 2)}"]


class TestOfTheWholeLine:
    def test_no_signing_starts_a_term_of_the_petitioner(self, cast):
        for state in ("opinion_issued", "review_issued", "recheck_issued"):
            case = in_state(state, cast)
            assert not Clock.objects.filter(case=case, binds="citizen", stopped_at=None).exists()

    def test_a_day_is_asked_for_at_once(self, cast):
        case = in_state("opinion_issued", cast)
        with pytest.raises(Incomplete) as why:
            take(case, "deliver_opinion", cast, delivered_on=None)
        assert why.value.field == "delivered_on"
