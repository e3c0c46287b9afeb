"""Wrong turns: what people meet when something is refused, lost, sent twice, or not theirs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from linli.cases.models import Case, Message
from linli.cases.receiving import receipt_for
from tests.browser.chromium import ENGLISH, PHONE
from tests.journeys.people import send, show_receipt, step
from tests.requests import dispatch, duty, in_state, new_request

BODY = "路灯不亮已经一个星期，晚上看不清路。"
NOTE = "请今天内与来件人联系。"


@pytest.fixture
def case(cast: Any) -> Case:
    """A request of today that waits to be dispatched, with a duty item that fits it."""
    duty(cast, "own", name="生活垃圾清运", keywords="垃圾、清运", number="12")
    return new_request(cast, at=timezone.now(), submission_key="wrong-turns")


def fill_in(page: Page) -> None:
    """Write a message, as far as the button."""
    page.goto("/write/request/")
    page.get_by_label("您要反映什么事？").fill(BODY)
    page.get_by_label("在哪里？", exact=True).fill("解放路街道")


def choose(form: Any) -> None:
    """Fill in a dispatch by the proposed item."""
    form.get_by_label("投诉").check()
    form.get_by_label("一般", exact=True).check()
    form.get_by_label("交办说明").fill(NOTE)


class TestSomethingRefused:
    def test_keeps_what_was_typed_and_says_so_at_the_field(self, case, cast, page_at):
        page = page_at(post=cast.hotline_clerk)
        page.goto(f"/cases/{case.reference}/")
        form = step(page, "dispatch")
        choose(form)
        form.get_by_role("button", name="派单", exact=True).click()
        expect(form.get_by_text("请选择承办单位。").last).to_be_visible()
        expect(form.get_by_label("交办说明")).to_have_value(NOTE)
        expect(form.get_by_label("投诉")).to_be_checked()
        form.get_by_role("radio", name=re.compile("生活垃圾清运")).check()
        send(form, "派单")

    def test_does_not_lose_the_message_of_a_resident(self, cast, page_at):
        page = page_at(PHONE)
        fill_in(page)
        page.get_by_label("在哪里？", exact=True).clear()
        page.get_by_label("打电话给我").check()
        page.get_by_role("button", name="提交").click()
        for missing in (re.compile("在哪里"), re.compile("联系电话")):
            expect(page.get_by_label(missing)).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("您要反映什么事？")).to_have_value(BODY)
        page.get_by_label("在哪里？", exact=True).fill("解放路街道")
        page.get_by_label(re.compile("联系电话")).fill("13812345678")
        page.get_by_role("button", name="提交").click()
        expect(page.locator(".slip")).to_be_visible()


class TestAWrongPasscode:
    def test_opens_nothing_and_says_no_more_than_that(self, case, page_at):
        page = page_at(PHONE)
        show_receipt(page, case.message.receipt, "000000")
        expect(page.get_by_text("受理号和查询密码对不上，请核对后再试。").first).to_be_visible()
        expect(page.get_by_label("受理号")).to_have_value(case.message.receipt)
        expect(page.get_by_text(case.title)).to_have_count(0)

    def test_finds_a_mistyped_number_before_looking(self, case, page_at):
        page = page_at(PHONE, ENGLISH)
        show_receipt(page, case.message.receipt[:-1], "000000")
        expect(page.get_by_text("one of its digits is wrong or missing").first).to_be_visible()


class TestAnotherUnitsCase:
    def test_is_not_there_for_its_clerk(self, case, cast, page_at):
        dispatch(case, cast, at=timezone.now())
        page = page_at(post=cast.other_street_clerk)
        answer = page.goto(f"/cases/{case.reference}/")
        assert answer and answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("找不到页面")
        expect(page.get_by_text(case.title)).to_have_count(0)


class TestAMessageSentTwice:
    def test_by_an_impatient_finger_is_one_message(self, cast, page_at):
        page = page_at(PHONE, scripts=False)
        fill_in(page)
        page.get_by_role("button", name="提交").dblclick()
        expect(page.locator(".slip")).to_be_visible()
        assert Message.objects.count() == 1

    def test_after_the_line_broke_shows_the_same_receipt(self, cast, page_at):
        """The message arrives, its answer does not; the browser's reload sends it again."""
        page = page_at(PHONE)
        fill_in(page)

        def lose_the_answer(route: Route) -> None:
            if route.request.method == "POST":
                route.fetch(max_redirects=0)
                route.abort("connectionreset")
            else:
                route.continue_()

        page.route("**/write/request/", lose_the_answer)
        page.get_by_role("button", name="提交").click()
        page.wait_for_url("chrome-error://**")
        receipt = Message.objects.get().receipt
        page.unroute_all()
        page.reload()
        expect(page.locator(".slip")).to_contain_text(receipt)
        assert Message.objects.count() == 1


