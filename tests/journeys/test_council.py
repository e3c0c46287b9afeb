"""Neighbours talk a matter over until it is done, and an assembly votes on it: first without a
quorum, then with one."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from linli.cases.models import Case
from tests.browser.chromium import PHONE
from tests.journeys.people import choose_suggested, open_case, send, step
from tests.journeys.petitioners import begin_writing, look, sent

MATTER, TOPIC = "院里电动自行车在哪里充电", "充电棚建在哪里"
OPINION, RESULT, REPORT = "建在北墙边好", "建在北墙边，物业看管。", "充电棚已经通电。"
VOTED = "表决充电棚选址"


def test_a_topic_until_it_is_done_and_a_vote_with_a_quorum(cast, days, page_at, assert_accessible):
    resident, worker = page_at(PHONE), page_at(post=cast.community_worker)
    slip = proposes(resident)
    open_case(worker, MATTER)
    take(worker, "take_up", "列入协商", takes_up)
    take(worker, "announce", "发布协商公告", announces_meeting)
    says(resident, assert_accessible)
    releases(worker)
    expect(read(resident).get_by_text(OPINION)).to_be_visible()
    days.pass_to(3, 6)
    to_case(worker)
    take(worker, "hold", "登记协商会议", holds)
    take(worker, "publish_result", "形成并公布协商结果", concludes)
    take(worker, "adopt", "采纳", adopts)
    take(worker, "give_task", "明确任务和完成日期", gives_task)
    take(worker, "record_task", "登记任务完成情况", records_task)
    take(worker, "finish", "落实完毕，公布落实情况", lambda form: fill(form, "落实情况", REPORT))
    look(resident, *slip)
    resident.get_by_role("link", name="查看公告、会议、结果和落实情况").click()
    for said in (RESULT, REPORT, "全部采纳"):
        expect(resident.get_by_text(said).first).to_be_visible()
    assert_accessible(resident)
    votes_without_and_with_a_quorum(worker, resident, days)
    assert Case.objects.get(procedure="assembly").assembly.motions.get().result == "passed"


def votes_without_and_with_a_quorum(worker: Page, resident: Page, days: Any) -> None:
    """Call an assembly of 120 households to which 40 come, then 70."""
    worker.goto("/councils/work/convene/")
    worker.get_by_label("会议议题").fill(VOTED)
    worker.get_by_label("会议类型").select_option("居民会议（户的代表）")
    worker.get_by_label("应到人数").fill("120")
    worker.get_by_label("开会事由").fill("表决充电棚选址。")
    worker.get_by_role("button", name="召集").click()
    expect(worker.get_by_role("heading", level=1, name=VOTED)).to_be_visible()
    take(worker, "set_motion", "列入表决事项", sets_motion)
    take(worker, "announce", "公告召开会议", lambda form: announces(form, "2026-03-20T19:00"))
    days.pass_to(3, 20)
    worker.reload()
    form = step(worker, "open_sitting")
    came(form, 40, "2026-03-20")
    form.get_by_role("button", name="到会人数达到要求，开会").click()
    expect(worker.get_by_text("至少61人到会才能举行，实到40人，不能开会").first).to_be_visible()
    take(worker, "adjourn", "到会人数不足，未能举行", lambda form: came(form, 40, "2026-03-20"))
    take(
        worker,
        "announce_again",
        "公告再次召开会议",
        lambda form: announces(form, "2026-04-02T19:00"),
    )
    days.pass_to(4, 2)
    take(
        worker, "open_sitting", "到会人数达到要求，开会", lambda form: came(form, 70, "2026-04-02")
    )
    take(worker, "vote", "登记表决结果", counts)
    take(worker, "close_sitting", "会议结束，登记会议记录",
         lambda form: fill(form, "会议记录（内部）", "逐项表决。"))  # fmt: skip
    take(worker, "publish", "公布决议", lambda form: fill(form, "决议公告", "同意建在北墙边。"))
    resident.goto("/councils/")
    choose_suggested(resident, "您所在的社区或村", "青年东路", "青年东路社区$")
    resident.get_by_role("button", name="查看本社区").click()
    resident.get_by_role("link", name=re.compile(VOTED)).click()
    expect(resident.get_by_text("同意50，反对15，弃权5；须36人同意")).to_be_visible()


def take(page: Page, key: str, button: str, fill_in: Any) -> None:
    """Fill in the form of a step and send it."""
    page.reload()
    form = step(page, key)
    fill_in(form)
    send(form, button)


def to_case(page: Page) -> None:
    page.goto(f"/cases/{Case.objects.get(procedure='deliberation').reference}/")


def fill(form: Locator, label: str, text: str) -> None:
    form.get_by_label(label).fill(text)


def proposes(page: Page) -> tuple[str, str]:
    begin_writing(page, "提出协商议题")
    page.get_by_label("希望大家商量什么事？").fill(MATTER)
    choose_suggested(page, "在哪个社区或村？", "青年东路", "青年东路社区$")
    return sent(page)


def takes_up(form: Locator) -> None:
    fill(form, "议题（公开）", TOPIC)
    form.get_by_label("小区、网格、村民小组协商").check()
    fill(form, "利益相关方", "院里的居民、商户")


def announces_meeting(form: Locator) -> None:
    announces(form, "2026-03-06T09:00")
    fill(form, "会议议程", "介绍、讨论")
    fill(form, "征求意见截止日期", "2026-03-05")


def announces(form: Locator, when: str) -> None:
    fill(form, "公告内容", "请大家来商量。")
    fill(form, "会议时间", when)
    fill(form, "会议地点", "社区议事厅")


def read(page: Page) -> Page:
    page.goto("/councils/")
    page.get_by_role("link", name=re.compile(TOPIC)).first.click()
    expect(page.get_by_role("heading", level=1, name=TOPIC)).to_be_visible()
    return page


def says(page: Page, assert_accessible: Any) -> None:
    read(page).get_by_label("您的意见").fill(OPINION)
    assert_accessible(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("谢谢。社区会看到您的意见")).to_be_visible()
    expect(page.get_by_text(OPINION)).to_have_count(0)


def releases(page: Page) -> None:
    to_case(page)
    page.get_by_role("link", name=re.compile("1条意见")).click()
    page.get_by_role("button", name="处理").click()
    expect(page.get_by_text("已公开")).to_be_visible()


def holds(form: Locator) -> None:
    fill(form, "开会日期", "2026-03-06")
    fill(form, "主持人", "卫红")
    fill(form, "到会人数", "21")
    fill(form, "到会的各方", "居民、物业")
    fill(form, "会议记录（内部）", "比较了两处地点。")


def concludes(form: Locator) -> None:
    form.get_by_label("意见一致", exact=True).check()
    fill(form, "协商意见", RESULT)


def adopts(form: Locator) -> None:
    form.get_by_label("全部采纳").check()
    fill(form, "由谁采纳、落实", "社区居民委员会")
    fill(form, "怎样落实", "下月建成。")


def gives_task(form: Locator) -> None:
    fill(form, "做什么", "建好充电棚")
    fill(form, "完成日期", "2026-03-30")


def records_task(form: Locator) -> None:
    form.get_by_label("已完成", exact=True).check()


def sets_motion(form: Locator) -> None:
    form.get_by_label("一般事项").check()
    fill(form, "表决事项", "充电棚建在北墙边")
    fill(form, "草案全文", "同意建在北墙边。")


def came(form: Locator, number: int, day: str) -> None:
    fill(form, "开会日期", day)
    fill(form, "实到人数", str(number))
    fill(form, "主持人", "卫红")


def counts(form: Locator) -> None:
    form.get_by_label("举手表决").check()
    for label, number in (("同意", 50), ("反对", 15), ("弃权", 5)):
        form.get_by_label(label, exact=True).fill(str(number))
    fill(form, "唱票、计票、监票人", "王芳、李强")
