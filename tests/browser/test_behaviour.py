"""What the page's scripts add: keys in lists, one submission, the token for htmx, focus."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import CHINESE, DESKTOP, ENGLISH, PHONE

LISTS = "/components/lists/"
FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.LINLI_DEMO = True


@pytest.fixture
def lists(page_at):
    page = page_at(DESKTOP, ENGLISH)
    page.goto(LISTS)
    return page


class TestKeys:
    def test_move_through_the_list_and_open(self, lists):
        lists.keyboard.press("j")
        assert lists.evaluate(FOCUSED) == "Street lamp out for a week"
        lists.keyboard.press("j")
        lists.keyboard.press("j")
        assert lists.evaluate(FOCUSED) == "Water drips through the ceiling at night"
        lists.keyboard.press("k")
        lists.keyboard.press("Enter")
        lists.wait_for_url("**/?case=1")

    def test_leave_typing_alone(self, lists):
        words = lists.get_by_label("Words")
        words.focus()
        lists.keyboard.type("jk?")
        expect(words).to_have_value("jk?")
        expect(lists.locator("dialog")).not_to_be_visible()

    def test_show_their_help_and_close_it(self, lists, assert_accessible):
        lists.keyboard.press("?")
        expect(lists.locator("dialog")).to_be_visible()
        assert_accessible(lists)
        lists.keyboard.press("Escape")
        expect(lists.locator("dialog")).not_to_be_visible()

    def test_can_be_switched_off_for_good(self, lists):
        lists.get_by_role("button", name="Keyboard shortcuts").click()
        lists.get_by_label("Use single-key shortcuts").uncheck()
        lists.keyboard.press("Escape")
        lists.reload()
        lists.keyboard.press("j")
        assert lists.evaluate("document.activeElement.tagName") == "BODY"
        lists.get_by_role("button", name="Keyboard shortcuts").click()
        lists.get_by_label("Use single-key shortcuts").check()
        lists.keyboard.press("Escape")
        lists.keyboard.press("j")
        assert lists.evaluate(FOCUSED) == "Street lamp out for a week"

    def test_press_what_a_page_names_and_are_listed_in_the_help(self, page_at):
        page = page_at(DESKTOP, ENGLISH)
        page.goto("/components/buttons/")
        page.evaluate("document.querySelector('[data-key]').onclick = () => document.title = 'hit'")
        page.keyboard.press("n")
        assert page.title() == "hit"
        expect(page.locator("dialog")).to_contain_text("Add a note")


class TestSubmission:
    def test_is_sent_once(self, page_at):
        page = page_at(DESKTOP, ENGLISH)
        page.goto("/components/fields/")
        # The page stays where it is, as while a slow server thinks.
        page.evaluate(
            """() => { window.sent = 0; const f = document.querySelector('main form');
                 f.target = 'elsewhere'; f.addEventListener('formdata', () => window.sent++); }"""
        )
        send = page.get_by_role("button", name="Send")
        send.evaluate("button => { button.click(); button.click(); }")
        page.wait_for_function("document.querySelector('main form button').disabled")
        assert page.evaluate("window.sent") == 1

    def test_that_failed_begins_at_what_is_wrong(self, page_at):
        page = page_at(PHONE, CHINESE)
        page.goto("/components/errors/")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
        page.get_by_role("link", name="您的姓名").click()
        assert page.evaluate("document.activeElement.name") == "name"


class TestHtmx:
    def test_sends_the_token_and_runs_no_code_from_attributes(self, lists):
        lists.evaluate(
            """() => { const b = document.createElement('button'); b.id = 'probe';
                 b.setAttribute('hx-post', '/language/'); b.setAttribute('hx-swap', 'none');
                 b.setAttribute('hx-vals', 'js:{ran: window.ran = true}');
                 document.querySelector('main').append(b); htmx.process(b); }"""
        )
        with lists.expect_response("**/language/") as answered:
            lists.evaluate("document.getElementById('probe').click()")
        assert answered.value.status != 403
        assert answered.value.request.headers["x-csrftoken"]
        assert lists.evaluate("window.ran") is None

    def test_says_so_when_nothing_comes_back(self, lists):
        lists.route("**/gone/", lambda route: route.abort())
        lists.evaluate("htmx.ajax('GET', '/gone/', {target: 'main', swap: 'none'}).catch(() => {})")
        lists.get_by_text("No connection. Please try again.").wait_for()


class TestWithoutScripts:
    @pytest.mark.parametrize("width", [PHONE, DESKTOP])
    def test_the_menu_opens(self, page_at, cast, width):
        page = page_at(width, ENGLISH, post=cast.system_administrator, scripts=False)
        page.goto("/components/")
        link = page.get_by_role("link", name="Units")
        if width == PHONE:
            expect(link).not_to_be_visible()
            page.get_by_text("Menu").click()
        link.click()
        page.wait_for_url("**/units/")

    def test_the_acting_post_is_shown(self, page_at, cast):
        page = page_at(PHONE, CHINESE, post=cast.street_clerk, scripts=False)
        page.goto("/components/")
        expect(page.locator("header")).to_contain_text("街道经办人")

    def test_the_language_is_switched(self, page_at):
        page = page_at(PHONE, CHINESE, scripts=False)
        page.goto(LISTS)
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.wait_for_url(f"**{LISTS}")
