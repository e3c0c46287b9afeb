"""The page of an accusation in a browser: in both languages, at both widths."""

from __future__ import annotations

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from linli.cases import recusing, sealing
from tests.browser.chromium import CHINESE, DESKTOP, ENGLISH, PHONE
from tests.requests import HOUR, START, in_state

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(cast):
    case = sealing.seal(
        in_state("handling", cast), accused_units=[cast.street_unit],
        accused_others=[{"name": "贾仁义"}], readers=[cast.petition_officer],
        by=cast.hotline_clerk.actor(), at=START + 6 * HOUR,
    )  # fmt: skip
    person = cast.other_hotline_clerk.person
    return recusing.bar_person(
        case, person=person, by=cast.hotline_head.actor(), at=START + 7 * HOUR
    )


@pytest.mark.parametrize(("width", "language"), [(PHONE, CHINESE), (DESKTOP, ENGLISH)])
def test_keeper_names_accused_and_ends_a_recusal(
    page_at, assert_accessible, cast, case, width, language
):
    page = page_at(width, language, post=cast.hotline_head)
    page.goto(reverse("cases:case", args=[case.reference]))
    expect(page.locator("form[action$='/acts/unbar/']")).to_have_count(1)
    for key in ("admit", "accuse"):
        page.locator(f"#do-{key} summary").click()
    page.locator("li details.reveal summary").first.click()
    assert_accessible(page)
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(fits)
    if folder := os.environ.get("LINLI_PICTURES"):
        page.screenshot(path=f"{folder}/wall-{language}-{width}.png", full_page=True)
