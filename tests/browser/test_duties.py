"""The duty lists in a browser: finding who handles a message, and an import by hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import EVERYWHERE
from tests.registers.duties.conftest import make_items
from tests.registers.duties.test_importing import ASSISTING, OWN, TAKEN_BACK, book

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
class TestDutyPages:
    def test_say_who_handles_a_message(
        self,
        page_at,
        assert_accessible,
        cast,
        width,
        language,
    ) -> None:
        make_items(cast)
        page = page_at(width, language, post=cast.street_clerk)
        page.goto("/duties/find/")
        page.locator("textarea").fill("夜市摊贩占道经营")
        page.locator("main form button.btn-primary").click()
        page.locator("#proposals").wait_for()
        names = re.compile(f"{cast.department.name}|{cast.department.name_en}")
        expect(page.locator("main")).to_contain_text(names)
        assert_accessible(page)

    def test_import_a_list(
        self, page_at, assert_accessible, cast, tmp_path, width, language
    ) -> None:
        file = tmp_path / "list.xlsx"
        file.write_bytes(book(OWN, ASSISTING, TAKEN_BACK, [*ASSISTING[:4], "火星局"]).getvalue())
        page = page_at(width, language, post=cast.system_administrator)
        page.goto("/desk/jobs/import/duties/")
        page.locator("input[type=file]").set_input_files(file)
        page.locator("main form button.btn-primary").click()
        page.wait_for_url(re.compile(r"/desk/jobs/\d+/$"))
        assert_accessible(page)
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()
        page.goto("/duties/")
        expect(page.locator("tbody tr")).to_have_count(3)
