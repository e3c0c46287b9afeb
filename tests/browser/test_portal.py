"""The residents' pages in a real browser, as someone with a telephone goes through them."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from linli.cases.engine import move
from linli.cases.models import Case, Message
from linli.cases.receiving import receipt_for
from tests.browser.chromium import EVERYWHERE, LANGUAGES, PHONE
from tests.requests import dispatch, in_state, new_request

pytestmark = pytest.mark.django_db(transaction=True)
SEND = re.compile("^(提交|Send)$")


def show_receipt(page, key):
    """Enter number and passcode of the message that the form `key` sent."""
    held = receipt_for(key)
    page.goto("/track/")
    page.get_by_label(re.compile("受理号|Receipt number")).fill(held.message.receipt)
    page.get_by_label(re.compile("查询密码|Passcode")).fill(held.passcode)
    page.get_by_role("button", name=re.compile("查询|Look")).click()
    page.wait_for_url("**/track/message/")


def sent_on(cast, key):
    """A case that was sent on after an objection, and answered."""
    case = in_state("to_redispatch", cast, submission_key=key, people={"name": "王女士"})
    at = timezone.now()
    case = dispatch(case, cast, at=at, unit=cast.government, item=None)
    handler = cast.government_handler.actor()
    for step, values in (
        ("accept", {}),
        ("contact", {"way": "telephone"}),
        ("answer", {"result": "partly", "answer": "已清运，并安排每天早晚各清一次。"}),
    ):
        case = move(case, step, by=handler, at=timezone.now(), **values)
    return case


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
def test_every_page_of_a_receipt_is_whole(cast, page_at, assert_accessible, width, language):
    page = page_at(width, language)
    page.goto("/write/request/")
    page.get_by_role("button", name=SEND).click()
    assert_accessible(page)
    page.locator("[name=body]").fill("楼道里的灯坏了一个星期。晚上老人下楼不安全，请尽快修好。")
    page.locator("[name=uploads]").set_input_files(
        [{"name": "楼道.txt", "mimeType": "text/plain", "buffer": "照片说明".encode()}]
    )
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".kept-name", has_text="楼道.txt")).to_be_visible()
    assert_accessible(page)
    page.locator("[name=region]").fill("解放路街道")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/receipt/")
    assert_accessible(page)
    assert Message.objects.get().attachments.count() == 1

    case = sent_on(cast, "sent-on")
    show_receipt(page, "sent-on")
    assert_accessible(page)
    for name in ("facts", "rate", "reopen"):
        page.goto(f"/track/message/{case.reference}/{name}/")
        assert_accessible(page)
        page.get_by_role("button", name=SEND).click()
        assert_accessible(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_goes_through_without_scripts(cast, page_at, language):
    page = page_at(PHONE, language, scripts=False)
    page.goto("/")
    page.locator("a.door-main").click()
    page.locator("a.door").first.click()
    page.locator("[name=body]").fill("路灯不亮。")
    page.locator("[name=region]").fill("解放路")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/receipt/")
    assert Message.objects.get().receipt in page.content()


def test_rating_takes_three_taps(cast, page_at):
    case = in_state("answered", cast, submission_key="rated")
    page = page_at(PHONE)
    show_receipt(page, "rated")
    page.get_by_role("link", name="评价").click()
    page.get_by_text("已解决", exact=True).click()
    page.get_by_text("满意", exact=True).click()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/track/message/")
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_the_place_is_chosen_by_typing_a_part_of_its_name(cast, page_at):
    new_request(cast)
    page = page_at(PHONE)
    page.goto("/write/request/")
    page.locator("[name=region]").press_sequentially("千佛山")
    page.get_by_role("option", name=re.compile("千佛山街道")).click()
    assert page.locator("[name=region]").input_value().endswith("千佛山街道")