class TestAPageLeftOpen:
    def test_says_what_happened_meanwhile_and_gives_the_words_back(self, case, cast, page_at):
        slow, quick = page_at(post=cast.hotline_clerk), page_at(post=cast.other_hotline_clerk)
        for page in (slow, quick):
            page.goto(f"/cases/{case.reference}/")
            form = step(page, "dispatch")
            choose(form)
            form.get_by_role("radio", name=re.compile("生活垃圾清运")).check()
        send(step(quick, "dispatch"), "派单")
        step(slow, "dispatch").get_by_role("button", name="派单", exact=True).click()
        alert = slow.get_by_role("alert")
        expect(alert).to_contain_text("待接收")
        expect(alert).to_contain_text(NOTE)
        expect(slow.locator("#do-dispatch")).to_have_count(0)


class TestWithoutScripts:
    def test_a_message_is_written_dispatched_and_read(self, cast, page_at):
        duty(cast, "own", name="路灯维护", keywords="路灯", number="8")
        resident = page_at(PHONE, scripts=False)
        fill_in(resident)
        resident.get_by_role("button", name="提交").click()
        receipt, passcode = resident.locator(".slip dd").all_inner_texts()
        clerk = page_at(post=cast.hotline_clerk, scripts=False)
        clerk.goto("/desk/")
        clerk.get_by_role("link", name="路灯不亮已经一个星期").click()
        form = step(clerk, "dispatch")
        choose(form)
        form.get_by_label("其他事项或单位").check()
        form.get_by_label("职责清单事项").fill("路灯维护")
        send(form, "派单")
        show_receipt(resident, receipt, passcode)
        expect(resident.get_by_text("解放路街道办事处").first).to_be_visible()


class TestTheOtherLanguage:
    def test_keeps_what_was_typed_so_far(self, cast, page_at):
        page = page_at(PHONE)
        fill_in(page)
        page.get_by_label("打电话给我").check()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tell the hotline")
        expect(page.get_by_label("What is the matter?")).to_have_value(BODY)
        expect(page.get_by_label("Telephone me")).to_be_checked()
        page.goto("/write/request/")
        expect(page.get_by_label("What is the matter?")).to_have_value("")

    def test_keeps_the_page_of_a_clerk(self, case, cast, page_at):
        page = page_at(post=cast.hotline_clerk)
        page.goto(f"/cases/{case.reference}/?open=inform")
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", name="What you can do now")).to_be_visible()
        expect(page).to_have_url(re.compile(rf"/cases/{case.reference}/\?open=inform"))
        expect(page.locator("#do-inform")).to_have_attribute("open", "")

    def test_keeps_the_list_with_its_filter(self, case, cast, page_at):
        page = page_at(post=cast.hotline_clerk)
        page.goto("/desk/?scope=unit&list=waiting&sort=newest")
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("link", name="Waiting for others")).to_have_attribute(
            "aria-current", "page"
        )
        expect(page).to_have_url(re.compile(r"list=waiting&sort=newest"))

    def test_keeps_the_receipt_that_was_shown(self, cast, page_at):
        case = in_state("answered", cast, submission_key="switching")
        page = page_at(PHONE)
        show_receipt(page, case.message.receipt, receipt_for("switching").passcode)
        page.get_by_role("link", name="评价").click()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rate")
        expect(page.get_by_label("Fairly satisfied")).to_be_visible()
