"""The search of the desk in a real browser: by keys, without scripts, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, ENGLISH, EVERYWHERE
from tests.requests import by_telephone, dispatch, in_state, new_request

pytestmark = pytest.mark.django_db(transaction=True)
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
class TestWhole:
    def test_with_results_filters_and_what_is_saved(
        self, cast, page_at, assert_accessible, width, language
    ):
        for number in range(3):
            body = f"第{number}号路灯不亮，" * 20
            dispatch(new_request(cast, title=f"解放路路灯坏了{number}", body=body), cast)
        in_state("closed", cast)
        page = page_at(width, language, post=cast.hotline_clerk)
        for query in (
            "?q=路灯",
            "?q=解放路",
            "?q=路灯 暖气",
            "?q=没有的词",
            "?q=路",
            "?since=2026-01-01",
        ):
            page.goto(f"/desk/search/{query}")
            page.evaluate(OPEN_ALL)
            assert_accessible(page)
        page.goto("/desk/search/?q=路灯")
        page.locator(".keep summary").click()
        page.locator("#saved-name").fill("路灯")
        page.locator("#saved-name").press("Enter")
        page.locator(".tabs [aria-current]").wait_for()
        assert_accessible(page)
        page.goto("/desk/")
        expect(page.locator(".tabs").get_by_text("路灯")).to_have_count(1)


class TestKeys:
    def test_lead_from_the_desk_to_the_case(self, cast, page_at):
        case = new_request(cast, title="小区路灯坏了")
        page = page_at(DESKTOP, ENGLISH, post=cast.hotline_clerk)
        page.goto("/desk/")
        page.keyboard.press("/")
        page.keyboard.type("路灯")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/search/?q=**")
        expect(page.locator("mark").first).to_have_text("路灯")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{case.reference}/")


class TestSenders:
    def test_are_found_without_scripts_and_leave_no_number_in_the_address(self, cast, page_at):
        case = by_telephone(cast)
        page = page_at(DESKTOP, ENGLISH, post=cast.hotline_clerk, scripts=False)
        page.goto("/desk/")
        page.locator("#jump").fill("13812345678")
        page.get_by_role("button", name="Search").click()
        page.get_by_text(case.reference).wait_for()
        assert "138" not in page.url
