"""Goes through a table of pages, each opened as its reader, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.chromium import CHINESE, WIDTHS, faults

# The name of an address, the post that opens it (None: nobody signed in), its arguments.
Visit = tuple[str, Any, dict[str, Any]]


def faults_of(visits: Iterable[Visit], language: str, *, page_at: Callable[..., Page]) -> list[str]:
    """Return a line for each page that doesn't open, is in another language, or breaks a rule.

    Each reader has one browser, as wide as that language is held against all rules: every other
    page in Chinese, those between in English.
    """
    turn = 0 if language == CHINESE else 1
    pages: dict[Any, Page] = {}
    wrong = []
    for number, (name, post, arguments) in enumerate(visits):
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
        if found := faults(page, is_audited=number % 2 == turn):
            wrong.append("\n".join([f"{name} {arguments} as {post}:", *found]))
    return wrong
