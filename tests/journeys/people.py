"""What people do on the pages, named as they would say it; each takes the page of their browser."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "Ein-Blatt-im-Wind-7"


def sign_in(page: Page, username: str, password: str, code: str = "") -> None:
    """Go to the sign-in page from the residents' first page, and sign in, with the `code` of the
    second step if there is one."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("工作人员登录|Staff sign-in")).click()
    page.get_by_label(re.compile("用户名|User name|Username")).fill(username)
    page.get_by_label(re.compile("密码|Password")).fill(password)
    page.get_by_role("button", name=re.compile("^(登录|Sign in)$")).click()
    if code:
        page.get_by_label(re.compile("验证码|Confirmation code")).fill(code)
        page.get_by_role("button", name=re.compile("^(继续|Go on)$")).click()
    expect(page.get_by_role("button", name=re.compile("退出登录|Sign out"))).to_be_visible()


def choose_suggested(page: Page, label: str, typed: str, wanted: str) -> None:
    """Type a part of a name into a field with suggestions, and choose one by its pattern."""
    page.wait_for_load_state()
    box = page.get_by_label(label, exact=True)
    box.press_sequentially(typed)
    page.get_by_role("option", name=re.compile(wanted)).click()
    expect(box).to_have_value(re.compile(wanted))


def open_case(page: Page, title: str) -> None:
    """Open a case from the desk, by its title."""
    page.goto("/desk/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    page.wait_for_load_state()


def step(page: Page, key: str) -> Locator:
    """Return the form of a step on the case page, unfolded."""
    page.wait_for_load_state()  # what follows counts, and counting does not wait
    form = page.locator(f"#do-{key}")
    aside = page.locator(".steps-aside:not([open])", has=form)
    if aside.count():
        aside.locator("> summary").click()
    if form.locator("summary").count() and form.get_attribute("open") is None:
        form.locator("summary").click()
    return form


def send(form: Locator, button: str) -> None:
    """Press the form's button and wait for the page that says it is done."""
    with form.page.expect_navigation():  # the page before may show such a notice too
        form.get_by_role("button", name=button, exact=True).click()
    expect(form.page.get_by_role("status").locator(".notice-good")).to_be_visible()


def due_times(page: Page) -> list[str]:
    """Return the end of each running time limit on the case page, the next one first."""
    times = page.locator("#clocks .case-clocks").first.locator("summary time")
    return [str(time.get_attribute("datetime")) for time in times.all()]


def show_receipt(page: Page, receipt: str, passcode: str) -> None:
    """Enter number and passcode on the residents' page."""
    page.goto("/track/")
    page.get_by_label(re.compile("受理号|Receipt number")).fill(receipt)
    page.get_by_label(re.compile("查询密码|Passcode")).fill(passcode)
    page.get_by_role("button", name=re.compile("^(查询|Look)$")).click()
