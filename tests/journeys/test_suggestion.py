"""A collection whose suggestion is joined, adopted, carried out and read by all; and a claim sent
as a suggestion that becomes a request under the same receipt."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from linli.cases.models import Case
from linli.procedures.suggestions.models import Campaign
from tests.browser.chromium import PHONE
from tests.journeys.people import choose_suggested, open_case, send, step
from tests.journeys.petitioners import begin_writing, look, search, sent
from tests.suggestions import new_suggestion

TOPIC, SUBJECT = "怎样办好社区食堂", "社区食堂推出小份菜"
RESULT = "两个社区食堂已推出半份菜，价格减半。"
CLAIM = "门前积水请来疏通"


def test_a_collection_from_its_publishing_to_what_came_of_it(cast, page_at, assert_accessible):
    office, resident = page_at(post=cast.social_work_officer), page_at(PHONE)
    publish_collection(office)
    slip = write_to_collection(resident)
    campaign = Campaign.objects.get()
    other = new_suggestion(
        cast, subject="社区食堂小份菜", campaign=campaign, at=timezone.now(),
        reasons="老人饭量小。", proposal="社区食堂推出小份菜。",
    )  # fmt: skip
    open_case(office, SUBJECT)
    take(
        office, "register", "登记", lambda form: form.get_by_label("领域").select_option("养老托幼")
    )
    take(office, "publish", "上建议墙公开")
    take(office, "allocate", "分办，交有关单位研究", assign)
    open_case(office, other.title)
    take(office, "join", "并入同类建议", choose_equal)
    unit = page_at(post=cast.department_handler)
    open_case(unit, SUBJECT)
    take(unit, "adopt", "评估：采纳", adopt)
    take(unit, "answer", "答复建议人（采纳）", tick_wall)
    take(unit, "plan", "制定转化计划", plan)
    take(unit, "complete", "转化完成", complete)
    look(resident, *slip)
    expect(resident.get_by_role("region", name="办理结果")).to_contain_text(RESULT)
    assert_accessible(resident)
    resident.get_by_role("link", name=SUBJECT).click()
    expect(resident.get_by_role("region", name="办理结果")).to_contain_text(RESULT)
    resident.get_by_role("button", name="支持这条建议").click()
    expect(resident.get_by_text("您已用这个浏览器表示支持。")).to_be_visible()
    states = dict(Case.objects.values_list("title", "state"))
    assert states == {SUBJECT: "done", other.title: "shared"}


def test_a_claim_becomes_a_request_under_the_same_receipt(cast, page_at, assert_accessible):
    resident, office = page_at(PHONE), page_at(post=cast.social_work_officer)
    slip = write(resident, CLAIM)
    open_case(office, CLAIM)
    take(office, "offer", "属于诉求，征求转办意见", offer)
    look(resident, *slip)
    expect(resident.get_by_role("region", name="是否同意转办？")).to_be_visible()
    assert_accessible(resident)
    resident.get_by_role("link", name="同意转办", exact=True).click()
    resident.get_by_role("button", name="提交").click()
    expect(resident.get_by_role("heading", name="已按您的意愿转办")).to_be_visible()
    expect(resident.get_by_role("heading", name="已收到，正在安排由谁办理")).to_be_visible()
    clerk = page_at(post=cast.hotline_clerk)
    open_case(clerk, CLAIM)
    request = Case.objects.get(procedure="hotline")
    assert request.message.receipt == slip[0]


def take(page: Page, key: str, button: str, fill: Any = lambda form: None) -> None:
    """Fill in the form of a step and send it."""
    page.reload()
    form = step(page, key)
    fill(form)
    send(form, button)


def publish_collection(page: Page) -> None:
    page.goto("/suggestions/campaigns/")
    page.get_by_label("征集议题").fill(TOPIC)
    page.get_by_label("议题说明").fill("请说说您希望食堂办成什么样。")
    page.get_by_label("征集途径和方式").fill("网上填写，或者来信。")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("link", name="查看公开页面")).to_be_visible()


def write_to_collection(page: Page) -> tuple[str, str]:
    """Find the collection from the residents' first page, and write to it."""
    page.goto("/")
    page.get_by_role("link", name="人民建议墙").click()
    page.get_by_role("link", name=TOPIC).click()
    page.get_by_role("link", name="写建议").click()
    expect(page.get_by_label(TOPIC)).to_be_checked()
    return fill(page, SUBJECT)


def write(page: Page, subject: str) -> tuple[str, str]:
    begin_writing(page, "提建议（人民建议征集）")
    return fill(page, subject)


def fill(page: Page, subject: str) -> tuple[str, str]:
    page.get_by_label("您的建议是关于什么的？").fill(subject)
    page.get_by_label("现在是什么情况，为什么要改？").fill("一个人吃不完，也贵。")
    page.get_by_label("您建议怎么做？").fill("建议推出小份菜。")
    choose_suggested(page, "建议是针对哪里的？", "青年东路", "青年东路社区$")
    page.get_by_label("怎么称呼您").fill("王女士")
    return sent(page)


def assign(form: Locator) -> None:
    search(form, "主办单位", "历下区城市管理局")


def choose_equal(form: Locator) -> None:
    form.get_by_role("radio", name=re.compile(SUBJECT)).check()


def adopt(form: Locator) -> None:
    form.get_by_label("采纳", exact=True).check()
    form.get_by_label("理由").fill("符合实际，可以采纳。")


def tick_wall(form: Locator) -> None:
    form.get_by_label("同时在建议墙公布这段话").check()


def plan(form: Locator) -> None:
    form.get_by_label("转化形式").select_option("转化为惠民举措")
    form.get_by_label("具体举措").fill("先在两个食堂试行。")
    form.get_by_label("完成日期").fill((timezone.localdate() + timedelta(days=30)).isoformat())


def complete(form: Locator) -> None:
    form.get_by_label("转化结果").fill(RESULT)
    tick_wall(form)


def offer(form: Locator) -> None:
    form.get_by_label("转热线办理（接诉即办）").check()
    form.get_by_label("说明").fill("这是您门前的具体问题，热线办理更快。")
