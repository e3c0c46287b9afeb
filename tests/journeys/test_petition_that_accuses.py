"""A street takes a letter for an ordinary petition; it turns out to accuse the street itself.

From then on the people of the street meet what everybody meets who asks for what is not there.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from linli.cases.models import Case
from linli.core.references import new_reference
from tests.browser.chromium import PHONE
from tests.journeys import petitioners
from tests.journeys.people import open_case, send, step
from tests.journeys.petitioners import STREET

REQUEST = "请求查处街道工作人员克扣补助。"
TITLE = REQUEST.rstrip("。")
FACTS = "解放路街道的工作人员每月从补助中扣下一百元。"
NOTHING = new_reference()


@pytest.fixture
def street(cast: Any, days: Any, page_at: Any) -> Page:
    """The street clerk's browser."""
    return page_at(post=cast.street_clerk)


def test_an_accusation_is_taken_from_those_it_accuses(cast, street, page_at):
    slip = take_it_down(street)
    case = Case.objects.get()
    open_case(street, TITLE)
    officer = page_at(post=cast.county_petition_officer)
    mark(officer)
    head = page_at(post=cast.street_head)
    for page in (street, head):
        it_is_not_there(page, case, slip[0])
    pass_on(officer)
    discipline = page_at(post=cast.discipline_head)
    conclude(discipline)
    the_accuser_reads(page_at(PHONE), *slip)


def take_it_down(page: Page) -> tuple[str, str]:
    """Register a letter at the street; nothing on it is marked."""
    page.goto("/petitions/register/")
    page.get_by_label("来信", exact=True).check()
    page.get_by_label(re.compile("^姓名")).fill("李明")
    page.get_by_label(re.compile("^住址")).fill("历下区青年东路12号")
    page.get_by_label(re.compile("^请求")).fill(REQUEST)
    page.get_by_label(re.compile("^事实")).fill(FACTS)
    page.get_by_role("button", name="登记并出具回执").click()
    receipt, passcode = page.locator(".slip dd").all_inner_texts()
    return receipt, passcode


def mark(page: Page) -> None:
    """The petition office reads what the street received, and sees what it is."""
    open_case(page, TITLE)
    form = step(page, "mark_accusation")
    form.get_by_role("textbox", name="单位 1").press_sequentially("解放路")
    form.get_by_role("option", name=STREET).first.click()
    send(form, "标记为检举控告")
    expect(page.get_by_text("检举控告件").first).to_be_visible()
    expect(page.locator(".case")).to_be_visible()


def it_is_not_there(page: Page, case: Case, receipt: str) -> None:
    """The case's own page, every list, the search by number, the notices: all as if it had
    never been."""
    answers = [page.goto(f"/cases/{number}/") for number in (case.reference, NOTHING)]
    assert [answer and answer.status for answer in answers] == [404, 404]
    for address in ("/desk/", "/desk/?scope=unit", "/desk/?scope=unit&list=done", "/petitions/",
                    "/desk/reminders/"):  # fmt: skip
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(TITLE)).to_have_count(0)
        expect(page.get_by_text(case.reference)).to_have_count(0)
    for number in (case.reference, receipt):
        assert search(page, number) == search(page, NOTHING)
    assert TITLE not in search(page, "克扣补助")


def search(page: Page, words: str) -> str:
    """Return what the desk says to what is looked for, but for the words themselves."""
    page.goto("/desk/")
    box = page.locator("#jump")
    box.fill(words)
    with page.expect_navigation():
        box.press("Enter")
    return page.locator("main").inner_text().replace(words, "")


def pass_on(page: Page) -> None:
    open_case(page, TITLE)
    if page.locator("#do-reclaim").count():
        form = step(page, "reclaim")
        form.get_by_label("理由（内部）").fill("属检举控告，按管理权限移送。")
        send(form, "收回重新分流（检举控告）")
    form = step(page, "to_discipline")
    petitioners.search(form, "纪检监察机关", "济南市纪委监委")
    send(form, "移送纪检监察机关")


def conclude(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "record_result")
    form.get_by_label("处理结果（内部）").fill("问题属实，已立案。")
    form.get_by_label("答复内容").fill("您反映的问题已依规依纪依法处理。")
    send(form, "登记移送事项的结果")


def the_accuser_reads(page: Page, receipt: str, passcode: str) -> None:
    petitioners.look(page, receipt, passcode)
    expect(page.get_by_text("您反映的问题已依规依纪依法处理。").first).to_be_visible()
    expect(page.get_by_text("已立案")).to_have_count(0)
    expect(page.locator(".course")).to_contain_text("依规依纪依法处理")
