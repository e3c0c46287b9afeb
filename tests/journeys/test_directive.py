"""A directive from the province over city and county to a street: a list-3 item blocked with its
rule, worked on with a community's help, reported, closed, and its conference at 100 percent."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from linli.cases import links
from linli.cases.models import Case
from linli.registers.conferences.models import Conference, Demand, Report
from tests.browser.chromium import PHONE
from tests.directives import DUE, MEASURE, START, TASK, world
from tests.journeys.people import send, step

SAID = "要为骑手、货车司机建好友好驿站。"


def test_a_directive_down_to_a_street_and_back(cast, days, page_at):
    conference = held(world(cast))
    province = page_at(post=cast.province_handler)
    given_out(province, conference)
    root = case_of(cast.province_government)
    take(province, root, "accept", "接收")
    take(province, root, "break_down", "分解下达", parts(cast.city_government.name))
    city = handed_down(page_at(post=cast.city_government_handler), cast.government)
    county_page = page_at(post=cast.government_handler)
    county = case_of(cast.government)
    take(county_page, county, "accept", "接收")
    refused(county_page, county, cast)
    take(county_page, county, "break_down", "分解下达", to_street(cast))
    carried_out(page_at(PHONE, post=cast.street_clerk), cast)
    reviewed(county_page, cast.street_unit)
    for page, unit, holder in (
        (county_page, cast.government, cast.city_government_handler),
        (city, cast.city_government, cast.province_handler),
        (province, cast.province_government, cast.province_handler),
    ):
        take(page, case_of(unit), "report_done", "报告落实完毕", outcome)
        reviewed(province if holder == cast.province_handler else city, unit)
    province.goto(f"/conferences/{conference.pk}/")
    expect(province.locator("#progress")).to_contain_text("100%")
    states = set(Case.objects.filter(procedure="directive").values_list("state", flat=True))
    assert states == {"closed"}


def held(cast: Any) -> Conference:
    """Return a conference of the province with one confirmed demand."""
    made = Conference.objects.create(
        title="全省社会工作会议", kind="special", form="video", rank="leader", level="province",
        host=cast.province_government, office=cast.province_government, region=cast.province,
        held_date=START.date(), created_at=START,
    )  # fmt: skip
    Report.objects.create(conference=made, received=SAID, text=SAID, received_at=START)
    Demand.objects.create(
        conference=made, no="1", start=0, end=len(SAID), text=SAID, subject="employment",
        confirmed_at=START,
    )  # fmt: skip
    return made


def case_of(unit: Any) -> Case:
    """Return the directive that the unit holds."""
    return Case.objects.get(procedure="directive", unit=unit)


def take(page: Page, case: Case, key: str, button: str, fill: Any = lambda form: None) -> None:
    """Open the case, fill in the form of a step and send it."""
    page.goto(f"/cases/{case.reference}/?open={key}#do-{key}")
    form = step(page, key)
    fill(form)
    send(form, button)


def given_out(page: Page, conference: Conference) -> None:
    """Make the demand of a conference a directive of one's own."""
    page.goto(f"/conferences/{conference.pk}/")
    page.get_by_role("link", name="交办落实").click()
    page.get_by_label("牵头单位").select_option(label="山东省人民政府")
    page.get_by_label("完成标准").fill(MEASURE)
    page.get_by_label("完成期限").fill(DUE.isoformat())
    page.get_by_role("button", name="下达", exact=True).click()
    expect(page.locator("#directive")).to_contain_text(SAID)


def parts(name: str) -> Any:
    """Return what breaks a directive down to the unit called `name`."""

    def fill(form: Locator) -> None:
        form.get_by_label(name, exact=True).check()
        form.get_by_label("要求", exact=True).fill(TASK)

    return fill


def handed_down(page: Page, unit: Any) -> Page:
    """Let the city accept its part and break it down to a county."""
    city = Case.objects.get(procedure="directive", unit__code="city_government")
    take(page, city, "accept", "接收")
    take(page, city, "break_down", "分解下达", parts(unit.name))
    return page


def refused(page: Page, county: Case, cast: Any) -> None:
    """Try to give a street what an upper department took back."""
    page.goto(f"/cases/{county.reference}/?open=break_down#do-break_down")
    form = step(page, "break_down")
    parts(cast.street_unit.name)(form)
    form.get_by_label("职责清单事项").select_option(value=str(cast.taken_item.pk))
    form.get_by_role("button", name="分解下达").click()
    expect(page.locator("#do-break_down")).to_contain_text("不得派给街道（乡镇）")
    expect(page.locator("#do-break_down")).to_contain_text("职责事项清单的意见")
    assert not links.parts_of(county).exists()


def to_street(cast: Any) -> Any:
    """Return what gives a street its own duty."""

    def fill(form: Locator) -> None:
        parts(cast.street_unit.name)(form)
        form.get_by_label("职责清单事项").select_option(value=str(cast.own_item.pk))

    return fill


def carried_out(page: Page, cast: Any) -> None:
    """Let the street accept, note progress and report, on a telephone."""
    street = case_of(cast.street_unit)
    take(page, street, "accept", "接收")
    take(page, street, "note_progress", "记录进展", done)
    take(page, street, "report_done", "报告落实完毕", outcome)


def done(form: Locator) -> None:
    form.get_by_label("做了什么").fill("已选址，正在装修。")


def outcome(form: Locator) -> None:
    form.get_by_label("落实结果").fill("已建成一处，对外开放。")


def reviewed(page: Page, unit: Any) -> None:
    """Close what the unit reported."""
    take(page, case_of(unit), "close", "办结")
