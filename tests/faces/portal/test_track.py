"""Following a message with number and passcode, and the sender's own steps."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from linli.base.files.actions import store
from linli.cases.models import Attachment, Case, Message, Note
from linli.cases.receiving import reissue_passcode
from linli.core.references import check_digit, grouped
from linli.faces.portal import limits
from linli.faces.portal.session import KEY, LASTS, _stamp
from linli.procedures.hotline.opening import open_request
from tests.requests import dispatch, draft, in_state

pytestmark = pytest.mark.django_db
URL = "/track/"


@pytest.fixture
def opened(cast):
    return open_request(draft(cast.street), submission_key="s1", by=None, at=timezone.now())


def enter(client, opened):
    data = {"number": opened.receipt, "passcode": opened.passcode}
    return client.post(URL, data)


def show_receipt(client, case):
    """Let the client show the receipt of a case that tests opened."""
    session = client.session
    session[KEY] = {
        "receipt": case.message.receipt,
        "stamp": _stamp(Message.objects.get(pk=case.message_id)),
        "until": (timezone.now() + LASTS).isoformat(),
    }
    session.save()
    client.cookies["sessionid"] = session.session_key


def other_passcode(passcode):
    return f"{(int(passcode) + 1) % 10**6:06}"


class TestEntering:
    def test_with_number_and_passcode_shows_the_message(self, client, opened):
        answer = enter(client, opened)
        assert answer.url == "/track/message/"
        assert opened.case.title in client.get(answer.url).content.decode()

    def test_takes_them_as_people_type_them(self, client, opened):
        full_width = str.maketrans("0123456789", "０１２３４５６７８９")
        data = {
            "number": opened.receipt.replace("-", " ").translate(full_width),
            "passcode": f"{opened.passcode[:3]} {opened.passcode[3:]}",
        }
        assert client.post(URL, data).status_code == 302

    def test_answers_wrong_numbers_and_wrong_passcodes_alike(self, client, opened):
        wrong = other_passcode(opened.passcode)
        unknown = grouped("48210937552" + check_digit("48210937552"))
        pages = [
            client.post(URL, {"number": number, "passcode": wrong})
            for number in (opened.receipt, unknown)
        ]
        errors = [page.context["form"].non_field_errors() for page in pages]
        assert errors[0] and errors[0] == errors[1]
        assert [page.status_code for page in pages] == [200, 200]

    def test_notices_a_mistyped_digit_at_the_number(self, client, opened):
        last = str((int(opened.receipt[-1]) + 1) % 10)
        answer = client.post(URL, {"number": opened.receipt[:-1] + last, "passcode": "000000"})
        assert list(answer.context["form"].errors) == ["number"]

    def test_is_stopped_after_many_tries_for_one_number(self, client, opened, monkeypatch):
        monkeypatch.setattr(limits, "NUMBER", limits.Limit("number", 3, 3600))
        data = {"number": opened.receipt, "passcode": other_passcode(opened.passcode)}
        for _ in range(3):
            client.post(URL, data)
        answer = enter(client, opened)
        assert answer.status_code == 429
        assert client.get("/track/message/").status_code == 302


class TestSession:
    def test_is_needed_for_the_message(self, client, opened):
        assert client.get("/track/message/").url == URL

    def test_is_for_that_receipt_alone(self, client, cast, opened):
        other = open_request(
            draft(cast.street, title="另一件"), submission_key="s2", by=None, at=timezone.now()
        )
        enter(client, opened)
        base = f"/track/message/{other.case.reference}"
        assert client.get(f"{base}/facts/").status_code == 404
        assert client.post(f"{base}/facts/", {"text": "补充"}).status_code == 404
        assert client.get(f"{base}/rate/").status_code == 404
        assert not Note.objects.exists()

    def test_ends_when_left(self, client, opened):
        enter(client, opened)
        client.post("/track/leave/")
        assert client.get("/track/message/").url == URL

    def test_ends_when_another_passcode_is_issued(self, client, cast, opened):
        enter(client, opened)
        reissue_passcode(
            opened.case,
            key="k",
            reason="核对了姓名和来电号码",
            by=cast.hotline_clerk.actor(),
            at=timezone.now(),
        )
        assert client.get("/track/message/").url == URL
        assert client.get("/track/message/").url == URL


class TestMessagePage:
    def test_says_who_has_it_how_often_it_was_sent_on_and_on_what_ground(self, client, cast):
        case = in_state("to_redispatch", cast)
        case = dispatch(
            case, cast, at=timezone.now(), unit=cast.government, item=None, grade="normal"
        )
        page = self.page(client, case)
        assert "历下区人民政府" in page
        assert "解放路街道办事处" in page
        assert "不在本单位职责清单内" in page
        assert "异议成立" in page
        assert "转办过1次" in page

    def test_shows_the_answer(self, client, cast):
        page = self.page(client, in_state("answered", cast))
        assert page.count("已清运完毕。") == 1
        anchor = re.search(r'<a href="#(answer-\d+)">', page).group(1)
        assert f'id="{anchor}"' in page
        assert "请您评价" in page

    def test_hides_what_is_internal(self, client, cast):
        case = in_state("objected", cast)
        assert "清单中没有此事项" not in self.page(client, case)

    def test_asks_a_number_of_queries_that_events_do_not_change(
        self, client, cast, django_assert_max_num_queries
    ):
        case = in_state("closed", cast)
        self.page(client, case)
        with django_assert_max_num_queries(20):
            client.get("/track/message/")

    @staticmethod
    def page(client, case):
        show_receipt(client, case)
        return client.get("/track/message/").content.decode()


class TestSteps:
    def test_rating_closes_the_case(self, client, cast):
        case = in_state("answered", cast)
        show_receipt(client, case)
        url = f"/track/message/{case.reference}/rate/"
        assert "resolved" in client.get(url).content.decode()
        client.post(url, {"resolved": "yes", "satisfied": "satisfied", "remark": ""})
        case.refresh_from_db()
        assert (case.state, case.request.satisfied) == ("closed", "satisfied")

    def test_rating_twice_is_refused_with_the_reason(self, client, cast):
        case = in_state("closed", cast)
        show_receipt(client, case)
        answer = client.get(f"/track/message/{case.reference}/rate/", follow=True)
        assert "您已评价过" in answer.content.decode()

    def test_an_empty_form_comes_back_with_errors(self, client, cast):
        case = in_state("answered", cast)
        show_receipt(client, case)
        answer = client.post(f"/track/message/{case.reference}/rate/", {"remark": "还行"})
        assert set(answer.context["form"].errors) == {"resolved", "satisfied"}
        assert "还行" in answer.content.decode()

    def test_opening_again_needs_a_reason(self, client, cast):
        case = in_state("closed", cast)
        move_on = f"/track/message/{case.reference}/reopen/"
        # Closed in March; the test clock may be months later.
        Case.objects.filter(pk=case.pk).update(closed_at=timezone.now())
        show_receipt(client, case)
        assert client.post(move_on, {"reason": ""}).context["form"].errors
        client.post(move_on, {"reason": "又堆起来了"})
        case.refresh_from_db()
        assert (case.state, case.round) == ("received", 2)

    def test_of_others_are_not_offered(self, client, cast):
        case = in_state("handling", cast)
        show_receipt(client, case)
        assert client.post(f"/track/message/{case.reference}/answer/", {"answer": "x"}).url
        case.refresh_from_db()
        assert case.state == "handling"


class TestAddingFacts:
    def test_puts_them_on_the_case_with_files(self, client, cast):
        case = in_state("handling", cast)
        show_receipt(client, case)
        file = SimpleUploadedFile("补充.txt", "照片说明".encode())
        url = f"/track/message/{case.reference}/facts/"
        client.post(url, {"text": "今天更多了", "uploads": [file], "key": "k1"})
        note = Note.objects.get()
        assert (note.text, note.from_sender) == ("今天更多了", True)
        assert Attachment.objects.get(case=case).file.original_name == "补充.txt"

    def test_twice_adds_them_once(self, client, cast):
        case = in_state("handling", cast)
        show_receipt(client, case)
        url = f"/track/message/{case.reference}/facts/"
        for _ in range(2):
            client.post(url, {"text": "今天更多了", "key": "k1"})
        assert Note.objects.count() == 1

    def test_is_over_when_the_case_is_closed(self, client, cast):
        case = in_state("closed", cast)
        show_receipt(client, case)
        url = f"/track/message/{case.reference}/facts/"
        assert client.post(url, {"text": "今天更多了", "key": "k1"}).status_code == 404


class TestFiles:
    def test_of_the_own_message_are_sent(self, client, cast):
        case = in_state("received", cast)
        stored = store(SimpleUploadedFile("说明.txt", "内容".encode()))
        Attachment.objects.create(message=case.message, file=stored, added_at=timezone.now())
        show_receipt(client, case)
        answer = client.get(f"/track/message/files/{stored.pk}/")
        assert b"".join(answer.streaming_content).decode() == "内容"

    def test_of_others_do_not_exist(self, client, cast):
        case, other = in_state("received", cast), in_state("received", cast)
        stored = store(SimpleUploadedFile("说明.txt", "内容".encode()))
        Attachment.objects.create(message=other.message, file=stored, added_at=timezone.now())
        show_receipt(client, case)
        assert client.get(f"/track/message/files/{stored.pk}/").status_code == 404

    def test_that_are_internal_do_not_exist(self, client, cast):
        case = in_state("received", cast)
        stored = store(SimpleUploadedFile("说明.txt", "内容".encode()))
        Attachment.objects.create(
            message=case.message, file=stored, added_at=timezone.now(), is_public=False
        )
        show_receipt(client, case)
        assert client.get(f"/track/message/files/{stored.pk}/").status_code == 404
