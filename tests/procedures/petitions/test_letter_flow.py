"""When a letter is offered, who may write it, and who reads it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.base.accounts.models import Post
from linli.base.audit.log import entries
from linli.base.letters.access import rights_of
from linli.base.letters.actions import correct, issue, void
from linli.base.letters.models import Letter
from linli.base.letters.values import open_values
from linli.cases.models import Barred, Case
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.references import passcode_for
from linli.home import key as home_key
from linli.procedures.petitions.letters.drafting import draft
from linli.procedures.petitions.letters.showing import documents_for_sender, letters_for
from linli.procedures.petitions.models import Document
from tests.petitions import HOUR, in_state, take
from tests.procedures.petitions.written import write

pytestmark = pytest.mark.django_db


def acting(post):
    return Post.objects.select_related("unit__region", "person").get(pk=post.pk)


def owed(case, post) -> list[str]:
    case = Case.objects.select_related("unit", "coordinator").get(pk=case.pk)
    return [one.kind for one in letters_for(case, acting(post)).owed]


def others(case, post) -> list[str]:
    return [one.kind for one in letters_for(case, acting(post)).others]


class TestOffered:
    def test_is_owed_by_the_unit_whose_step_issues_it(self, cast):
        case = in_state("handling", cast)
        assert owed(case, cast.department_handler) == ["petition_acceptance"]
        assert owed(case, cast.county_petition_officer) == ["petition_transfer"]
        assert owed(case, cast.far_department_handler) == []

    def test_is_written_once(self, cast):
        case = in_state("handling", cast)
        letter = write(case, "petition_acceptance")
        assert owed(case, cast.department_handler) == []
        key = f"petition_acceptance-{case.petition.documents.get().pk}"
        with pytest.raises(WrongState):
            draft(case, key, by=cast.department_head.actor(), at=letter.drafted_at + HOUR)

    def test_says_what_was_signed_and_nothing_else(self, cast):
        case = in_state("opinion_issued", cast)
        letter = write(case, "petition_opinion")
        by, at = cast.department_head.actor(), letter.drafted_at + HOUR
        values = open_values(letter)
        with pytest.raises(Refused) as refused:
            correct(letter, values={**values, "opinion": "另作处理。"}, by=by, at=at)
        assert (refused.value.code, refused.value.field) == ("decided", "opinion")
        corrected = correct(letter, values={**values, "copy": "历下区信访局"}, by=by, at=at)
        assert open_values(corrected) == {**values, "copy": "历下区信访局"}

    def test_document_points_to_it_until_it_is_void(self, cast):
        case = in_state("handling", cast)
        letter = write(case, "petition_acceptance", is_issued=True)
        assert Document.objects.get().letter == letter.pk
        by, at = cast.department_head.actor(), letter.issued_at + HOUR
        void(letter, reason="日期有误", by=by, at=at)
        assert owed(case, cast.department_handler) == ["petition_acceptance"]
        again = write(case, "petition_acceptance", at=at + HOUR)
        assert Document.objects.get().letter == again.pk

    def test_receipt_of_delivery_follows_what_is_issued(self, cast):
        case = in_state("handling", cast)
        assert "petition_delivery" not in others(case, cast.department_handler)
        write(case, "petition_acceptance")
        assert "petition_delivery" not in others(case, cast.department_handler)
        letter = Letter.objects.get()
        issue(letter, by=cast.department_head.actor(), at=letter.drafted_at + HOUR)
        assert "petition_delivery" in others(case, cast.department_handler)
        case = take(case, "deliver", cast, at=letter.drafted_at + 2 * HOUR)
        values = open_values(write(case, "petition_delivery"))
        assert (values["method"], values["proof"]) == ("直接送达", "李明签收")
        assert values["delivered"] == "2026-03-02"
        assert "petition_delivery" not in others(case, cast.department_handler)

    def test_stays_with_its_unit_when_another_one_reviews(self, cast):
        case = in_state("in_review", cast)
        assert "petition_opinion" in others(case, cast.department_head), "told to be on paper"
        letter = write(case, "petition_opinion", is_issued=True)
        assert letter.unit == cast.department

    def test_is_not_offered_to_those_who_only_read_the_range(self, cast):
        case = in_state("handling", cast)
        shown = letters_for(case, acting(cast.social_work_officer))
        assert not shown

    def test_objection_and_later_transfer_each_get_their_own(self, cast):
        case = in_state("objected", cast)
        assert owed(case, cast.department_handler) == ["petition_objection"]
        write(case, "petition_transfer", is_issued=True)
        case = take(case, "agree_return", cast, at=case.moved_at + HOUR)
        assert owed(case, cast.county_petition_officer) == []
        case = take(case, "transfer", cast, unit=cast.other_department)
        assert owed(case, cast.county_petition_officer) == ["petition_transfer"]

    def test_costs_the_same_however_many_there_are(self, cast):
        case = in_state("handling", cast)
        post = acting(cast.department_handler)
        write(case, "petition_acceptance", is_issued=True)

        def cost():
            fresh = Case.objects.select_related("unit", "coordinator").get(pk=case.pk)
            with CaptureQueriesContext(connection) as queries:
                letters_for(fresh, post)
            return len(queries)

        few = cost()
        case = take(case, "extend", cast, units=10)
        write(case, "petition_extension", is_issued=True)
        write(case, "petition_transfer", is_issued=True)
        case = take(case, "supervise", cast)
        write(case, "petition_supervision")
        assert cost() == few


class TestDrafting:
    def test_reveals_the_petitioner_on_record(self, cast):
        case = in_state("handling", cast)
        write(case, "petition_acceptance")
        looks = [one for one in entries(case.chain) if one.kind == "identifier_revealed"]
        assert [one.facts["kind"] for one in looks] == ["name"]
        assert looks[0].texts == {"reason": "起草受理告知书"}
        assert Letter.objects.get().values.get("name") is None

    def test_is_for_posts_that_take_part(self, cast):
        case = in_state("handling", cast)
        key = f"petition_acceptance-{case.petition.documents.get().pk}"
        at = case.moved_at + HOUR
        for post in (cast.far_department_handler, cast.social_work_officer):
            with pytest.raises(NotAllowed):
                draft(case, key, by=post.actor(), at=at)
        with pytest.raises(WrongState):
            draft(case, key, by=cast.county_petition_officer.actor(), at=at)
        assert not Letter.objects.exists()

    def test_is_refused_to_a_recipient_who_is_accused(self, cast):
        case = in_state("handling", cast)
        case = take(case, "supervise", cast)
        key = f"petition_supervision-{case.petition.supervisions.get().pk}"
        case = take(
            case, "mark_accusation", cast, units=[cast.department],
            by=cast.county_petition_officer.actor(),
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            at = case.moved_at + 2 * HOUR
            draft(case, key, by=cast.county_petition_officer.actor(), at=at)
        assert refused.value.code == "to_accused"
        assert not Letter.objects.exists()


class TestReaders:
    def rights(self, letter, post) -> frozenset[str]:
        return rights_of(letter.chain, letter.kind, acting(post), unit=letter.unit_id)

    def test_unit_corrects_its_own_and_only_its_head_issues_an_opinion(self, cast):
        letter = write(in_state("opinion_issued", cast), "petition_opinion")
        assert self.rights(letter, cast.department_handler) == {"read", "correct", "void"}
        assert "issue" in self.rights(letter, cast.department_head)

    def test_office_reads_the_unit_s(self, cast):
        letter = write(in_state("handling", cast), "petition_acceptance")
        assert self.rights(letter, cast.county_petition_officer) == {"read"}

    def test_nobody_else_knows_of_it(self, cast):
        letter = write(in_state("handling", cast), "petition_acceptance")
        for post in (
            cast.far_department_handler, cast.social_work_officer, cast.petition_officer,
            cast.system_administrator, cast.street_head,
        ):  # fmt: skip
            assert self.rights(letter, post) == frozenset()

    def test_letters_of_an_accusation_are_its_list_s_alone(self, cast):
        case = in_state("handling", cast)
        letter = write(case, "petition_acceptance", is_issued=True)
        assert self.rights(letter, cast.department_handler)
        take(
            case, "mark_accusation", cast, units=[cast.department],
            by=cast.county_petition_officer.actor(), at=letter.issued_at + HOUR,
        )  # fmt: skip
        for post in (cast.department_handler, cast.department_head):
            assert self.rights(letter, post) == frozenset()
        assert self.rights(letter, cast.county_petition_officer) == {"read"}

    def test_a_deputy_is_judged_by_who_they_are(self, cast):
        letter = write(in_state("handling", cast), "petition_acceptance")
        case = Case.objects.get()
        post = acting(cast.department_handler)
        post.acting_person_id = cast.outsider.pk
        assert rights_of(letter.chain, letter.kind, post)
        Barred.objects.create(
            case=case, person=cast.outsider, ground="recused", since_date=case.opened_at.date()
        )
        assert not rights_of(letter.chain, letter.kind, post)
        post.acting_person_id = post.person_id
        assert rights_of(letter.chain, letter.kind, post)


class TestPages:
    def test_one_press_leads_to_the_filled_letter(self, client, cast):
        case = in_state("handling", cast)
        cast.sign_in(client, cast.department_handler)
        page = client.get(reverse("cases:case", args=[case.reference])).content.decode()
        key = re.search(r'name="letter" value="(petition_acceptance-\d+)"', page).group(1)
        answer = client.post(
            reverse("petitions:draft_letter", args=[case.reference]), {"letter": key}
        )
        letter = Letter.objects.get()
        assert answer.url == reverse("letters:letter", args=[letter.pk])
        page = client.get(answer.url).content.decode()
        assert "李明" in page
        page = client.get(reverse("cases:case", args=[case.reference])).content.decode()
        assert answer.url in page
        assert "起草受理告知书" in page

    def test_says_on_the_case_s_page_what_stands_against_it(self, client, cast):
        case = in_state("handling", cast)
        cast.sign_in(client, cast.department_handler)
        url = reverse("petitions:draft_letter", args=[case.reference])
        answer = client.post(url, {"letter": "petition_opinion-1"}, follow=True)
        assert answer.redirect_chain[0][0] == reverse("cases:case", args=[case.reference])
        assert "已经起草，或不再需要" in answer.content.decode()

    def test_is_nothing_to_others(self, client, cast):
        case = in_state("handling", cast)
        cast.sign_in(client, cast.far_department_handler)
        url = reverse("petitions:draft_letter", args=[case.reference])
        assert client.post(url, {"letter": "petition_registration-0"}).status_code == 404


class TestSender:
    def opened(self, client, case):
        passcode = passcode_for("mine", home_key("passcode"))
        client.post("/track/", {"number": case.message.receipt, "passcode": passcode})
        return client.get("/track/message/").content.decode()

    def test_opens_what_was_delivered_and_nothing_before(self, client, cast):
        case = in_state("handling", cast, submission_key="mine")
        letter = write(case, "petition_acceptance", is_issued=True)
        assert documents_for_sender(case) == []
        assert f"files/{letter.pdf_id}" not in self.opened(client, case)
        url = reverse("portal:file", args=[letter.pdf_id])
        assert client.get(url).status_code == 404
        take(case, "deliver", cast, at=letter.issued_at + HOUR)
        assert url in client.get("/track/message/").content.decode()
        answer = client.get(url)
        assert answer.status_code == 200
        assert b"".join(answer).startswith(b"%PDF")
        assert client.get(reverse("portal:file", args=[letter.docx_id])).status_code == 404

    def test_opens_nothing_of_others(self, client, cast):
        case = in_state("handling", cast)
        other = in_state("handling", cast, submission_key="mine")
        letter = write(case, "petition_acceptance", is_issued=True)
        take(case, "deliver", cast, at=letter.issued_at + HOUR)
        self.opened(client, other)
        assert client.get(reverse("portal:file", args=[letter.pdf_id])).status_code == 404

    def test_opens_nothing_that_was_made_void(self, client, cast):
        case = in_state("handling", cast, submission_key="mine")
        letter = write(case, "petition_acceptance", is_issued=True)
        take(case, "deliver", cast, at=letter.issued_at + HOUR)
        void(
            letter, reason="姓名有误", by=cast.department_head.actor(),
            at=letter.issued_at + 2 * HOUR,
        )  # fmt: skip
        self.opened(client, case)
        assert client.get(reverse("portal:file", args=[letter.pdf_id])).status_code == 404
