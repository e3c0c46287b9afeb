"""A matter told by telephone: taken down, read aloud, dispatched, answered, called back, closed.

The clerks work in English, the caller has no web page; a lost passcode is issued again.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import ENGLISH, PHONE
from tests.journeys.people import choose_suggested, open_case, send, show_receipt, step
from tests.requests import duty

NUMBER, MASKED = "13812345678", "138****5678"
TITLE = "楼道里的灯坏了一个星期"
BODY = f"{TITLE}。晚上老人下楼不安全，请尽快修好。"
ANSWER = "灯已修好，并检查了全楼的灯。"


@pytest.fixture
def clerk(cast: Any, signed_in: Any) -> Page:
    """The hotline clerk's browser, in English, with a duty item that fits."""
    duty(cast, "own", name="楼道照明维护", keywords="楼道、灯", number="7")
    return signed_in(cast.hotline_clerk.person, language=ENGLISH)


@pytest.fixture
def street(cast: Any, page_at: Any) -> Page:
    """The street clerk's browser, in English."""
    return page_at(post=cast.street_clerk, language=ENGLISH)


@pytest.fixture
def auditor(cast: Any, page_at: Any) -> Page:
    """The auditor's browser, in English."""
    return page_at(post=cast.auditor, language=ENGLISH)


def test_a_call_is_taken_answered_and_called_back(clerk, street, auditor, page_at):
    receipt, passcode = take_the_call(clerk)
    dispatch_at_once(clerk)
    the_caller_has_heard_it(clerk)
    look_at_the_number(street)
    read_who_looked(auditor, "周强")
    answer(street)
    call_back(clerk)
    the_case_is_closed(clerk, receipt)
    another = reissue_passcode(clerk, receipt)
    assert another != passcode
    the_caller_looks_on_a_neighbours_phone(page_at(PHONE), receipt, passcode, another)


def take_the_call(page: Page) -> tuple[str, str]:
    """Write down what the caller says; return the numbers that are read aloud."""
    page.get_by_role("link", name="Take a call").click()
    page.get_by_label(re.compile("^Telephone")).fill(NUMBER)
    page.get_by_label("Caller's name").fill("王秀英")
    expect(page.get_by_text("No earlier case from this telephone.")).to_be_visible()
    page.get_by_label("Call for help").check()
    page.get_by_label("Matter").fill(BODY)
    choose_suggested(page, "Place", "jfljd", "解放路街道$")
    page.get_by_role("button", name="Save and read out the receipt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read this to the caller")
    receipt, passcode = page.locator(".aloud-digits").all_inner_texts()
    return receipt, passcode


def dispatch_at_once(page: Page) -> None:
    """Go on from the receipt: the kind that was heard is chosen already."""
    page.get_by_role("link", name="Dispatch now").click()
    form = step(page, "dispatch")
    expect(form.get_by_label("Call for help")).to_be_checked()
    form.get_by_label("Normal", exact=True).check()
    form.get_by_role("radio", name=re.compile("楼道照明维护")).check()
    send(form, "Dispatch")


def the_caller_has_heard_it(page: Page) -> None:
    """Nobody telephones the caller about what was said on the line."""
    page.goto("/hotline/calls/")
    expect(page.get_by_text("No call is due")).to_be_visible()


def look_at_the_number(page: Page) -> None:
    """The street's clerk sees the number in clear once, for a reason."""
    open_case(page, TITLE)
    sender = page.locator("#people")
    line = sender.get_by_role("listitem").filter(has_text=MASKED)
    expect(line).to_be_visible()
    line.locator("summary").click()
    line.get_by_label("Why you need to see it").fill("To contact the person")
    line.get_by_role("button", name="Show it; this goes on record").click()
    expect(sender.get_by_text(NUMBER)).to_be_visible()
    page.reload()
    expect(sender.get_by_text(NUMBER)).to_have_count(0)


def read_who_looked(page: Page, who: str) -> None:
    """The auditor finds the look in the log, with the person who took it."""
    page.goto("/administration/log/")
    page.get_by_label("What happened").select_option("Revealed personal data")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name="Revealed personal data").first).to_contain_text(who)


def answer(page: Page) -> None:
    send(step(page, "accept"), "Accept")
    form = step(page, "contact")
    form.get_by_label("By telephone").check()
    send(form, "Record that the person was contacted")
    form = step(page, "answer")
    form.get_by_label("Solved", exact=True).check()
    form.get_by_label("Answer").fill(ANSWER)
    send(form, "Answer")


def call_back(page: Page) -> None:
    """Never the handling unit but the hotline asks how content the person is."""
    page.get_by_role("link", name="Calls to make").click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Show the number and call").click()
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    asked = page.locator("#outcome")
    asked.get_by_label("Solved", exact=True).check()
    asked.get_by_label("Fairly satisfied").check()
    asked.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("The call is on record.")).to_be_visible()


def the_case_is_closed(page: Page, receipt: str) -> None:
    """Find the case by the number on the receipt."""
    page.goto("/desk/")
    page.get_by_label("Words, case or receipt number, telephone").fill(receipt)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Closed", exact=True).first).to_be_visible()
    expect(page.get_by_text("Solved · Fairly satisfied")).to_be_visible()


def reissue_passcode(page: Page, receipt: str) -> str:
    """Issue another passcode after a check, and return it."""
    page.get_by_role("link", name="Lost passcode").click()
    page.get_by_label("Receipt number or reference").fill(receipt)
    page.get_by_role("button", name="Find").click()
    page.get_by_label("What did you check?").fill("Name, number called from, day of the call")
    page.get_by_role("button", name="Issue another passcode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read this to the caller")
    return page.locator(".aloud-digits").all_inner_texts()[1]


def the_caller_looks_on_a_neighbours_phone(page: Page, receipt: str, old: str, new: str) -> None:
    show_receipt(page, receipt, old)
    expect(page.get_by_text("受理号和查询密码对不上，请核对后再试。").first).to_be_visible()
    show_receipt(page, receipt, new)
    expect(page.get_by_text(ANSWER, exact=True)).to_be_visible()
    page.get_by_role("button", name="看完了，退出").click()
    page.goto("/track/message/")
    expect(page.get_by_role("heading", level=1)).to_have_text("查询进度")
