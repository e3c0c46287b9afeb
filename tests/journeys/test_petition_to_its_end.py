"""A petition goes its whole way: accepted, extended, answered, reviewed, heard, re-examined, ended.

The resident writes on a phone and reads there what may be done next and until when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import CHINESE, PHONE
from tests.journeys import petitioners
from tests.journeys.people import due_times, open_case, send, step
from tests.journeys.petitioners import DEPARTMENT, NAME, written
from tests.requests import duty

REQUEST = "请求发还扣留的三轮车。"
TITLE = REQUEST.rstrip("。")
FACTS = "2月10日三轮车在解放路被扣，没有给任何凭证。"
OPINION = "发还三轮车，并补开凭证。"
LAW = "《中华人民共和国行政强制法》第二十四条"


@dataclass
class Story:
    """The browsers of those who take part, and the days that pass."""

    days: Any
    resident: Page
    officer: Page
    handler: Page
    head: Page
    reviewer: Page
    examiner: Page
    receipt: str = ""
    passcode: str = ""

    def resident_reads(self, *texts: str | re.Pattern[str]) -> Page:
        """Let the resident look, and find these words."""
        petitioners.look(self.resident, self.receipt, self.passcode)
        for text in texts:
            expect(self.resident.get_by_text(text).first).to_be_visible()
        return self.resident


@pytest.fixture
def story(cast: Any, days: Any, page_at: Any) -> Story:
    """Everybody at their own browser, with a duty that the petition could mean."""
    duty(cast, name="占道经营查处", keywords="三轮车、占道", lead_unit=cast.department, number="9")
    return Story(
        days,
        resident=page_at(PHONE, CHINESE),
        officer=page_at(post=cast.county_petition_officer),
        handler=page_at(post=cast.department_handler),
        head=page_at(post=cast.department_head),
        reviewer=page_at(post=cast.city_department_head),
        examiner=page_at(post=cast.city_government_head),
    )


def test_a_petition_is_heard_to_the_end(story):
    write(story)
    route(story)
    accept(story)
    extend(story)
    give_an_opinion(story)
    issue_the_letter(story.head)
    deliver(story)
    ask_for_review(story)
    review(story)
    ask_for_re_examination(story)
    hold_a_hearing(story)
    re_examine(story)
    end(story)
    state_new_facts(story)


def write(story: Story) -> None:
    story.receipt, story.passcode = petitioners.bring(
        story.resident, request=REQUEST, facts=FACTS, reasons="扣押应当出具清单。"
    )
    story.resident_reads("历下区信访局")


def route(story: Story) -> None:
    """The officer finds it among what is to be routed, and sends it where it is proposed."""
    page = story.officer
    page.goto("/petitions/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_text(FACTS).first).to_be_visible()
    petitioners.transfer(page, DEPARTMENT, is_proposed=True)
    story.resident_reads(DEPARTMENT)


def accept(story: Story) -> None:
    story.days.pass_to(3, 3)
    page = story.handler
    open_case(page, TITLE)
    form = step(page, "accept")
    form.get_by_label("处理途径和程序").fill("由本局按信访程序办理，60日内书面答复。")
    send(form, "受理")
    story.resident_reads("由本局按信访程序办理，60日内书面答复。")


def extend(story: Story) -> None:
    story.days.pass_to(3, 10)
    page = story.head
    open_case(page, TITLE)
    before = due_times(page)[0]
    form = step(page, "extend")
    form.get_by_label("延长天数").fill("31")
    form.get_by_label("延期理由").fill("需要鉴定车辆。")
    form.get_by_role("button", name="延期", exact=True).click()
    expect(form.locator(".field-wrong")).to_contain_text("30")
    form.get_by_label("延长天数").fill("10")
    send(form, "延期")
    assert due_times(page)[0] > before
    story.resident_reads("需要鉴定车辆。")


def give_an_opinion(story: Story) -> None:
    """The handler drafts, beginning with what was registered; the head signs it as it stands."""
    story.days.pass_to(3, 16)
    page = story.handler
    open_case(page, TITLE)
    form = step(page, "submit_opinion")
    expect(form.get_by_label("投诉请求")).to_have_value(REQUEST)
    form.get_by_label("事实和理由").fill("扣押时未出具清单，经查属实。")
    form.get_by_label("予以支持").check()
    form.get_by_label("处理意见").fill(OPINION)
    form.get_by_label("法律法规依据").fill(LAW)
    send(form, "拟稿送审")
    story.head.goto("/petitions/decisions/")
    expect(story.head.locator(".opinion")).to_contain_text(OPINION)
    story.head.get_by_role("button", name="按此签发").click()
    expect(story.head.get_by_role("status").locator(".notice-good")).to_be_visible()


def issue_the_letter(page: Page) -> None:
    """The letter is filled from the case; what was signed stays, the head adds who gets a copy,
    looks, and issues it."""
    open_case(page, TITLE)
    petitioners.draft_letter(page, "信访处理意见书")
    box = page.get_by_label("处理意见", exact=True)
    expect(box).to_have_value(OPINION)
    expect(box).not_to_be_editable()
    picture = page.locator("#look img")
    page.get_by_label(re.compile("^抄送")).fill("历下区人民政府办公室")
    expect(picture).to_have_attribute("src", re.compile("^data:image/png"))
    for paper in petitioners.issue_letter(page):
        said = (NAME, "投诉请求", TITLE, "凭证", "办公室", "行政强制法", "30日", "复查")
        for words in said:
            assert words in paper, f"{words} is not on the letter"


def deliver(story: Story) -> None:
    """It was handed over on Wednesday; on Friday that is entered, and the 30 days count from
    Wednesday."""
    story.days.pass_to(3, 20)
    page = story.handler
    open_case(page, TITLE)
    expect(page.locator("#documents").get_by_text("未送达").first).to_be_visible()
    petitioners.deliver(page, "opinion", date(2026, 3, 18))
    phone = story.resident_reads(
        OPINION, written(date(2026, 4, 17)), "济南市城市管理局", "历下区人民政府"
    )
    with phone.expect_response(re.compile("/track/message/files/")) as answer:
        phone.get_by_role("link", name=re.compile("PDF.*信访处理意见书")).click()
    assert answer.value.status == 200


def ask_for_review(story: Story) -> None:
    story.days.pass_to(4, 1)
    phone = story.resident_reads()
    phone.get_by_role("link", name="请求复查").click()
    phone.get_by_label("请求和理由").fill("赔偿没有答复。")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("status").locator(".notice-good")).to_be_visible()
    name_the_body(story.officer, "review", "济南市城市管理局")


def name_the_body(page: Page, what: str, body: str) -> None:
    """The officer confirms one of the bodies that are proposed."""
    open_case(page, TITLE)
    form = step(page, f"name_{what}_body")
    form.get_by_role("radio", name=re.compile(f"{body}.*上一级", re.DOTALL)).check()
    send(form, "确定复查机关" if what == "review" else "确定复核机关")


def review(story: Story) -> None:
    story.days.pass_to(4, 13)
    page = story.reviewer
    page.goto("/petitions/decisions/")
    expect(page.get_by_text("赔偿没有答复。")).to_be_visible()
    page.get_by_role("link", name="撰写并签发意见书").click()
    form = step(page, "review")
    decide(form, "维持")
    send(form, "签发复查意见书")
    story.days.pass_to(4, 15)
    open_case(page, TITLE)
    petitioners.deliver(page, "review", date(2026, 4, 14), outside="市城管复查〔2026〕1号")
    story.resident_reads(written(date(2026, 5, 14)), "济南市人民政府")


def decide(form: Any, outcome: str) -> None:
    form.get_by_label(outcome, exact=True).check()
    form.get_by_label("认定的事实和理由").fill("与原处理意见认定的一致。")
    form.get_by_label("意见", exact=True).fill("维持原意见。")
    form.get_by_label("法律法规依据").fill(LAW)


def ask_for_re_examination(story: Story) -> None:
    story.days.pass_to(4, 20)
    phone = story.resident_reads()
    phone.get_by_role("link", name="请求复核").click()
    phone.get_by_label("请求和理由").fill("赔偿仍没有答复。")
    phone.get_by_role("button", name="提交").click()
    name_the_body(story.officer, "recheck", "济南市人民政府")


def hold_a_hearing(story: Story) -> None:
    """Monday to Friday in a hearing: five days that don't count (24 to 29 April)."""
    page = story.examiner
    story.days.pass_to(4, 24)
    open_case(page, TITLE)
    assert due_times(page)[0].startswith("2026-05-20")
    form = step(page, "open_hearing")
    form.get_by_label("日期").fill("2026-04-24")
    form.get_by_label("听证事项").fill("赔偿数额。")
    send(form, "开始听证")
    expect(page.locator("#clocks")).to_contain_text("暂停")
    story.days.pass_to(4, 29)
    open_case(page, TITLE)
    form = step(page, "close_hearing")
    form.get_by_label("日期").fill("2026-04-29")
    form.get_by_label("听证记录").fill("双方陈述了意见。")
    send(form, "听证结束")
    assert due_times(page)[0].startswith("2026-05-25")


