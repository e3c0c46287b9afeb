"""Elder mode and the sender's own data, as somebody of seventy with a cheap telephone goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from linli.cases import looks
from linli.cases.models import Case
from tests.browser.chromium import CHINESE, ENGLISH, PHONE
from tests.browser.test_portal import SEND, show_receipt
from tests.requests import in_state

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = {"name": "王建国", "telephone": "13812345678", "address": "历下区解放路1号"}


def twice_as_large(page):
    """Let all text be twice as large, as a browser can be told."""
    page.evaluate("document.documentElement.style.fontSize = '250%'")


def test_elder_mode_leads_from_the_home_page_to_the_receipt(cast, page_at, assert_accessible):
    page = page_at(PHONE, CHINESE)
    page.goto("/")
    page.get_by_role("button", name="长者模式").click()
    expect(page.locator("html")).to_have_attribute("data-look", "elder")
    expect(page.get_by_role("link", name="打12345电话")).to_have_attribute("href", "tel:12345")
    assert_accessible(page)
    page.goto("/write/request/")
    expect(page.locator("[name=contact_by]").first).to_have_value("telephone")
    expect(page.locator("[name=contact_by]").first).to_be_checked()
    expect(page.locator("[name=name]")).to_be_hidden()
    assert_accessible(page)
    twice_as_large(page)
    assert_accessible(page)
    page.locator("[name=body]").fill("楼道里的灯坏了一个星期，晚上不敢下楼。")
    page.locator("[name=region]").fill("解放路街道")
    page.get_by_role("button", name=SEND).click()
    # The telephone is missing, and what was written stays.
    expect(page.locator("[name=body]")).to_have_value("楼道里的灯坏了一个星期，晚上不敢下楼。")
    page.locator("[name=telephone]").fill("13812345678")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/receipt/")
    assert_accessible(page)
    expect(page.get_by_role("button", name="打印本页")).to_be_visible()
    assert Case.objects.get().message.contact_by == "telephone"
    page.get_by_role("button", name="标准模式").click()
    expect(page.locator("html")).not_to_have_attribute("data-look", "elder")


@pytest.mark.parametrize(("language", "look"), [(CHINESE, "elder"), (ENGLISH, "")])
def test_pages_of_ones_own_data_are_whole(
    cast, page_at, assert_accessible, live_server, language, look
):
    case = in_state("closed", cast, submission_key="own", people=PEOPLE)
    looks.look(case, post=cast.street_clerk, by=cast.street_clerk.actor(), at=case.closed_at)
    page = page_at(PHONE, language)
    if look:
        page.context.add_cookies([{"name": "look", "value": look, "url": live_server.url}])
    show_receipt(page, "own")
    assert_accessible(page)
    for address in ("", "correct/", "erase/"):
        page.goto(f"/track/message/mine/{address}")
        assert_accessible(page)
        if look:
            twice_as_large(page)
            assert_accessible(page)
    page.locator("[name=wish]").first.check()
    page.locator("[name=words]").fill("不想留着")
    page.locator("main form button").last.click()
    page.wait_for_url("**/track/message/")
    expect(page.get_by_text("不想留着")).to_be_visible()
    assert_accessible(page)
