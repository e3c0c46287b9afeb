"""The components and layouts in a real browser: accessible, working with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from linli.base.ui.examples import SHOWN
from tests.browser.chromium import CHINESE, DESKTOP, ENGLISH, EVERYWHERE, PHONE, faults


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.LINLI_DEMO = True


class TestComponents:
    @pytest.mark.parametrize(("width", "language"), EVERYWHERE)
    def test_have_no_barrier(self, page_at, assert_accessible, width, language):
        page = page_at(width, language)
        page.goto("/components/")
        # All that can be opened is held against the rules as well.
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert_accessible(page)

    @pytest.mark.parametrize(("width", "language"), [(PHONE, CHINESE), (DESKTOP, ENGLISH)])
    def test_make_layouts_and_error_pages_without_barrier(
        self, page_at, assert_accessible, width, language
    ):
        page = page_at(width, language)
        for name in SHOWN:
            page.goto(f"/components/shown/{name}/")
            assert_accessible(page)

    def test_show_their_source(self, page_at, assert_accessible):
        page = page_at(PHONE, CHINESE)
        page.goto("/components/lists/")
        assert_accessible(page)
        expect(page.locator(".source")).to_contain_text("{% tabs")


class TestFaults:
    def test_are_found_where_they_are(self, page_at):
        page = page_at(PHONE, ENGLISH)
        page.goto("/components/shown/bare/")
        page.evaluate(
            """() => { const main = document.querySelector('main');
                 main.append(document.createElement('h1'));
                 const wide = document.createElement('img'); wide.width = 900; main.append(wide);
                 console.error('a complaint'); setTimeout(() => { throw Error('a slip'); });
                 document.querySelector('.lead').className = 'text-light'; }"""
        )
        page.wait_for_timeout(50)
        found = "\n".join(faults(page))
        for word in ("2 h1", "wider", "image-alt", "color-contrast", "a complaint", "a slip"):
            assert word in found, word

    def test_of_the_content_policy_are_found(self, page_at):
        page = page_at(PHONE, ENGLISH)
        page.goto("/components/shown/bare/")
        page.evaluate(
            """document.querySelector('main')
                 .insertAdjacentHTML('beforeend', '<p style="color: red">x</p>')"""
        )
        page.wait_for_timeout(50)
        assert any("Content Security Policy" in fault for fault in faults(page))


def test_have_one_scale_on_paper_whatever_look_was_chosen(page_at):
    page = page_at(DESKTOP, CHINESE)
    page.goto("/components/")
    page.emulate_media(media="print")
    sizes = (
        "() => ['body', 'h1', '.soft'].map(one => "
        "parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
    )
    seen = []
    for look in ("", "large", "larger", "elder"):
        page.evaluate("look => { document.documentElement.dataset.look = look }", look)
        seen.append(page.evaluate(sizes))
    assert len({tuple(one) for one in seen}) == 1
    body, heading, soft = seen[0]
    assert soft < body < heading and body == pytest.approx(14, abs=0.1)
