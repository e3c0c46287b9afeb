"""Bringing a petition or an accusation in a real browser, and following it on a telephone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from linli.cases.models import Case, Message
from linli.cases.receiving import receipt_for
from linli.faces.portal import limits
from tests.browser.chromium import EVERYWHERE, PHONE
from tests.petitions import in_state

pytestmark = pytest.mark.django_db(transaction=True)
SEND = re.compile("^(提交|Send)$")
STATES = ("registered", "handling", "delivered", "in_recheck", "terminated", "with_discipline")


def show_receipt(page, key):
    held = receipt_for(key)
    page.goto("/track/")
    page.locator("[name=number]").fill(held.message.receipt)
    page.locator("[name=passcode]").fill(held.passcode)
    page.get_by_role("button", name=re.compile("查询|Look")).click()
    page.wait_for_selector(".standing")


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
def test_every_page_of_a_petitioner_is_whole(
    cast, page_at, assert_accessible, monkeypatch, width, language
):
    monkeypatch.setattr(limits, "ENTERING", limits.Limit("entering", 1000, 3600))
    page = page_at(width, language)
    page.goto("/write/")
    assert_accessible(page)
    for way in ("petition", "accusation"):
        page.goto(f"/write/{way}/")
        assert_accessible(page)
        page.get_by_role("button", name=SEND).click()
        assert_accessible(page)
    start = timezone.now() - timedelta(days=3)
    for state in STATES:
        case = in_state(state, cast, at=start, submission_key=f"{state}-{width}-{language}")
        show_receipt(page, f"{state}-{width}-{language}")
        assert_accessible(page)
        if state == "delivered":
            page.goto(f"/track/message/{case.reference}/request_review/")
            page.get_by_role("button", name=SEND).click()
            assert_accessible(page)
        page.goto("/track/message/")
        page.locator("form[action='/track/leave/'] button").click()
        page.wait_for_selector("[name=passcode]")


def test_an_accusation_is_sent_without_scripts(cast, page_at):
    page = page_at(PHONE, scripts=False)
    page.goto("/")
    page.locator("a.door-main").click()
    page.get_by_role("link", name=re.compile("检举、控告")).click()
    page.locator("[name=accused]").fill("解放路街道办事处 周某")
    page.locator("[name=request]").fill("请求依法查处。")
    page.locator("[name=facts]").fill("办事时索要两千元。")
    page.locator("[name=region]").fill("解放路街道")
    page.get_by_role("button", name=SEND).click()
    slip = page.locator(".slip")
    slip.wait_for()
    expect(slip).to_contain_text(Message.objects.get().receipt)
    assert Case.objects.get().is_sealed
