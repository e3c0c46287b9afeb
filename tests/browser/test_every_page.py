"""Every page of the URL resolver is opened in both languages and at both widths: here in Chinese.

A page that nobody has put into one of the tables fails the test: none is forgotten. Every
other page is opened in Chinese on the telephone, those between in English at the desk, in a file
of its own; all in both languages in the hard tests.
"""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from tests.browser.chromium import CHINESE
from tests.browser.no_page import NO_PAGE
from tests.browser.pages import named, visits
from tests.browser.visiting import EVERY_OTHER, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_tables_name_every_page(cast):
    """`hotline:record` is the form behind a call, opened in the next test through its call."""
    known = {name for name, _, _ in visits(cast)} | set(NO_PAGE) | {"hotline:record"}
    found = set(named(get_resolver()))
    assert found - known == set(), "put these pages into one of the tables"
    assert known - found == set(), "these pages are gone"


@EVERY_OTHER
def test_every_page_is_whole(cast, page_at, is_all):
    wrong = faults_of(visits(cast), CHINESE, page_at=page_at, is_all=is_all)
    assert not wrong, "\n\n".join(wrong)
