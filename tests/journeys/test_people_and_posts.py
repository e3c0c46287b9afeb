"""A new colleague: created, appointed, let in by a one-time link, chooses a post, gets a deputy.

What somebody may do follows the post that they act in, from the first minute to the last.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE
from tests.cast import code_of, protect
from tests.journeys.people import PASSWORD, choose_suggested, open_case, send, sign_in, step
from tests.requests import dispatch, new_request

NAME, USERNAME = "林晓", "linxiao"
STREET, COMMUNITY = "解放路街道办事处", "青年东路社区居委会"
TITLE = "楼下垃圾几天没有清运"


@pytest.fixture
def security(cast: Any, page_at: Any) -> Page:
    """The security administrator's browser, with a case that waits at the street."""
    now = timezone.now()
    dispatch(new_request(cast, at=now), cast, at=now)
    return page_at(post=cast.security_administrator)


@pytest.mark.second_step
def test_a_new_colleague_comes_in_and_a_deputy_helps_out(cast, security, page_at, signed_in):
    create_person(security)
    today = timezone.localdate()
    appoint(security, STREET, "街道经办人", since=today - timedelta(days=9))
    appoint(security, COMMUNITY, "社区工作者", since=today)
    link = issue_link(security)
    newcomer = page_at(PHONE)
    set_first_password(newcomer, link)
    the_link_works_once(page_at(), link)
    sign_in(newcomer, USERNAME, PASSWORD)
    set_up_second_step(newcomer)
    act_as(newcomer, COMMUNITY)
    expect(newcomer.get_by_role("link", name=TITLE)).to_have_count(0)
    act_as(newcomer, STREET)
    open_case(newcomer, TITLE)
    name_deputy(security, "华岳")
    protect(cast.deputy)
    deputy = signed_in(cast.deputy, code=True)
    accept_as_deputy(deputy)
    end_post(security)
    the_post_is_over(newcomer)


def create_person(page: Page) -> None:
    page.goto("/administration/people/")
    page.get_by_role("link", name="新建人员").click()
    page.get_by_label("姓名").fill(NAME)
    page.get_by_label("用户名").fill(USERNAME)
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def appoint(page: Page, unit: str, role: str, *, since: date) -> None:
    page.get_by_role("link", name="任命").click()
    choose_suggested(page, "单位", unit, unit)
    page.get_by_label("岗位角色").select_option(role)
    page.get_by_label("起始日期").fill(since.isoformat())
    page.get_by_role("button", name="任命").click()
    expect(page.get_by_text("已任命。")).to_be_visible()


def issue_link(page: Page) -> str:
    page.get_by_role("button", name="签发登录链接").click()
    return page.get_by_label("链接").input_value()


def set_first_password(page: Page, link: str) -> None:
    """Take the link; a weak password is refused at its field."""
    page.goto(link)
    expect(page.get_by_text(f"{NAME}，您的用户名是 {USERNAME}")).to_be_visible()
    for password in ("12345678", PASSWORD):
        page.get_by_label("新密码", exact=True).fill(password)
        page.get_by_label("再次输入新密码").fill(password)
        page.get_by_role("button", name="设置密码").click()
        if password != PASSWORD:
            expect(page.get_by_label("新密码", exact=True)).to_have_attribute(
                "aria-invalid", "true"
            )
    expect(page.get_by_text("密码已设置，请登录。")).to_be_visible()


def the_link_works_once(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("链接已失效")


def set_up_second_step(page: Page) -> None:
    """Nothing else is open before an app is set up; its recovery codes are shown once."""
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("保护您的登录")
    page.get_by_role("link", name="设置验证器应用").click()
    page.get_by_text("无法扫码？").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("应用显示的验证码").fill(code_of(secret))
    page.get_by_role("button", name="完成设置").click()
    expect(page.get_by_role("list", name="恢复代码").get_by_role("listitem")).to_have_count(10)
    page.get_by_role("link", name="已妥善保存，继续").click()


def act_as(page: Page, unit: str) -> None:
    """Choose the post in this unit; the bar at the top says so from then on."""
    page.wait_for_load_state()
    if page.get_by_role("link", name="切换岗位").is_visible():
        page.get_by_role("link", name="切换岗位").click()
    page.get_by_role("button", name=unit).click()
    expect(page.get_by_role("banner")).to_contain_text(unit)


def name_deputy(page: Page, name: str) -> None:
    """Name a deputy for the street clerk's post, from today on."""
    page.goto("/administration/people/?words=linxiao")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name=re.compile(f"指定代理人.*{STREET}")).click()
    choose_suggested(page, "代理人", name, name)
    page.get_by_label("起始日期").fill(timezone.localdate().isoformat())
    page.get_by_role("button").filter(has_text="指定").click()
    expect(page.get_by_text(f"代理人 {name}")).to_be_visible()


def accept_as_deputy(page: Page) -> None:
    """The deputy deputises for two; the page always says whose post it is."""
    page.get_by_role("button", name=f"代理 {NAME}").click()
    expect(page.get_by_role("banner")).to_contain_text("代理")
    open_case(page, TITLE)
    send(step(page, "accept"), "接收")
    story = page.locator("#story").get_by_role("listitem").first
    expect(story).to_contain_text("接收")
    expect(story).to_contain_text("华岳")


def end_post(page: Page) -> None:
    page.get_by_role("link", name=re.compile(f"终止岗位.*{STREET}")).click()
    yesterday = timezone.localdate() - timedelta(days=1)
    page.get_by_label("截止日期").fill(yesterday.isoformat())
    page.get_by_role("button", name="终止").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def the_post_is_over(page: Page) -> None:
    """Whoever acted in the post is told at the next click, and goes on in another one."""
    page.reload()
    expect(page.get_by_text("您原先使用的岗位已不能使用，请另选岗位。")).to_be_visible()
    act_as(page, COMMUNITY)
