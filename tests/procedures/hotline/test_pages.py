"""The clerks' pages: taking a call, the call list, lost passcodes, dispatch by proposals."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.cases import telling
from linli.cases.models import Call, Case, Message
from linli.cases.receiving import opens, receipt_for
from linli.procedures.hotline import outgoing
from tests.requests import START, by_telephone, dispatch, duty, in_state, new_request

pytestmark = pytest.mark.django_db
NUMBER = "13812345678"
DAYTIME = START.replace(hour=15)


@pytest.fixture
def clerk(client, cast):
    """A browser in which a hotline clerk acts."""
    return cast.sign_in(client, cast.hotline_clerk)


@pytest.fixture
def daytime(monkeypatch):
    """Let every hour of the real clock be one in which people may be telephoned."""
    monkeypatch.setattr(telling, "call_time", lambda at: at)


def call_form(browser, **changes):
    page = browser.get("/hotline/call/").content.decode()
    return {
        "key": re.search(r'name="key" value="([^"]+)"', page).group(1),
        "telephone": NUMBER,
        "name": "王秀英",
        "kind": "complaint",
        "body": "楼道里的灯坏了一个星期。晚上老人下楼不安全。",
        "region": "解放路街道",
        "place": "青年东路1号3单元",
        "contact_by": "telephone",
        **changes,
    }


class TestTakingACall:
    @pytest.mark.parametrize("post", ["street_clerk", "county_supervisor", "unit_head"])
    def test_is_for_posts_of_a_hotline_centre(self, client, cast, post):
        cast.sign_in(client, getattr(cast, post))
        assert client.get("/hotline/call/").status_code == 403

    def test_opens_a_case_by_telephone_of_the_kind_heard(self, clerk, cast):
        answer = clerk.post("/hotline/call/", call_form(clerk))
        case = Case.objects.get()
        assert answer.url == f"/hotline/call/{case.reference}/"
        assert case.request.kind == "complaint"
        assert (case.message.channel, case.message.contact_by) == ("telephone", "telephone")
        assert case.title == "楼道里的灯坏了一个星期"

    def test_shows_number_and_passcode_to_read_aloud(self, clerk, cast):
        page = clerk.post("/hotline/call/", call_form(clerk), follow=True).content.decode()
        passcode = re.search(r"(\d{3}) (\d{3})<", page)
        message = Message.objects.get()
        assert message.receipt in page
        assert opens(message, passcode.group(1) + passcode.group(2))

    def test_shows_the_passcode_in_no_other_browser(self, clerk, cast):
        url = clerk.post("/hotline/call/", call_form(clerk)).url
        other = cast.sign_in(Client(), cast.other_hotline_clerk)
        page = other.get(url).content.decode()
        assert not re.search(r"\d{3} \d{3}<", page)

    def test_sent_twice_is_one_case(self, clerk, cast):
        data = call_form(clerk)
        first, again = clerk.post("/hotline/call/", data), clerk.post("/hotline/call/", data)
        assert first.url == again.url
        assert Case.objects.count() == 1

    def test_keeps_the_input_when_something_is_wrong(self, clerk, cast):
        answer = clerk.post("/hotline/call/", call_form(clerk, region="", telephone="1"))
        assert set(answer.context["form"].errors) == {"region", "telephone"}
        assert "楼道里的灯坏了" in answer.content.decode()

    def test_refuses_places_outside_the_centres_area(self, clerk, cast):
        answer = clerk.post("/hotline/call/", call_form(clerk, region="山东省"))
        assert "region" in answer.context["form"].errors

    def test_without_a_number_cannot_promise_a_call(self, clerk, cast):
        answer = clerk.post("/hotline/call/", call_form(clerk, telephone=""))
        assert list(answer.context["form"].errors) == ["telephone"]


class TestEarlierCases:
    def test_of_the_same_telephone_are_shown_and_the_look_recorded(self, clerk, cast):
        case = by_telephone(cast)
        page = clerk.post("/hotline/call/earlier/", {"telephone": "138 1234 5678"})
        assert case.title in page.content.decode()
        assert Entry.objects.filter(chain=case.chain, kind="case.viewed").count() == 1

    def test_of_other_telephones_are_not(self, clerk, cast):
        case = by_telephone(cast)
        page = clerk.post("/hotline/call/earlier/", {"telephone": "13900000000"})
        assert case.title not in page.content.decode()
        assert not Entry.objects.filter(chain=case.chain, kind="case.viewed").exists()

    def test_that_the_post_may_not_see_are_not(self, clerk, cast):
        case = by_telephone(cast)
        Case.objects.filter(pk=case.pk).update(region=cast.province, coordinator=cast.government)
        page = clerk.post("/hotline/call/earlier/", {"telephone": NUMBER})
        assert case.title not in page.content.decode()

    def test_are_found_without_scripts_and_the_input_is_kept(self, clerk, cast):
        case = by_telephone(cast)
        answer = clerk.post("/hotline/call/", call_form(clerk, look="1"))
        page = answer.content.decode()
        assert case.title in page
        assert "楼道里的灯坏了" in page
        assert not answer.context["form"].errors
        assert Case.objects.count() == 1


class TestAnsweringOnTheLine:
    def test_closes_the_case_and_owes_no_call(self, clerk, cast):
        url = clerk.post("/hotline/call/", call_form(clerk, kind="consultation")).url
        clerk.post(url, {"answer": "周一至周五办理，请带身份证。"})
        case = Case.objects.get()
        assert case.state == "closed"
        assert not Call.objects.exists()

    def test_late_in_a_long_call_counts_as_told(self, clerk, cast):
        case = by_telephone(cast)
        clerk.post(f"/hotline/call/{case.reference}/", {"answer": "周一至周五办理。"})
        assert Call.objects.get(case=case).outcome == "told"

    def test_needs_an_answer(self, clerk, cast):
        url = clerk.post("/hotline/call/", call_form(clerk)).url
        assert clerk.post(url, {"answer": " "}).context["form"].errors
        assert Case.objects.get().state == "received"


class TestLostPasscode:
    def test_is_found_by_receipt_or_reference(self, clerk, cast):
        case = new_request(cast)
        for number in (case.message.receipt, case.reference):
            answer = clerk.get("/hotline/passcode/", {"number": number})
            assert answer.url == f"/hotline/passcode/{case.reference}/"

    def test_is_issued_again_on_record_and_the_old_one_ends(self, clerk, cast):
        case = new_request(cast, submission_key="lost")
        old = receipt_for("lost").passcode
        page = clerk.post(
            f"/hotline/passcode/{case.reference}/", {"reason": "核对了姓名和地点"}, follow=True
        ).content.decode()
        new = "".join(re.search(r"(\d{3}) (\d{3})<", page).groups())
        message = Message.objects.get()
        assert opens(message, new)
        assert not opens(message, old)
        line = Entry.objects.get(chain=case.chain, kind="case.passcode_reissued")
        assert line.texts == {"reason": "核对了姓名和地点"}

    def test_needs_what_was_checked(self, clerk, cast):
        case = new_request(cast)
        answer = clerk.post(f"/hotline/passcode/{case.reference}/", {"reason": ""})
        assert "reason" in answer.context["form"].errors
        assert not Entry.objects.filter(kind="case.passcode_reissued").exists()

    def test_sent_twice_gives_one_passcode(self, clerk, cast):
        case = new_request(cast)
        page = clerk.get(f"/hotline/passcode/{case.reference}/").content.decode()
        key = re.search(r'name="key" value="([^"]+)"', page).group(1)
        for _ in range(2):
            clerk.post(f"/hotline/passcode/{case.reference}/", {"reason": "核对", "key": key})
        assert Entry.objects.filter(kind="case.passcode_reissued").count() == 1


class TestCallList:
    def test_shows_the_centres_calls_with_the_number_masked(self, clerk, cast, daytime):
        dispatch(by_telephone(cast), cast)
        page = clerk.get("/hotline/calls/").content.decode()
        assert "138****5678" in page
        assert NUMBER not in page
        assert "已派单" in page

    def test_costs_the_same_for_any_length(self, clerk, cast, django_assert_num_queries, daytime):
        dispatch(by_telephone(cast), cast)
        clerk.get("/hotline/calls/")
        with CaptureQueriesContext(connection) as one:
            clerk.get("/hotline/calls/")
        for _ in range(3):
            dispatch(by_telephone(cast), cast)
        with django_assert_num_queries(len(one)):
            clerk.get("/hotline/calls/")

    def test_is_closed_in_quiet_hours(self, cast):
        dispatch(by_telephone(cast), cast)
        listed = outgoing.calls_of(cast.hotline_clerk, at=START.replace(hour=23))
        assert listed.opens_at.isoformat() == "2026-03-03T08:30:00+08:00"

    def test_puts_calls_for_tomorrow_below(self, cast):
        night = START.replace(hour=23)
        dispatch(by_telephone(cast, at=night), cast, at=night)
        listed = outgoing.calls_of(cast.hotline_clerk, at=night)
        assert (len(listed.due), len(listed.later)) == (0, 1)


class TestCalling:
    def test_shows_the_number_on_record(self, clerk, cast, daytime):
        case = dispatch(by_telephone(cast), cast)
        call = Call.objects.get(case=case)
        page = clerk.post(f"/hotline/calls/{call.pk}/dial/").content.decode()
        assert NUMBER in page
        line = Entry.objects.get(chain=case.chain, kind="identifier_revealed")
        assert line.post_id == cast.hotline_clerk.pk

    def test_by_two_clerks_tells_the_second_who_was_first(self, clerk, cast, daytime):
        call = Call.objects.get(case=dispatch(by_telephone(cast), cast))
        other = cast.sign_in(Client(), cast.other_hotline_clerk)
        other.post(f"/hotline/calls/{call.pk}/dial/")
        page = clerk.post(f"/hotline/calls/{call.pk}/dial/", follow=True).content.decode()
        assert "钱丽正在打这个电话" in page
        assert NUMBER not in page

    def test_told_ends_it(self, clerk, cast, daytime):
        case = dispatch(by_telephone(cast), cast)
        call = Call.objects.get(case=case)
        clerk.post(f"/hotline/calls/{call.pk}/told/")
        call.refresh_from_db()
        assert (call.outcome, call.done_by) == ("told", cast.hotline_clerk)
        assert Entry.objects.filter(chain=case.chain, kind="case.called").count() == 1

    def test_unanswered_comes_again_hours_later_and_ends_after_three_tries(
        self, clerk, cast, daytime
    ):
        call = Call.objects.get(case=dispatch(by_telephone(cast), cast))
        clerk.post(f"/hotline/calls/{call.pk}/not-reached/")
        call.refresh_from_db()
        assert call.done_at is None
        for tries in (1, 2):
            before = timezone.now()
            clerk.post(f"/hotline/calls/{call.pk}/later/")
            call.refresh_from_db()
            assert call.tries == tries
            assert call.not_before_at >= before + telling.TRY_AGAIN_AFTER
            clerk.post(f"/hotline/calls/{call.pk}/not-reached/")
            assert not Call.objects.get(pk=call.pk).done_at
            Call.objects.filter(pk=call.pk).update(not_before_at=before)
        clerk.post(f"/hotline/calls/{call.pk}/not-reached/")
        call.refresh_from_db()
        assert call.outcome == "no_answer"

    def test_back_records_the_persons_judgement(self, clerk, cast, daytime):
        case = answered_by_telephone(cast)
        call = Call.objects.get(case=case)
        assert call.purpose == "call_back"
        page = clerk.get(f"/hotline/calls/{call.pk}/").content.decode()
        assert "已清运完毕。" in page
        clerk.post(
            f"/hotline/calls/{call.pk}/record/call_back/",
            {"reached": "yes", "resolved": "yes", "satisfied": "fairly", "remark": ""},
        )
        case.refresh_from_db()
        assert (case.state, case.request.satisfied) == ("closed", "fairly")
        assert not Call.objects.filter(done_at=None).exists()

    def test_back_may_send_it_back_to_the_unit(self, clerk, cast, daytime):
        case = answered_by_telephone(cast)
        call = Call.objects.get(case=case)
        clerk.post(f"/hotline/calls/{call.pk}/record/return_to_unit/", {"reason": "垃圾还在原处"})
        case.refresh_from_db()
        assert (case.state, case.round) == ("handling", 2)

    def test_back_with_gaps_comes_back_with_errors(self, clerk, cast, daytime):
        call = Call.objects.get(case=answered_by_telephone(cast))
        answer = clerk.post(
            f"/hotline/calls/{call.pk}/record/call_back/", {"reached": "yes", "remark": "还行"}
        )
        assert answer.status_code == 422
        assert "还行" in answer.content.decode()

    def test_is_never_for_the_unit_that_handles_it(self, client, cast, daytime):
        call = Call.objects.get(case=answered_by_telephone(cast))
        cast.sign_in(client, cast.street_clerk)
        assert client.post(f"/hotline/calls/{call.pk}/dial/").status_code == 403
        assert not Entry.objects.filter(kind="identifier_revealed").exists()

    def test_is_one_call_for_all_that_is_new(self, cast):
        case = answered_by_telephone(cast)
        assert Call.objects.filter(case=case).count() == 1


def answered_by_telephone(cast):
    """A request by telephone that was answered."""
    case = in_state("answered", cast, channel="telephone", contact_by="telephone",
                    people={"telephone": NUMBER, "name": "王秀英"})  # fmt: skip
    assert case.state == "answered"
    return case


class TestDispatching:
    def test_proposes_by_the_words_of_the_message_and_chooses_nothing(self, clerk, cast):
        item = duty(cast, "own", name="垃圾清运", keywords="垃圾、清运")
        case = new_request(cast)
        page = clerk.get(f"/cases/{case.reference}/?open=dispatch").content.decode()
        assert f'value="item-{item.pk}"' in page
        cards = re.findall(r'<input[^>]*name="way"[^>]*>', page)
        assert len(cards) >= 3
        assert not any("checked" in card for card in cards)

    def test_by_a_card_fills_item_unit_and_assisting_units(self, clerk, cast):
        item = duty(
            cast, "assisting", name="垃圾清运监管", keywords="垃圾、清运", lead_unit=cast.department
        )
        case = self.post(clerk, new_request(cast), way=f"item-{item.pk}")
        assert (case.state, case.unit) == ("dispatched", cast.department)
        assert case.request.dispatches.get().item == item
        assisting = case.participations.filter(part="assisting", until_at=None)
        assert [part.unit for part in assisting] == [cast.street_unit]

    def test_to_the_county_when_nothing_fits(self, clerk, cast):
        case = self.post(clerk, new_request(cast), way="government")
        assert case.unit == cast.government

    def test_by_an_item_searched_for_finds_its_unit(self, clerk, cast):
        item = duty(cast, "own", name="公共厕所管理")
        case = self.post(clerk, new_request(cast), way="search", item="公共厕所管理")
        assert case.unit == cast.street_unit
        assert case.request.dispatches.get().item == item

    def test_without_a_choice_is_refused_at_the_cards(self, clerk, cast):
        case = new_request(cast)
        answer = self.answer(clerk, case)
        assert answer.status_code == 422
        assert "请选择承办单位" in answer.content.decode()
        case.refresh_from_db()
        assert case.state == "received"

    def test_against_the_duty_list_is_refused_with_the_reason(self, clerk, cast):
        case = new_request(cast)
        answer = self.answer(clerk, case, way="search", unit="解放路街道办事处")
        assert "没有对应的职责清单事项时" in answer.content.decode()

    def answer(self, clerk, case, **changes):
        data = {"kind": "complaint", "grade": "normal", **changes}
        return clerk.post(f"/cases/{case.reference}/steps/dispatch/", data)

    def post(self, clerk, case, **changes):
        assert self.answer(clerk, case, **changes).status_code == 302
        return Case.objects.get(pk=case.pk)


class TestObjecting:
    def test_takes_the_item_by_typing(self, client, cast):
        item = duty(cast, "assisting", name="违法建设查处", lead_unit=cast.department)
        case = in_state("dispatched", cast)
        cast.sign_in(client, cast.street_clerk)
        client.post(
            f"/cases/{case.reference}/steps/object/",
            {"ground": "listed_elsewhere", "item": "违法建设", "reason": "由城管局负责"},
        )
        line = Entry.objects.get(chain=case.chain, kind="hotline.object")
        assert line.facts["item"]["id"] == item.pk


class TestItemSuggestions:
    def test_name_items_of_the_place(self, clerk, cast):
        duty(cast, "own", name="公共厕所管理", number="12")
        answer = clerk.get(
            "/hotline/items/",
            {"field": "item", "item": "厕所", "region": cast.street.code},
            headers={"HX-Request": "true"},
        )
        assert "公共厕所管理 · 1-12" in answer.content.decode()
