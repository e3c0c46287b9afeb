"""A resident's request that the street can't settle alone: it calls two departments, one refuses,
the county decides that it must come, both come, and the whistle is closed."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from linli.cases.models import Case
from linli.procedures.hotline.opening import open_request
from tests.journeys.people import open_case, send, show_receipt, step
from tests.requests import START, dispatch, draft
from tests.whistles import HOUR, item

TITLE = "路口流动摊贩占道经营"
BODY = "路口流动摊贩占道经营，油烟大，夜里很吵。"


def test_a_whistle_with_one_department_refusing(cast, days, page_at, assert_accessible):
    item(cast)
    opened = open_request(
        draft(cast.street, title=TITLE, body=BODY), submission_key="x", by=None, at=START - HOUR
    )
    dispatch(opened.case, cast, at=START)
    street, urban = page_at(post=cast.street_clerk), page_at(post=cast.department_handler)
    housing, county = (
        page_at(post=post) for post in (cast.other_department_handler, cast.county_supervisor)
    )
    blows_the_whistle(street)
    assert_accessible(street)
    resident = page_at()
    show_receipt(resident, opened.receipt, opened.passcode)
    expect(resident.get_by_text("街道请历下区城市管理局、历下区住房和城乡建设局")).to_be_visible()
    refuses(housing)
    decides(county)
    for page in (urban, housing):
        comes(page)
    for name in ("历下区城市管理局", "历下区住房和城乡建设局"):
        confirms(street, name)
    for page in (urban, housing):
        take(page, "report", "反馈处置结果", reported)
    for name in ("历下区城市管理局", "历下区住房和城乡建设局"):
        assesses(street, name)
    whistle(street)
    take(street, "close", "办结", closed, reload=False)
    expect(street.locator("#called-" + str(turnouts()[0].pk))).to_contain_text("已评价办结")
    assert Case.objects.get(procedure="whistle").state == "closed"
    assert {case.state for case in turnouts()} == {"assessed"}
    assert Case.objects.get(procedure="hotline").state == "dispatched"


def turnouts() -> list[Case]:
    """Return the cases of the departments, the first called first."""
    return list(Case.objects.filter(procedure="turnout").order_by("pk"))


def blows_the_whistle(page: Page) -> None:
    """From the request's page: what the matter is, then whom to call as proposed and beside."""
    open_case(page, TITLE)
    page.get_by_role("link", name="吹哨，呼叫部门").click()
    page.get_by_label("需要部门执法权").check()
    expect(page.get_by_label("具体情况")).to_have_value(BODY)
    page.get_by_label("请部门做什么").fill("到场查处")
    page.get_by_role("button", name="下一步：选择部门").click()
    form = step(page, "call")
    form.get_by_label("占道经营的查处").check()
    form.locator("[name=others]").first.fill("历下区住房和城乡建设局")
    form.get_by_label("为什么呼叫建议以外的部门").fill("摊位占用小区出入口")
    send(form, "吹哨，呼叫部门")


def refuses(page: Page) -> None:
    """The department says that it is not its duty."""
    page.goto("/whistles/")
    page.get_by_role("link", name=TITLE).click()
    form = step(page, "refuse")
    form.get_by_label("不属于本部门职责", exact=True).check()
    form.get_by_label("理由").fill("本部门没有执法权。")
    send(form, "提出异议，不报到")


def decides(page: Page) -> None:
    """The county reads the refusal and decides."""
    page.goto("/whistles/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("#turnout")).to_contain_text("本部门没有执法权。")
    form = step(page, "order")
    form.get_by_label("理由").fill("小区出入口由住建部门指导物业管理。")
    send(form, "裁定：应当报到")


def comes(page: Page) -> None:
    """Sign where it is not signed for, contact, say that one is there."""
    page.goto("/whistles/")
    page.get_by_role("link", name=TITLE).first.click()
    if "待签收" in page.locator(".case-line").inner_text():
        send(step(page, "sign"), "签收")
    take(page, "contact", "登记已联系街道", lambda form: form.get_by_label("电话").check())
    take(page, "arrive", "登记已到场")


def confirms(page: Page, department: str) -> None:
    """The street confirms that the department is there."""
    whistle(page)
    page.locator("#whistle").get_by_role("link", name=department).click()
    take(page, "confirm", "确认到场", reload=False)


def assesses(page: Page, department: str) -> None:
    """The street says how it went."""
    whistle(page)
    page.locator("#whistle").get_by_role("link", name=department).click()
    take(page, "assess", "评价部门报到", assessed, reload=False)


def whistle(page: Page) -> None:
    """Open the whistle from its number."""
    page.goto(f"/cases/{Case.objects.get(procedure='whistle').reference}/")


def take(
    page: Page, key: str, button: str, fill: Any = lambda form: None, *, reload: bool = True
) -> None:
    """Fill in the form of a step and send it."""
    if reload:
        page.reload()
    form = step(page, key)
    fill(form)
    send(form, button)


def reported(form: Locator) -> None:
    form.get_by_label("已处置完毕", exact=True).check()
    form.get_by_label("处置情况").fill("已经清离，恢复通行。")


def assessed(form: Locator) -> None:
    form.get_by_label("已解决", exact=True).check()
    form.get_by_label("积极配合", exact=True).check()


def closed(form: Locator) -> None:
    form.get_by_label("处置结果").fill("摊贩已清离，纳入日常巡查。")
