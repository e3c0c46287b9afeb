"""Wages not paid: the petition is guided to arbitration with a notice, and followed to its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE
from tests.journeys import petitioners
from tests.journeys.people import open_case, send, step
from tests.journeys.petitioners import DEPARTMENT, NAME, written

REQUEST = "请求支付拖欠的三月份工资。"
TITLE = REQUEST.rstrip("。")
WAY = "属于劳动争议，请在一年内向历下区劳动人事争议仲裁委员会申请仲裁，申请不收费。"
RESULT = "仲裁委员会已裁决用人单位支付工资。"


def test_a_petition_is_guided_to_arbitration(cast, days, page_at):
    resident, officer = page_at(PHONE), page_at(post=cast.county_petition_officer)
    slip = petitioners.bring(resident, request=REQUEST, facts="三月份在工地干活，工资没有发。")
    open_case(officer, TITLE)
    petitioners.transfer(officer, DEPARTMENT)
    handler = page_at(post=cast.department_handler)
    guide(handler)
    write_the_notice(handler)
    record_its_delivery(handler, days)
    petitioners.look(resident, *slip)
    for words in ("应通过法定途径处理，已告知", "仲裁", WAY, written(date(2026, 3, 3))):
        expect(resident.get_by_text(words).first).to_be_visible()
    days.pass_to(6, 1)
    record_the_outcome(handler)
    petitioners.look(resident, *slip)
    expect(resident.get_by_text(RESULT).first).to_be_visible()


def guide(page: Page) -> None:
    """No clock of the petition's own runs in a statutory way."""
    open_case(page, TITLE)
    form = step(page, "guide")
    form.get_by_label("仲裁", exact=True).check()
    form.get_by_label("处理途径和程序").fill(WAY)
    send(form, "导入法定途径")
    expect(page.locator("#petition")).to_contain_text("仲裁")
    expect(page.locator("#petition")).to_contain_text("第三十一条第二项")


def write_the_notice(page: Page) -> None:
    petitioners.draft_letter(page, "接收及途径程序告知书")
    for paper in petitioners.issue_letter(page):
        for words in (NAME, "仲裁", "第三十一条第二项", "劳动人事争议仲裁委员会"):
            assert words in paper, f"{words} is not on the notice"


def record_its_delivery(page: Page, days: Any) -> None:
    days.pass_to(3, 4)
    open_case(page, TITLE)
    form = step(page, "deliver")
    form.get_by_label("文书", exact=True).select_option(index=1)
    form.get_by_label("送达方式").select_option("邮寄送达")
    form.get_by_label("送达日期").fill(date(2026, 3, 3).isoformat())
    form.get_by_label("送达凭证").fill("EMS 1234567890")
    send(form, "登记其他文书送达")


def record_the_outcome(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "record_outcome")
    form.get_by_label("结果").fill(RESULT)
    send(form, "登记法定途径的结果")
