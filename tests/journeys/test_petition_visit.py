"""Seven people come to the counter: the officer takes them down without touching the mouse."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

NAMES = ["李明", "王秀英", "张伟", "刘洋", "陈静", "杨帆", "赵磊"]
REQUEST = "请求补发七户的搬迁补偿。"
PRINTING = "window.print = () => { window.printed = (window.printed || 0) + 1 }"


@pytest.fixture
def counter(cast: Any, days: Any, page_at: Any) -> Page:
    """The petition officer's browser, which notes when something is printed."""
    page = page_at(post=cast.county_petition_officer)
    page.add_init_script(PRINTING)
    return page


def test_seven_visitors_choose_five_to_speak_for_them(counter):
    page = counter
    page.goto("/petitions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("信访待办")
    page.keyboard.press("n")
    expect(page.get_by_label("来访人数")).to_be_focused()
    fill_in(page)
    register(page)
    five_at_most_are_taken(page)
    register(page)
    print_the_slip(page)


def fill_in(page: Page) -> None:
    """Type, and go from field to field by the tabulator."""
    told = {
        "来访人数": "7",
        "推选的代表": "、".join(NAMES),
        "姓名": NAMES[0],
        "联系电话": "13812345678",
        "住址": "历下区青年东路12号",
    }
    for label, text in told.items():
        reach(page, labelled(page, label))
        page.keyboard.type(text)
    reach(page, labelled(page, "请求"))
    page.keyboard.type(REQUEST)
    reach(page, labelled(page, "事实"))
    page.keyboard.type("去年四月搬迁，补偿至今没有发。")
    reach(page, labelled(page, "地点"))
    page.keyboard.type("解放路")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def labelled(page: Page, label: str) -> Locator:
    """Return the field, whether or not it may be left empty."""
    return page.get_by_label(re.compile(f"^{label}"))


def reach(page: Page, wanted: Locator) -> None:
    """Press the tabulator until this has the cursor."""
    for _ in range(20):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by the tabulator")


def register(page: Page) -> None:
    """Go to the button and press it."""
    reach(page, page.get_by_role("button", name="登记并出具回执"))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def five_at_most_are_taken(page: Page) -> None:
    """Seven names are refused at their field, and nothing of what was typed is lost."""
    named = page.get_by_label("推选的代表")
    expect(named).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text(re.compile("7.*最多.*5|7.*5")).first).to_be_visible()
    for label, text in {
        "来访人数": "7", "姓名": NAMES[0], "住址": "历下区青年东路12号", "请求": REQUEST,
    }.items():  # fmt: skip
        expect(labelled(page, label)).to_have_value(text)
    expect(page.get_by_label("走访")).to_be_checked()
    named.fill("、".join(NAMES[:5]))


def print_the_slip(page: Page) -> None:
    expect(page.locator(".slip")).to_be_visible()
    receipt, passcode = page.locator(".slip dd").all_inner_texts()
    assert re.fullmatch(r"[\d ]{7}", passcode), passcode
    page.get_by_role("button", name="打印回执").press("Enter")
    page.wait_for_function("window.printed === 1")
    page.emulate_media(media="print")
    expect(page.locator(".slip")).to_contain_text(receipt)
    expect(page.get_by_role("button", name="打印回执")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="查看此件").press("Enter")
    expect(page.locator("#petition")).to_contain_text("7 · 代表 李*、王*英、张*、刘*、陈*")
