"""A unit objects that a petition is not its own: once the office agrees, once it does not."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE
from tests.journeys import petitioners
from tests.journeys.people import open_case, send, step
from tests.journeys.petitioners import DEPARTMENT

HOUSING = "历下区住房和城乡建设局"
REQUEST = "请求退还重复收取的物业费。"
TITLE = REQUEST.rstrip("。")
NOT_OURS = "物业收费由住房和城乡建设局监管，不属于本局职权。"


@pytest.fixture
def officer(cast: Any, days: Any, page_at: Any) -> Page:
    """The petition officer's browser, on a Monday."""
    return page_at(post=cast.county_petition_officer)


def test_an_objection_needs_the_offices_consent(cast, officer, days, page_at):
    resident = page_at(PHONE)
    slip = petitioners.bring(resident, request=REQUEST, facts="去年的物业费收了两次。")
    open_case(officer, TITLE)
    petitioners.transfer(officer, DEPARTMENT)
    days.pass_to(3, 6)
    department = page_at(post=cast.department_handler)
    object_to_it(department, proposed=HOUSING)
    agree(officer)
    it_is_gone(department)
    petitioners.transfer(officer, HOUSING)
    petitioners.look(resident, *slip)
    expect(resident.get_by_text(HOUSING).first).to_be_visible()
    days.pass_to(3, 12)
    housing = page_at(post=cast.other_department_handler)
    object_to_it(housing)
    refuse(officer)
    it_has_to_accept(housing)
    petitioners.look(resident, *slip)
    expect(resident.get_by_text("已受理").first).to_be_visible()


def test_after_five_working_days_it_is_too_late(cast, officer, days, page_at):
    petitioners.bring(page_at(PHONE), request=REQUEST, facts="去年的物业费收了两次。")
    open_case(officer, TITLE)
    petitioners.transfer(officer, DEPARTMENT)
    days.pass_to(3, 9)
    department = page_at(post=cast.department_handler)
    open_case(department, TITLE)
    expect(step(department, "object").get_by_label("详细理由")).to_be_visible()
    days.pass_to(3, 10)
    open_case(department, TITLE)
    expect(department.get_by_text("5个工作日")).to_be_visible()
    expect(department.locator("#do-object")).to_have_count(0)


def object_to_it(page: Page, proposed: str = "") -> None:
    """Object, with reasons; without them nothing is taken."""
    open_case(page, TITLE)
    form = step(page, "object")
    if proposed:
        petitioners.search(form, "建议有权处理单位", proposed)
    form.get_by_role("button", name="提出异议", exact=True).click()
    expect(form.locator(".field-wrong")).to_contain_text("详细理由")
    form = step(page, "object")
    form.get_by_label("详细理由").fill(NOT_OURS)
    send(form, "提出异议")


def agree(page: Page) -> None:
    """The office reads the reasons above its ruling, and takes the petition back."""
    page.goto("/petitions/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator(".objection")).to_contain_text(NOT_OURS)
    form = step(page, "agree_return")
    form.get_by_label("核实情况").fill("经核实，由住房和城乡建设局监管。")
    send(form, "同意退回")


def it_is_gone(page: Page) -> None:
    page.goto("/petitions/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def refuse(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "refuse_return")
    form.get_by_label("核实情况").fill("经核实，属于该局职权。")
    send(form, "不同意退回")


def it_has_to_accept(page: Page) -> None:
    """The ruling stands on the unit's page; it can't object again."""
    open_case(page, TITLE)
    expect(page.get_by_text("经核实，属于该局职权。").first).to_be_visible()
    expect(page.locator("#do-object")).to_have_count(0)
    form = step(page, "accept")
    form.get_by_label("处理途径和程序").fill("由本局按信访程序办理。")
    send(form, "受理")
