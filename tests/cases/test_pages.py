"""The case page: who sees what on it, and what its forms do."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from linli.base.accounts.models import Post
from linli.base.audit.models import Entry
from linli.base.notices.desk import for_post
from linli.cases import assignment, notes
from linli.cases.engine import move
from linli.cases.models import Case, Link, Note, Submission
from linli.cases.views.steps import _where_to
from tests.requests import HOUR, START, by_telephone, dispatch, in_state, new_request

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"hx-request": "true"}}
# In English, so that sentences of the page and the declarations can be named in the tests.
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def street(cast, client):
    """A client in which the street's clerk acts."""
    return cast.sign_in(client, cast.street_clerk)


def address(case: Case, *parts: str) -> str:
    """Return the address of the case's page, or of one of its forms."""
    return "/".join(["/cases", case.reference, *parts, ""])


def show(client, case: Case) -> str:
    """Return the case page in English."""
    response = client.get(address(case), **ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


def send(client, case: Case, *parts: str, **data: object):
    """Send a form of the case page."""
    return client.post(address(case, *parts), data, **ENGLISH)


def bare(answer, number: str) -> str:
    """Return a page without the token and the address, which differ each time."""
    page = answer.content.decode().replace(number, "")
    return re.sub(r'(csrf-token" content|csrfmiddlewaretoken" value)="\w+"', "", page)


def fresh(case: Case) -> Case:
    """Return the case as the database has it."""
    return Case.objects.get(pk=case.pk)


def lines(case: Case, kind: str) -> int:
    """Return how many lines of `kind` the case's chain has."""
    return Entry.objects.filter(chain=case.chain, kind=kind).count()


class TestPage:
    def test_shows_message_state_and_steps(self, cast, street):
        case = in_state("handling", cast)
        page = show(street, case)
        assert case.title in page
        assert case.message.body in page
        assert case.reference in page
        assert case.message.receipt in page
        assert "Being handled" in page
        assert "Beijing hotline service standard" in page
        assert "Record that the person was contacted" in page

    def test_says_why_a_step_must_wait_instead_of_offering_it(self, cast, street):
        case = in_state("handling", cast)
        page = show(street, case)
        assert "Contact the person and record it before you answer." in page
        assert address(case, "steps", "answer") not in page
        move(case, "contact", by=cast.street_clerk.actor(), at=timezone.now(), way="visit")
        assert address(case, "steps", "answer") in show(street, case)

    def test_offers_only_what_the_role_may_take(self, cast, client):
        case = in_state("handling", cast)
        assert address(case, "steps", "extend") not in show(
            cast.sign_in(client, cast.street_clerk), case
        )
        assert address(case, "steps", "extend") in show(
            cast.sign_in(client, cast.street_head), case
        )

    @pytest.mark.parametrize("who", ["other_street_clerk", "far_street_clerk", "petition_officer"])
    def test_is_the_same_404_as_for_nothing(self, cast, client, who):
        case = in_state("handling", cast)
        cast.sign_in(client, getattr(cast, who))
        hidden = client.get(address(case), **ENGLISH)
        nothing = client.get("/cases/1000-0000-0008/", **ENGLISH)
        assert hidden.status_code == nothing.status_code == 404
        assert bare(hidden, case.reference) == bare(nothing, "1000-0000-0008")
        assert client.post(address(case, "steps", "answer")).status_code == 404
        assert lines(case, "case.viewed") == 0

    def test_asks_visitors_to_sign_in(self, cast, client):
        case = in_state("handling", cast)
        answer = client.get(address(case))
        assert answer.status_code == 302
        assert "sign-in" in answer["Location"]

    def test_puts_a_look_on_record_once_in_ten_minutes(self, cast, street):
        case = in_state("handling", cast)
        street.head(address(case))
        assert lines(case, "case.viewed") == 0
        show(street, case)
        show(street, case)
        assert lines(case, "case.viewed") == 1
        cast.sign_in(street, cast.second_street_clerk)
        show(street, case)
        assert lines(case, "case.viewed") == 2
        assert "Opened the page" not in show(street, case)

    def test_takes_its_reminders_off_the_desk(self, cast, street):
        case = dispatch(new_request(cast), cast)
        other = dispatch(new_request(cast), cast)
        assert for_post(cast.street_clerk).count() == 2
        show(street, case)
        assert [notice.about for notice in for_post(cast.street_clerk)] == [other.chain]

    def test_shows_readers_no_numbers_and_no_forms(self, cast, client):
        case = by_telephone(cast, body="请打我电话13812345678联系")
        dispatch(case, cast)
        page = show(cast.sign_in(client, cast.social_work_officer), case)
        assert "13812345678" not in page
        assert "138****5678" in page
        assert address(case, "person") not in page
        assert "/steps/" not in page
        assert "/acts/" not in page

    def test_names_people_who_acted_to_the_staff(self, cast, street):
        case = in_state("handling", cast)
        assignment.assign(
            case, post=cast.second_street_clerk, by=cast.street_clerk.actor(), at=START + 3 * HOUR
        )
        page = show(street, case)
        assert f"Street clerk {cast.street_clerk.person.name}" in page
        assert f"Put in charge: {cast.second_street_clerk.person.name}" in page

    def test_costs_the_same_for_any_case(self, cast, street):
        small = in_state("handling", cast)
        large = in_state("handling", cast)
        clerk = cast.street_clerk.actor()
        for unit in (cast.community_unit, cast.other_community_unit, cast.department):
            assignment.ask_to_assist(large, unit=unit, by=clerk, at=START + 3 * HOUR)
        for number in range(30):
            notes.write(large, text=f"{number}", is_public=True, by=clerk, at=START + 3 * HOUR)
        for case in (small, large):
            notes.write(case, text="一", is_public=False, by=clerk, at=START + 3 * HOUR)
            assignment.ask_to_assist(
                case, unit=cast.far_community_unit, by=clerk, at=START + 3 * HOUR
            )
            other = in_state("handling", cast)
            Link.objects.create(from_case=case, to_case=other, kind="related", linked_at=START)
            show(street, case)
        assert cost(street, small) == cost(street, large)


def cost(client, case: Case) -> int:
    """Return how many queries opening the page takes."""
    with CaptureQueriesContext(connection) as captured:
        show(client, case)
    return len(captured)


class TestStep:
    def test_moves_the_case_and_leads_back(self, cast, street):
        case = in_state("dispatched", cast)
        answer = send(street, case, "steps", "accept")
        assert (answer.status_code, answer["Location"]) == (302, address(case))
        assert fresh(case).state == "handling"
        assert "Done: Accept" in show(street, case)

    def test_keeps_what_was_typed_when_something_is_missing(self, cast, street):
        case = in_state("dispatched", cast)
        answer = send(street, case, "steps", "object", reason="该路段由区城市管理局直管")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="object-ground_error"' in page
        assert "该路段由区城市管理局直管" in page
        assert fresh(case).state == "dispatched"

    def test_shows_a_refusal_at_its_field(self, cast, client):
        case = new_request(cast)
        cast.sign_in(client, cast.hotline_clerk)
        answer = send(
            client, case, "steps", "dispatch", kind="complaint", grade="normal",
            unit=cast.community_unit.label, instruction="请尽快",
        )  # fmt: skip
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "be dispatched to a community" in page
        assert 'aria-invalid="true"' in page
        assert "请尽快" in page
        assert fresh(case).state == "received"
        refused = Entry.objects.get(chain="system", kind="hotline.dispatch")
        assert refused.facts["refused"] == "to_community"

    def test_names_the_units_that_fit_what_was_typed(self, cast, client):
        case = new_request(cast)
        cast.sign_in(client, cast.hotline_clerk)
        answer = send(
            client, case, "steps", "dispatch", kind="complaint", grade="normal", unit="城市管理局"
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert cast.department.label in page
        assert cast.far_department.label in page

    def test_says_where_the_case_stands_when_it_has_moved_on(self, cast, street):
        case = in_state("answered", cast)
        answer = send(street, case, "steps", "answer", result="solved", answer="我写了很久的答复")
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "“To be called back”" in page
        assert "我写了很久的答复" in page

    def test_is_a_page_that_helps_for_those_who_may_not(self, cast, street):
        case = in_state("handling", cast)
        answer = send(street, case, "steps", "extend", units=2, reason="材料未到")
        assert answer.status_code == 403
        assert escape("“Extend” is for another unit or role to do") in answer.content.decode()
        assert fresh(case).due_at == case.due_at

    def test_is_nothing_if_it_is_not_declared(self, cast, street):
        case = in_state("handling", cast)
        assert send(street, case, "steps", "vanish").status_code == 404

    def test_of_the_same_form_is_taken_once(self, cast, street):
        case = in_state("handling", cast)
        data = {"way": "telephone", "said": "已约时间", "submission": "one"}
        send(street, case, "steps", "contact", **data)
        answer = street.post(address(case, "steps", "contact"), data, follow=True, **ENGLISH)
        assert "nothing was done twice" in answer.content.decode()
        assert lines(case, "hotline.contact") == 1
        send(street, case, "steps", "contact", **{**data, "submission": "two"})
        assert lines(case, "hotline.contact") == 2

    def test_can_be_sent_again_after_a_refusal(self, cast, street):
        case = in_state("handling", cast)
        early = {"way": "visit", "contacted_at": "2020-01-01T10:00", "submission": "one"}
        assert send(street, case, "steps", "contact", **early).status_code == 422
        assert not Submission.objects.exists()
        del early["contacted_at"]
        assert send(street, case, "steps", "contact", **early).status_code == 302
        assert lines(case, "hotline.contact") == 1

    def test_leads_from_its_address_back_to_the_form(self, cast, street):
        case = in_state("dispatched", cast)
        answer = street.get(address(case, "steps", "object"))
        place = urlsplit(answer["Location"])
        assert (place.path, place.query) == (address(case), "open=object")
        page = street.get(answer["Location"]).content.decode()
        assert '<details class="step" id="do-object" open>' in page

    def test_leads_to_the_desk_when_the_case_is_out_of_sight(self, cast, rf):
        request = rf.get("/")
        case = in_state("handling", cast)
        request.post = Post.objects.select_related("unit__region").get(pk=cast.far_street_clerk.pk)
        assert _where_to(request, case) == "/desk/"
        request.post = Post.objects.select_related("unit__region").get(pk=cast.street_clerk.pk)
        assert _where_to(request, case) == address(case)


class TestActs:
    def test_assign_a_colleague_or_oneself_or_nobody(self, cast, street):
        case = in_state("handling", cast)
        for post in (cast.second_street_clerk, cast.street_clerk):
            send(street, case, "acts", "assign", post=post.pk)
            assert fresh(case).post == post
        send(street, case, "acts", "assign", post="")
        assert fresh(case).post is None

    def test_assign_nobody_of_another_unit(self, cast, street):
        case = in_state("handling", cast)
        answer = send(street, case, "acts", "assign", post=cast.other_street_clerk.pk)
        assert answer.status_code == 422
        assert fresh(case).post is None

    def test_assign_leads_back_to_the_list_it_came_from(self, cast, street):
        case = in_state("handling", cast)
        data = {"post": cast.street_clerk.pk, "next": "/desk/?list=new"}
        assert send(street, case, "acts", "assign", **data)["Location"] == "/desk/?list=new"
        data["next"] = "https://elsewhere.example/"
        assert send(street, case, "acts", "assign", **data)["Location"] == address(case)

    def test_ask_a_unit_by_its_name_and_let_it_go(self, cast, street):
        case = in_state("handling", cast)
        send(street, case, "acts", "assist", unit=cast.community_unit.name)
        assert cast.community_unit.name in str(fresh(case).participations.filter(part="assisting"))
        send(street, case, "acts", "release", unit=cast.community_unit.pk)
        assert not fresh(case).participations.filter(part="assisting", until_at=None).exists()

    def test_remind_the_holder(self, cast, client):
        case = in_state("handling", cast)
        cast.sign_in(client, cast.supervisor)
        assert address(case, "acts", "remind") in show(client, case)
        assert send(client, case, "acts", "remind").status_code == 302
        assert for_post(cast.street_clerk).filter(kind="case.reminded").exists()

    def test_remind_nobody_from_the_holder_itself(self, cast, street):
        case = in_state("handling", cast)
        assert address(case, "acts", "remind") not in show(street, case)
        assert send(street, case, "acts", "remind").status_code == 403

    def test_write_notes_for_oneself_and_for_the_sender(self, cast, street):
        case = in_state("handling", cast)
        send(street, case, "acts", "note", text="内部情况")
        send(street, case, "acts", "note", text="请放心", is_public="on")
        assert dict(Note.objects.values_list("text", "is_public")) == {
            "内部情况": False,
            "请放心": True,
        }
        page = show(street, case)
        assert "Internal note" in page
        assert "Told the sender" in page

    def test_write_no_empty_note(self, cast, street):
        case = in_state("handling", cast)
        answer = send(street, case, "acts", "note", text="  ")
        assert answer.status_code == 422
        assert 'id="note-text_error"' in answer.content.decode()

    @pytest.mark.parametrize("number", [lambda c: c.reference, lambda c: c.message.receipt])
    def test_link_a_case_by_either_number(self, cast, street, number):
        case, other = in_state("handling", cast), in_state("handling", cast)
        answer = send(
            street, case, "acts", "link", reference=number(other).replace("-", " "), kind="related"
        )
        assert answer.status_code == 302
        assert Link.objects.get().to_case == other
        assert other.reference in show(street, case)

    def test_link_nothing_that_is_not_to_be_seen(self, cast, street):
        case = in_state("handling", cast)
        hidden = new_request(cast)
        answer = send(street, case, "acts", "link", reference=hidden.reference, kind="same_matter")
        assert answer.status_code == 422
        assert not Link.objects.exists()

    def test_are_nothing_if_they_are_not_known(self, cast, street):
        assert send(street, in_state("handling", cast), "acts", "close").status_code == 404


class TestPerson:
    def test_is_masked_until_a_reason_is_given(self, cast, street):
        case = dispatch(by_telephone(cast), cast)
        page = show(street, case)
        assert "13812345678" not in page
        assert "138****5678" in page
        answer = send(street, case, "person", kind="telephone", reason="约时间上门")
        assert "13812345678" in answer.content.decode()
        assert "13812345678" not in show(street, case)
        line = Entry.objects.get(chain=case.chain, kind="identifier_revealed")
        assert line.texts == {"reason": "约时间上门"}

    def test_stays_masked_without_a_reason(self, cast, street):
        case = dispatch(by_telephone(cast), cast)
        answer = send(street, case, "person", kind="telephone", reason=" ")
        assert answer.status_code == 422
        assert "Say why you need to see it." in answer.content.decode()
        assert "13812345678" not in answer.content.decode()
        assert lines(case, "identifier_revealed") == 0

    def test_comes_alone_for_htmx(self, cast, street):
        case = dispatch(by_telephone(cast), cast)
        data = {"kind": "telephone", "reason": "联系"}
        answer = street.post(address(case, "person"), data, **HTMX)
        assert answer.content.decode().strip().startswith("<li>")
        assert "13812345678" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]

    def test_is_not_for_units_that_only_look_on(self, cast, client):
        case = dispatch(by_telephone(cast), cast)
        cast.sign_in(client, cast.government_handler)
        assert address(case, "person") not in show(client, case)
        answer = send(client, case, "person", kind="telephone", reason="看看")
        assert answer.status_code == 403
        assert lines(case, "identifier_revealed") == 0

    def test_of_a_kind_that_was_not_given_is_refused(self, cast, street):
        case = dispatch(by_telephone(cast), cast)
        answer = send(street, case, "person", kind="identity_number", reason="核实")
        assert answer.status_code == 422
