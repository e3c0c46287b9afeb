"""Fixtures that drive a real Chromium against a running server.

`page_at(width, language)` opens a page of that size and language, `page_at(…, post=post)` signed
in and acting in `post`; each has a browser context of its own, as each person has a browser.
`assert_accessible(page)` holds what is shown against axe's rules for WCAG 2.2 AA, one `<h1>`, no
sideways scrolling, and no word of complaint in the console. `LINLI_PICTURES=folder` keeps a
picture of each page so held. tests/conftest.py hands them to tests/browser and tests/journeys.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Generous: the machine may be busy with other tests.
PATIENCE = 20_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    # Playwright's own loop runs in this thread; the tests themselves are not asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = chromium.launch(playwright)
        yield running
        running.close()


@pytest.fixture
def page_at(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A function `(width, language="zh-hans", *, post=None, scripts=True)` that returns a page
    on the server, with addresses relative to it."""
    contexts = []

    def open_page(
        width: int = chromium.DESKTOP,
        language: str = chromium.CHINESE,
        *,
        post: Any = None,
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": chromium.HEIGHTS.get(width, 800)},
            locale="zh-CN" if language == chromium.CHINESE else "en-GB",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        cookies = _cookies(language, post)
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return chromium.watch(page)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A function that fails with a line for each fault of the page shown."""

    def check(page: Page) -> None:
        found = chromium.faults(page)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


def _cookies(language: str, post: Any) -> dict[str, str]:
    """Return the cookies of a visitor who chose the language and, given a post, signed in as
    its holder and acts in it."""
    from django.conf import settings
    from django.test import Client

    from tests.cast import enter

    cookies = {settings.LANGUAGE_COOKIE_NAME: language}
    if post is not None:
        client = Client()
        enter(client, post.person, post)
        cookies[settings.SESSION_COOKIE_NAME] = str(client.session.session_key)
    return cookies
