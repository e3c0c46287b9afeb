"""What people do with petitions on the pages; each takes the page of their browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.base.letters.papers import pdf_text, word_text
from tests.journeys.people import choose_suggested, send, show_receipt, step

PETITION, ACCUSATION = "提出信访事项（信访）", "检举、控告公职人员或单位"
NAME, HOME = "李明", "历下区青年东路12号"
STREET, DEPARTMENT = "解放路街道办事处", "历下区城市管理局"


def begin_writing(page: Page, way: str) -> None:
    """Choose, from the residents' first page, in which way to write."""
    page.goto("/")
    page.get_by_role("link", name="我要反映").last.click()
    page.get_by_role("link", name=way).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(way)


def sent(page: Page) -> tuple[str, str]:
    """Send what was written; return receipt number and passcode, noted down."""
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到您的来件")
    receipt, passcode = page.locator(".slip dd").all_inner_texts()
    page.get_by_role("button", name="已抄好，关闭此页").click()
    return receipt, passcode


def bring(page: Page, *, request: str, facts: str, reasons: str = "") -> tuple[str, str]:
    """Bring a petition about a place in the street, with name and address."""
    begin_writing(page, PETITION)
    page.get_by_label("您的请求是什么？").fill(request)
    page.get_by_label("事情经过").fill(facts)
    page.get_by_label("理由").fill(reasons)
    choose_suggested(page, "在哪里？", "解放路", "济南市历下区解放路街道$")
    page.get_by_label("您的姓名").fill(NAME)
    page.get_by_label("您的住址").fill(HOME)
    return sent(page)


def look(page: Page, receipt: str, passcode: str) -> None:
    """Read on the residents' page where the petition stands."""
    page.goto("/track/message/")
    if page.url.endswith("/track/"):
        show_receipt(page, receipt, passcode)
    expect(page.locator(".standing")).to_be_visible()


def written(day: date) -> re.Pattern[str]:
    """Return how a page writes a day: as digits, or in words."""
    return re.compile(rf"{day.isoformat()}|{day.year}年{day.month}月{day.day}日")


def transfer(page: Page, unit: str, *, is_proposed: bool = False) -> None:
    """Send the petition on to a unit, one that is proposed or one searched for."""
    form = step(page, "transfer")
    if is_proposed:
        form.get_by_role("radio", name=re.compile(unit)).check()
    else:
        form.get_by_role("radio", name=re.compile("其他单位")).check()
        search(form, "有权处理的机关、单位", unit)
    send(form, "转送")


def search(form: Locator, label: str, unit: str) -> None:
    """Type a part of a unit's name in a step's form and choose it."""
    box = form.get_by_label(re.compile(f"^{label}"))
    box.fill("")
    box.press_sequentially(unit)
    form.get_by_role("option", name=re.compile(unit)).first.click()
    expect(box).to_have_value(re.compile(unit))


def deliver(page: Page, what: str, on: date, *, outside: str = "") -> None:
    """Record that what was issued reached the petitioner on a day; `outside` is the number of a
    paper of which no letter was issued here."""
    form = step(page, f"deliver_{what}")
    form.get_by_label("送达方式").select_option("直接送达")
    form.get_by_label("送达日期").fill(on.isoformat())
    form.get_by_label("送达凭证").fill(f"{NAME}签收")
    number = form.get_by_label("系统外出具的文号和原因")
    if outside:
        number.fill(outside)
    else:
        expect(number).to_have_count(0)
    send(form, form.get_by_role("button").last.inner_text().strip())


def draft_letter(page: Page, name: str) -> None:
    """Begin a letter from the case page."""
    page.get_by_role("button", name=re.compile(f"{name}$")).first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def issue_letter(page: Page) -> tuple[str, str]:
    """Issue the letter; return what stands in its Word file and in its PDF, without blanks."""
    page.get_by_role("button", name="保存并签发").click()
    expect(page.get_by_text("文书已签发。")).to_be_visible()
    return word_text(download(page, "Word")), pdf_text(download(page, "PDF"))


def download(page: Page, name: str) -> bytes:
    """Return the file behind the link of this name."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()
