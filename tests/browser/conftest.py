"""Fixtures that drive a real Chromium against a running server.

`page_at(width, language)` opens a page of that size and language, `page_at(…, post=post)` signed
in and acting in `post`; `assert_accessible(page)` holds what is shown against axe's rules for
WCAG 2.2 AA, one `<h1>`, no sideways scrolling, and no word of complaint in the console.
`LINLI_PICTURES=folder` keeps a picture of each page so held.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from linli.base.accounts.middleware import SESSION_KEY
from tests.browser import chromium
from tests.cast import BACKEND

# Playwright's own loop runs in this thread; the tests themselves are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a browser test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
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
        cookies = {django_settings.LANGUAGE_COOKIE_NAME: language}
        if post is not None:
            cookies[django_settings.SESSION_COOKIE_NAME] = _session_of(post)
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
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


def _session_of(post: Any) -> str:
    """Return the session of a visitor who signed in as the post's holder and acts in it."""
    client = Client()
    client.force_login(post.person, backend=BACKEND)
    session = client.session
    session[SESSION_KEY] = post.pk
    session.save()
    return str(session.session_key)
