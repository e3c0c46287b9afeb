"""Every page of the URL resolver in English; see test_every_page."""

from __future__ import annotations

import pytest

from tests.browser.chromium import ENGLISH
from tests.browser.pages import visits
from tests.browser.visiting import EVERY_OTHER, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@EVERY_OTHER
def test_every_page_is_whole(cast, page_at, is_all):
    wrong = faults_of(visits(cast), ENGLISH, page_at=page_at, is_all=is_all)
    assert not wrong, "\n\n".join(wrong)
