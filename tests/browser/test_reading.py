"""The reading page by keyboard: a damaged report pasted, looked at, corrected and confirmed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from linli.registers.conferences.models import Conference
from tests.browser.chromium import CHINESE, DESKTOP
from tests.registers.conferences.reports import DAMAGED

pytestmark = pytest.mark.django_db(transaction=True)
SPOKEN = "全市会议召开\n" + DAMAGED
SELECT = """words => {
  const walker = document.createTreeWalker(document.getElementById("source"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = node.data.indexOf(words);
    if (place < 0) continue;
    getSelection().setBaseAndExtent(node, place, node, place + words.length);
    return;
  }
}"""


def press(page, key):
    """Press a key and let the page settle, as a person would before they press the next."""
    page.keyboard.press(key)
    settle(page)


def settle(page):
    """Wait until nothing is asked for and what came is in place."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def test_is_worked_through_without_a_mouse(cast, page_at, assert_accessible):
    page = page_at(DESKTOP, CHINESE, post=cast.social_work_officer)
    page.goto("/conferences/read/")
    page.locator("textarea").fill(SPOKEN)
    with page.expect_navigation():
        page.locator("main form button.btn-primary").press("Enter")
    current, spots = page.locator(".demand.is-current"), page.locator("#spots li")
    expect(current).to_contain_text("切实为基层减负")

    # The first spot is certain, the second has two readings: both are looked at.
    expect(spots).to_have_count(2)
    press(page, "y")
    expect(spots).to_have_count(1)
    press(page, "y")
    expect(spots).to_have_count(0)

    # Another speaker, saved by Enter in the field; the keys are back after Escape.
    press(page, "e")
    page.keyboard.type("温敬亭（代）")
    press(page, "Enter")
    expect(current.locator(".demand-who")).to_have_text("温敬亭（代）")

    # An end moved by a clause and back, a split at what is selected, joined again.
    press(page, "{")
    expect(current.locator(".demand-text")).to_have_text("要规范村（社区）挂牌和证明事项")
    press(page, "}")
    expect(current.locator(".demand-text")).to_contain_text("切实为基层减负")
    press(page, "s")
    expect(page.locator(".reading-list .demand")).to_have_count(3)
    press(page, "m")
    expect(page.locator(".reading-list .demand")).to_have_count(2)

    # A selection becomes a part of its own, is taken out again; then all is confirmed.
    settle(page)
    page.evaluate(SELECT, "挂牌和证明事项")
    press(page, "a")
    expect(current.locator(".demand-no")).to_contain_text("1.1")
    expect(current.locator(".demand-text")).to_have_text("挂牌和证明事项")
    press(page, "x")
    expect(page.locator(".reading-list .demand")).to_have_count(2)
    # What was taken out leads to the next: back to the first by the list's own keys.
    press(page, "k")
    press(page, "Enter")
    expect(current.locator(".demand-no")).to_contain_text("1")
    for number in (1, 2):
        press(page, "c")
        expect(page.locator(".reading-list .demand.is-confirmed")).to_have_count(number)
    assert_accessible(page)
    assert not Conference.objects.get().demands.filter(confirmed_at=None).exists()