def re_examine(story: Story) -> None:
    story.days.pass_to(5, 11)
    page = story.examiner
    open_case(page, TITLE)
    form = step(page, "recheck")
    decide(form, "维持")
    send(form, "签发复核意见书")
    petitioners.deliver(page, "recheck", date(2026, 5, 11), outside="济政信复核〔2026〕2号")


def end(story: Story) -> None:
    """It is asked which of the four measures applied; the resident reads what is over now."""
    page = story.officer
    open_case(page, TITLE)
    form = step(page, "terminate")
    form.get_by_label("诉求合理的解决问题到位").check()
    send(form, "复核终结")
    story.resident_reads("同一事实和理由不再受理", "新的事实和理由")


def state_new_facts(story: Story) -> None:
    story.days.pass_to(5, 18)
    phone = story.resident_reads()
    phone.get_by_role("link", name="提出新的事实和理由").click()
    phone.get_by_label("新的事实和理由").fill("找到了当天的录像。")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("status").locator(".notice-good")).to_be_visible()
    page = story.officer
    page.goto("/petitions/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_text("找到了当天的录像。").first).to_be_visible()
    form = step(page, "refuse_renewal")
    form.get_by_label("审核意见").fill("录像在复查时已经提交过。")
    send(form, "没有新的事实和理由，不再受理")
    story.resident_reads("录像在复查时已经提交过。", "没有新的事实和理由，不再受理")
