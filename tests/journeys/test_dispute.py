"""Two neighbours' disputes: one from a round to a confirmed agreement, performance and the 90-day
visit; one that fails since the other side refuses."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from linli.cases.models import Case
from linli.cases.sweep import sweep
from tests.browser.chromium import PHONE
from tests.disputes import register
from tests.journeys.people import choose_suggested, open_case, send, show_receipt, step
from tests.journeys.petitioners import begin_writing, look, sent

TITLE, MATTER = "楼上漏水争议", "上下楼因卫生间漏水、吊顶赔偿有争议。"
OTHER_TITLE = "楼上晾衣滴水打湿我家被子"
ADVICE = "可以向人民法院起诉，起诉材料可以到社区咨询。"
PAPER = {"name": "协议书.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def test_a_dispute_from_a_round_to_its_file(cast, days, page_at):
    register(cast)
    found_on_a_round(page_at(PHONE, post=cast.community_worker))
    mediator = page_at(post=cast.mediator)
    open_case(mediator, TITLE)
    for _side in range(2):
        take(mediator, "record_consent", "登记当事人同意调解", choose_first_party)
    take(mediator, "accept", "受理")
    take(mediator, "appoint", "确定调解员", appoint)
    take(mediator, "record_session", "登记调解记录", session)
    take(mediator, "conclude", "达成协议，制作协议书", agreement)
    take(mediator, "note_marks", "登记签名、盖章、按指印", marks)
    take(mediator, "take_effect", "签章齐全，协议生效")
    expect(mediator.locator("#dispute")).to_contain_text("2026年3月2日起生效")
    days.pass_to(3, 20)
    take(mediator, "apply_confirmation", "双方共同申请司法确认", application)
    take(mediator, "record_performance", "登记履行情况", done)
    take(mediator, "record_confirmation", "登记司法确认结果", confirmed)
    days.pass_to(4, 2)
    take(mediator, "visit_30", "30日回访", done)
    days.pass_to(6, 1)
    sweep(days.now())
    take(mediator, "visit_90", "90日回访", done)
    take(mediator, "file_away", "立卷归档")
    case = Case.objects.get(procedure="dispute")
    assert (case.state, case.dispute.visited_90) == ("filed", "done")


def test_a_dispute_that_one_side_refuses(cast, days, page_at, assert_accessible):
    applicant, respondent = page_at(PHONE), page_at(PHONE)
    slip = asks_for_mediation(applicant)
    mediator = page_at(post=cast.mediator)
    open_case(mediator, OTHER_TITLE)
    respondents = gives_a_receipt(mediator)
    show_receipt(respondent, *respondents)
    expect(respondent.get_by_role("heading", name="您同意调解吗？")).to_be_visible()
    expect(respondent.get_by_text(OTHER_TITLE)).to_have_count(0)
    assert_accessible(respondent)
    respondent.get_by_role("link", name="不同意调解").click()
    respondent.get_by_role("button", name="提交").or_(
        respondent.get_by_role("button", name="发送")
    ).click()
    expect(respondent.get_by_role("heading", name="您还可以选择的途径")).to_be_visible()
    open_case(mediator, OTHER_TITLE)
    take(mediator, "tell_ways", "告知其他维权途径", ways)
    look(applicant, *slip)
    expect(applicant.get_by_text(ADVICE).first).to_be_visible()
    assert_accessible(applicant)
    assert Case.objects.get(procedure="dispute").state == "ended"


def take(page: Page, key: str, button: str, fill: Any = lambda form: None) -> None:
    """Fill in the form of a step and send it."""
    page.reload()
    form = step(page, key)
    fill(form)
    send(form, button)


def found_on_a_round(page: Page) -> None:
    """Plan a round for today, walk it, and register what was found."""
    page.goto("/disputes/rounds/")
    page.get_by_label("排查内容").select_option("房屋、漏水、搭建")
    page.get_by_role("button", name="安排").click()
    page.get_by_role("link", name=re.compile("房屋、漏水、搭建")).click()
    page.get_by_label("看了什么").fill("看了1至6号楼楼道和卫生间渗水情况。")
    page.get_by_label("发现情况").fill("一处上下楼漏水争议。")
    page.get_by_role("button", name="登记").click()
    page.get_by_role("link", name="登记发现的纠纷").click()
    page.get_by_label("纠纷类别").select_option("邻里")
    page.get_by_label("纠纷情况").fill(MATTER)
    page.get_by_label("标题").fill(TITLE)
    for side, name in (("一方当事人", "李明"), ("另一方当事人", "王强")):
        page.get_by_role("group", name=side, exact=True).get_by_label("姓名").fill(name)
    page.get_by_role("button", name="登记").click()
    expect(page.locator("#found")).to_contain_text("待受理")


def choose_first_party(form: Locator) -> None:
    form.get_by_label("当事人", exact=True).locator("input").or_(
        form.locator("[name=party]")
    ).first.check()
    form.get_by_label("当面", exact=True).check()


def appoint(form: Locator) -> None:
    form.get_by_label("苏和", exact=True).check()
    form.get_by_label("当事人选择", exact=True).check()


def session(form: Locator) -> None:
    form.get_by_label("调解日期").fill(date(2026, 3, 2).isoformat())
    form.get_by_label("地点或视频").fill("社区调解室")
    for box in form.locator("[name=present]").all():
        box.check()
    form.get_by_label("调解记录").fill("双方同意各让一步。")


def agreement(form: Locator) -> None:
    form.get_by_label("协议内容").fill("王强修好漏水，赔偿李明1000元。")
    form.locator("[name=duties_0]").select_option(index=2)
    form.locator("[name=duties_1]").fill("修好漏水并赔偿1000元")
    form.locator("[name=duties_2]").fill(date(2026, 3, 20).isoformat())


def marks(form: Locator) -> None:
    for box in form.locator("[name=signers]").all():
        box.check()
    form.get_by_label("签名", exact=True).check()
    form.get_by_label("日期", exact=True).fill(date(2026, 3, 2).isoformat())
    form.locator("[name=uploads]").set_input_files([PAPER])


def application(form: Locator) -> None:
    form.get_by_label("人民法院").fill("历下区人民法院")
    form.get_by_label("双方共同提出").check()


def confirmed(form: Locator) -> None:
    form.get_by_label("裁定确认有效", exact=True).check()
    form.get_by_label("日期", exact=True).fill(date(2026, 3, 20).isoformat())


def done(form: Locator) -> None:
    form.get_by_label("已全部履行", exact=True).check()


def ways(form: Locator) -> None:
    form.get_by_label("向人民法院起诉").check()
    form.get_by_label("当面", exact=True).check()
    form.get_by_label("告知内容").fill(ADVICE)


def asks_for_mediation(page: Page) -> tuple[str, str]:
    """Ask for mediation on a telephone; return receipt and passcode."""
    begin_writing(page, "申请人民调解")
    page.get_by_label("属于哪一类纠纷？").select_option("邻里")
    page.get_by_label("因为什么事发生纠纷？").fill(OTHER_TITLE)
    page.get_by_label("和谁有纠纷？").fill("王强")
    choose_suggested(page, "在哪里？", "青年东路", "青年东路社区$")
    page.get_by_label("您的姓名").fill("李明")
    return sent(page)


def gives_a_receipt(page: Page) -> tuple[str, str]:
    """Give the other side a receipt; return it with its passcode."""
    page.get_by_role("link", name="增加当事人、查看电话、发放受理号").click()
    page.get_by_role("button", name="发放受理号和查询密码").click()
    receipt, passcode = page.locator(".slip dd").all_inner_texts()
    return receipt, passcode
