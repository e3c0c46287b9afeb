"""The second step by passkey, with a key that Chromium plays; the warning before idling ends."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.journeys.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_key(page):
    """Give the page's browser a security key that says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
           "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def sign_in(page):
    page.goto("/account/sign-in/")
    page.get_by_label("用户名").fill("street_clerk")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_a_passkey_is_set_up_and_lets_in(cast, page_at, assert_accessible):
    person = cast.street_clerk.person
    person.set_password(PASSWORD)
    person.save()
    page = page_at(PHONE)
    with_key(page)
    sign_in(page)
    assert_accessible(page)
    with page.expect_navigation():  # until its scripts have run
        page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_label("通行密钥名称").fill("办公室电脑")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_role("list", name="恢复代码").get_by_role("listitem")).to_have_count(10)
    assert_accessible(page)
    page.get_by_role("link", name="已妥善保存，继续").click()
    page.goto("/account/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("岗位"))
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("二次验证")
    assert_accessible(page)  # which waits until its scripts have run
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_role("banner")).to_contain_text("解放路街道办事处")
    page.goto("/account/second-step/")
    expect(page.get_by_text("办公室电脑").first).to_be_visible()
    assert_accessible(page)


def test_idling_is_warned_of_and_typed_text_comes_back(cast, page_at, assert_accessible, settings):
    page = page_at(post=cast.security_administrator)
    page.clock.install()
    page.goto("/administration/people/new/")
    page.clock.run_for(29 * 60 * 1000)
    dialog = page.get_by_role("dialog", name="您还在吗？")
    expect(dialog).to_be_visible()
    assert_accessible(page)
    dialog.get_by_role("button", name="继续使用").click()
    expect(dialog).to_be_hidden()
    page.get_by_label("姓名").fill("林晓")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_text("您填写的内容保留一小时")).to_be_visible()
