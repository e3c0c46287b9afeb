"""The clerks' pages in a real browser, with people on the line."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from linli.cases import telling
from linli.cases.models import Call, Case
from tests.browser.chromium import DESKTOP, ENGLISH, EVERYWHERE, PHONE
from tests.requests import by_telephone, dispatch, duty, in_state, new_request

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_quiet_hours(monkeypatch):
    monkeypatch.setattr(telling, "call_time", lambda at: at)


def save(page):
    page.get_by_role("button", name=re.compile("保存并念回执|Save and read out")).click()


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
def test_every_page_with_somebody_on_the_line_is_whole(
    cast, page_at, assert_accessible, width, language
):
    earlier = by_telephone(cast)
    page = page_at(width, language, post=cast.hotline_clerk)
    page.goto("/hotline/call/")
    page.locator("[name=telephone]").fill("13812345678")
    page.locator("[name=name]").fill("王秀英")
    page.get_by_text(earlier.title).wait_for()
    save(page)
    assert_accessible(page)
    page.locator("[name=kind][value=help]").check()
    page.locator("[name=body]").fill("楼道里的灯坏了一个星期。晚上老人下楼不安全。")
    page.locator("[name=region]").fill("解放路街道")
    save(page)
    page.wait_for_url(re.compile(r"/hotline/call/\d"))
    assert_accessible(page)

    page.goto(f"/hotline/passcode/{earlier.reference}/")
    page.locator("[name=reason]").fill("核对了姓名、来电号码和地点")
    page.get_by_role("button", name=re.compile("重发查询密码|Issue another")).click()
    page.wait_for_url("**/new/")
    assert_accessible(page)


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
def test_the_page_of_a_call_back_is_whole(cast, page_at, assert_accessible, width, language):
    answered = in_state(
        "answered", cast, channel="telephone", contact_by="telephone",
        people={"telephone": "13812345678", "name": "王秀英"},
    )  # fmt: skip
    dispatch(by_telephone(cast, at=timezone.now()), cast, at=timezone.now())
    page = page_at(width, language, post=cast.hotline_clerk)
    page.goto("/hotline/calls/")
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^(拨打|Call)")).first.click()
    expect(page.get_by_role("link", name="13812345678")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^(记录|Record)$")).click()
    assert_accessible(page)
    page.locator("[name=resolved][value=yes]").check()
    page.locator("[name=satisfied][value=satisfied]").check()
    page.get_by_role("button", name=re.compile("^(记录|Record)$")).click()
    page.wait_for_url("**/hotline/calls/")
    assert Case.objects.get(pk=answered.pk).state == "closed"
    assert Call.objects.filter(done_at=None).count() == 1


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
def test_proposals_are_whole(cast, page_at, assert_accessible, width, language):
    duty(cast, "own", name="生活垃圾清运", keywords="垃圾、清运", number="12")
    duty(
        cast, "assisting", name="垃圾分类监督管理", keywords="垃圾", number="3",
        lead_unit=cast.department,
    )  # fmt: skip
    case = new_request(cast)
    page = page_at(width, language, post=cast.hotline_clerk)
    page.goto(f"/cases/{case.reference}/?open=dispatch")
    assert_accessible(page)
    search = page.locator("#do-dispatch .proposal-search")
    expect(search).not_to_be_visible()
    page.locator("[name=way][value=search]").check()
    expect(search).to_be_visible()
    assert_accessible(page)


def test_an_item_is_found_by_typing_and_dispatched_from_the_keyboard(cast, page_at):
    duty(cast, "own", name="公共厕所管理", number="12")
    case = new_request(cast)
    page = page_at(DESKTOP, post=cast.hotline_clerk)
    page.goto(f"/cases/{case.reference}/?open=dispatch")
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=grade][value=normal]").check()
    page.locator("[name=way][value=search]").focus()
    page.keyboard.press("Space")
    page.locator("[name=item]").press_sequentially("厕所")
    page.get_by_role("option", name=re.compile("公共厕所管理")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    case.refresh_from_db()
    assert (case.state, case.unit) == ("dispatched", cast.street_unit)


def test_a_call_is_taken_without_scripts(cast, page_at):
    earlier = by_telephone(cast)
    page = page_at(PHONE, ENGLISH, post=cast.hotline_clerk, scripts=False)
    page.goto("/hotline/call/")
    page.locator("[name=telephone]").fill("13812345678")
    page.get_by_role("button", name="Look up earlier cases").click()
    expect(page.get_by_text(earlier.title)).to_be_visible()
    page.locator("[name=kind][value=help]").check()
    page.locator("[name=body]").fill("楼道里的灯坏了。")
    page.locator("[name=region]").fill("解放路街道")
    save(page)
    page.wait_for_url(re.compile(r"/hotline/call/\d"))
    assert Case.objects.count() == 2
