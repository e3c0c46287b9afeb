"""A letter's page and a template's, at both widths and in both languages, with and without
scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from linli.base.letters.actions import draft, issue, void
from linli.base.letters.models import Letter
from linli.base.letters.shipped import shipped
from linli.base.letters.versions import replace
from tests.base.letters.conftest import AT, sample  # noqa: F401
from tests.base.letters.sample import KIND, VALUES
from tests.browser.chromium import DESKTOP, HEIGHTS, LANGUAGES, PHONE, WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(cast) -> Letter:
    """A whole draft of the street's unit."""
    return drafted(cast)


def drafted(cast, **values: object) -> Letter:
    return draft(
        KIND.key, chain="sample:1", unit=cast.street_unit, values={**VALUES, **values},
        by=cast.street_clerk.actor(), at=AT,
    )  # fmt: skip


def address(letter: Letter) -> str:
    return reverse("letters:letter", args=[letter.pk])


@pytest.mark.parametrize("language", LANGUAGES)
class TestPages:
    def test_are_whole_at_both_widths(
        self, cast, letter, page_at: Callable[..., Page], assert_accessible, language
    ):
        by = cast.street_head.actor()
        issued, gone = issue(drafted(cast), by=by, at=AT), drafted(cast)
        void(gone, reason="姓名有误，重新制作", by=by, at=AT)
        replace(KIND, shipped(KIND), by=cast.system_administrator.actor(), at=AT)
        pages = {
            cast.street_head: [address(one) for one in (letter, issued, gone)],
            cast.system_administrator: [
                reverse("letters:templates"),
                reverse("letters:template", args=[KIND.key]),
                reverse("letters:signs"),
            ],
        }
        for post, addresses in pages.items():
            page = page_at(WIDTHS[language], language, post=post)
            for path in addresses:
                page.goto(path)
                assert_accessible(page)


class TestLetter:
    def test_shows_what_is_typed_before_it_is_saved(self, cast, letter, page_at):
        page = page_at(DESKTOP, post=cast.street_head)
        page.goto(address(letter))
        picture = page.locator("#look img")
        expect(picture).to_have_attribute("src", re.compile(r"^/letters/\d+/pages\.png$"))
        page.get_by_label("事项", exact=True).fill("下水堵塞")
        expect(picture).to_have_attribute("src", re.compile("^data:image/png"))
        assert Letter.objects.get().values["matter"] == VALUES["matter"]

    def test_names_a_sign_that_can_not_be_printed(self, cast, letter, page_at):
        page = page_at(DESKTOP, post=cast.street_head)
        page.goto(address(letter))
        page.get_by_label("收件人").fill("张\U0002a6a5")
        expect(page.locator("#look .notice-bad")).to_contain_text("\U0002a6a5")

    def test_is_corrected_and_issued_without_scripts(self, cast, letter, page_at):
        page = page_at(PHONE, post=cast.street_head, scripts=False)
        page.goto(address(letter))
        page.get_by_label("事项", exact=True).fill("")
        page.get_by_role("button", name="保存并签发").click()
        expect(page.locator(".field-wrong")).to_contain_text("事项")
        page.get_by_label("事项", exact=True).fill("下水堵塞")
        page.get_by_role("button", name="保存并签发").click()
        expect(page.locator(".lead")).to_contain_text("信受〔2026〕1号")
        with page.expect_download() as download:
            page.get_by_role("link", name="PDF").click()
        assert download.value.suggested_filename.endswith(".pdf")

    def test_stands_beside_its_form_on_a_desk_and_below_it_on_a_phone(self, cast, letter, page_at):
        page = page_at(DESKTOP, post=cast.street_head)
        page.goto(address(letter))
        words, look = (
            page.locator(part).bounding_box() for part in (".letter-words", ".letter-look")
        )
        assert look["x"] >= words["x"] + words["width"]
        page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
        words, look = (
            page.locator(part).bounding_box() for part in (".letter-words", ".letter-look")
        )
        assert look["y"] >= words["y"] + words["height"]
