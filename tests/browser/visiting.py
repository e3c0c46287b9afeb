"""Goes through a table of pages, each opened as its reader, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.chromium import WIDTHS

# The name of an address, the post that opens it (None: nobody signed in), its arguments.
Visit = tuple[str, Any, dict[str, Any]]


def faults_of(
    visits: Iterable[Visit],
    language: str,
    *,
    page_at: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> list[str]:
    """Return a line for each page that doesn't open, is in another language, or breaks a rule.

    Each reader has one browser, as wide as that language is held against all rules.
    """
    pages: dict[Any, Page] = {}
    wrong = []
    for name, post, arguments in visits:
        holder = post.pk if post else None
        if holder not in pages:
            pages[holder] = page_at(WIDTHS[language], language, post=post)
        page = pages[holder]
        answer = page.goto(reverse(name, kwargs=arguments))
        if answer is None or answer.status != 200:
            wrong.append(f"{name} {arguments} answers {answer and answer.status}")
            continue
        if page.locator("html").get_attribute("lang").lower() != language:
            wrong.append(f"{name} is not in {language}")
        try:
            assert_accessible(page)
        except AssertionError as fault:
            wrong.append(f"{name} {arguments} as {post}: {fault}")
    return wrong
