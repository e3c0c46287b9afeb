"""Many cases at once in a browser: tick, say what is to be done, see what became of each."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.chromium import EVERYWHERE
from tests.requests import dispatch, duty, new_request

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
class TestBulk:
    def test_put_somebody_in_charge_of_all_on_the_page(
        self, page_at, assert_accessible, cast, width, language
    ) -> None:
        now, item = timezone.now(), duty(cast)
        for _ in range(3):
            dispatch(new_request(cast, at=now), cast, item=item, at=now)
        page = page_at(width, language, post=cast.street_clerk)
        page.goto("/desk/?scope=unit&list=new")
        page.locator("input[name=case]").first.check()
        expect(page.locator("#bulk-which")).to_have_value("chosen")
        page.locator("#bulk-which").select_option("page")
        page.locator("#bulk button[value='case.assign']").click()
        expect(page.locator("input[name=go]")).to_be_attached()
        assert_accessible(page)
        name = re.compile(cast.second_street_clerk.person.name)
        option = page.locator("select[name=post] option", has_text=name)
        page.locator("select[name=post]").select_option(option.get_attribute("value"))
        page.locator("main form button.btn-primary").click()
        expect(page.locator("td.rows-unit", has_text=name)).to_have_count(3)
        page.goto("/desk/jobs/")
        expect(page.locator("tbody tr")).to_have_count(1)
        assert_accessible(page)
