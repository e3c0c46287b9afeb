"""Goes through a table of pages, each opened as its reader, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.chromium import CHINESE, WIDTHS, faults

EVERY_OTHER = pytest.mark.parametrize(
    "is_all",
    [pytest.param(False, id="every other"), pytest.param(True, marks=pytest.mark.hard, id="all")],
)
# The name of an address, the post that opens it (None: nobody signed in), its arguments.
Visit = tuple[str, Any, dict[str, Any]]


def faults_of(
    visits: Iterable[Visit], language: str, *, page_at: Callable[..., Page], is_all: bool = True
) -> list[str]:
    """Return a line for each page that doesn't open, is in another language, or breaks a rule.

    Each reader has one browser, as wide as that language is held against all rules. Unless
    `is_all`, every other page is opened in Chinese, those between in English.
    """
    turn = 0 if language == CHINESE else 1
    pages: dict[Any, Page] = {}
    wrong = []
    for number, (name, post, arguments) in enumerate(visits):
        if not is_all and number % 2 != turn:
            continue
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
        if found := faults(page):
            wrong.append("\n".join([f"{name} {arguments} as {post}:", *found]))
    return wrong
