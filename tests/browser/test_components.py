"""The components and layouts in a real browser: accessible, working with and without scripts."""

from __future__ import annotations

import pytest

from linli.base.ui.examples import SHOWN
from tests.browser.chromium import CHINESE, DESKTOP, ENGLISH, EVERYWHERE, PHONE


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

    @pytest.mark.parametrize("name", SHOWN)
    @pytest.mark.parametrize(("width", "language"), [(PHONE, CHINESE), (DESKTOP, ENGLISH)])
    def test_make_layouts_and_error_pages_without_barrier(
        self, page_at, assert_accessible, width, language, name
    ):
        page = page_at(width, language)
        page.goto(f"/components/shown/{name}/")
        assert_accessible(page)

    def test_show_their_source(self, page_at, assert_accessible):
        page = page_at(PHONE, CHINESE)
        page.goto("/components/lists/")
        assert_accessible(page)
        assert "{% tabs" in page.locator(".source").inner_text()
