"""A resident writes on a phone; the message goes astray once, is answered, rated and opened again.

Seven people take part: the resident, the hotline's clerk and supervisor, the street's clerk, the
department's handler and head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Page, expect

from linli.base.files.models import StoredFile
from linli.base.files.storage import path_of
from tests.base.files.samples import exif_with_place, photo, saved
from tests.browser.chromium import CHINESE, PHONE
from tests.journeys.people import choose_suggested, due_times, open_case, send, show_receipt, step
from tests.requests import duty

TITLE = "小区北门的垃圾三天没有清运"
BODY = f"{TITLE}。气味很大，请尽快清走，以后每天都来收。"
STREET, DEPARTMENT = "解放路街道办事处", "历下区城市管理局"
ANSWER = "已清运完毕，今后每天早晚各清运一次。"


@dataclass
class Story:
    """The browsers of those who take part."""

    resident: Page
    clerk: Page
    street: Page
    supervisor: Page
    handler: Page
    head: Page


@pytest.fixture
def story(cast: Any, page_at: Any, signed_in: Any) -> Story:
    """Everybody at their own browser, with two duty items that the message could mean."""
    duty(cast, "own", name="生活垃圾清运", keywords="垃圾、清运", number="12")
    duty(
        cast, "taken_back", name="生活垃圾收集运输作业监管", keywords="垃圾", number="3",
        lead_unit=cast.department,
    )  # fmt: skip
    return Story(
        resident=page_at(PHONE, CHINESE),
        clerk=signed_in(cast.hotline_clerk.person),
        street=page_at(post=cast.street_clerk),
        supervisor=page_at(post=cast.supervisor),
        handler=page_at(PHONE, post=cast.department_handler),
        head=page_at(post=cast.department_head),
    )


def test_a_message_finds_its_unit_in_the_end_and_its_sender_judges(story):
    receipt, passcode = write(story.resident)
    the_place_is_gone_from_the_photo()
    dispatch_to_street(story.clerk)
    due = due_times(story.clerk)
    object_to_it(story.street)
    uphold_the_objection(story.supervisor)
    dispatch_to_department(story.clerk)
    assert due_times(story.clerk) == due, "a second dispatch must not start the clock again"
    handle(story.handler)
    extend(story.head)
    assert due_times(story.head) > due
    answer(story.handler)
    show_receipt(story.resident, receipt, passcode)
    read_what_happened(story.resident)
    add_facts(story.resident)
    rate(story.resident)
    open_again(story.resident)
    find_it_again(story.clerk)


def write(page: Page) -> tuple[str, str]:
    """Write with a photo that says where it was taken; return what the receipt says."""
    page.goto("/")
    page.get_by_role("link", name="我要反映").last.click()
    page.get_by_role("link", name="向热线反映").click()
    page.get_by_label("您要反映什么事？").fill(BODY)
    choose_suggested(page, "在哪里？", "解放路", "济南市历下区解放路街道$")
    with_place = saved(photo(), "JPEG", exif=exif_with_place())
    page.get_by_label("照片或文件").set_input_files(
        [{"name": "垃圾.jpg", "mimeType": "image/jpeg", "buffer": with_place}]
    )
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到您的来件")
    expect(page.get_by_text("前", exact=False).first).to_be_visible()
    slip = page.locator(".slip dd").all_inner_texts()
    page.get_by_role("button", name="已抄好，关闭此页").click()
    return slip[0], slip[1]


def the_place_is_gone_from_the_photo() -> None:
    kept = StoredFile.objects.get()
    assert kept.has_location_removed
    with Image.open(path_of(kept.sha256)) as picture:
        assert not picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)


def dispatch_to_street(page: Page) -> None:
    """Dispatch by the item that was proposed for the street's own duty."""
    open_case(page, TITLE)
    expect(page.get_by_role("link", name="垃圾.jpg")).to_be_visible()
    form = step(page, "dispatch")
    form.get_by_label("投诉").check()
    form.get_by_label("一般", exact=True).check()
    form.get_by_role("radio", name=re.compile(f"{STREET}.*生活垃圾清运", re.DOTALL)).check()
    send(form, "派单")
    expect(page.locator("#units")).to_contain_text(STREET)


def object_to_it(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "object")
    form.get_by_label("已列入上级部门收回事项").check()
    form.get_by_label("具体说明").fill("清单第三类第3项，应由区城市管理局单独办理。")
    send(form, "提出派单异议")
    expect(page.get_by_text("异议待裁定").first).to_be_visible()


def uphold_the_objection(page: Page) -> None:
    """What the unit says stands above the ruling, not only far below in the course of things."""
    open_case(page, TITLE)
    expect(page.locator("#request")).to_contain_text("清单第三类第3项，应由区城市管理局单独办理。")
    form = step(page, "uphold")
    form.get_by_label("裁定理由").fill("该事项确已由部门收回。")
    send(form, "异议成立")


def dispatch_to_department(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "dispatch")
    form.get_by_role("radio", name=re.compile(f"{DEPARTMENT}.*监管", re.DOTALL)).check()
    send(form, "派单")
    expect(page.locator("#units")).to_contain_text(DEPARTMENT)


def handle(page: Page) -> None:
    """Accept, and record that the resident was contacted, without which no answer is taken."""
    open_case(page, TITLE)
    send(step(page, "accept"), "接收")
    expect(page.get_by_text("请先联系来件人并登记，再答复。")).to_be_visible()
    form = step(page, "contact")
    form.get_by_label("上门或到现场").check()
    send(form, "登记已联系来件人")


def extend(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "extend")
    form.get_by_label("延长天数").fill("3")
    form.get_by_label("延期理由").fill("需要增配清运车辆。")
    send(form, "延期")


def answer(page: Page) -> None:
    open_case(page, TITLE)
    form = step(page, "answer")
    form.get_by_label("已解决").check()
    form.get_by_label("答复内容").fill(ANSWER)
    send(form, "答复")


def read_what_happened(page: Page) -> None:
    """The tracking page says who has it, how often it was sent on and why, and the answer."""
    for text in (
        ANSWER,
        "转办过1次",
        "已列入上级部门收回事项",
        "异议成立",
        "需要增配清运车辆。",
        "承办单位已与您联系",
    ):
        expect(page.get_by_text(text).first).to_be_visible()
    units = page.get_by_role("region", name="由谁办理").locator("strong")
    expect(units).to_have_text([DEPARTMENT, STREET, DEPARTMENT])


def add_facts(page: Page) -> None:
    page.get_by_role("link", name="补充情况").click()
    page.get_by_role("textbox").fill("今天早上已经有车来收了。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("今天早上已经有车来收了。")).to_be_visible()


def rate(page: Page) -> None:
    page.get_by_role("link", name="评价").click()
    page.get_by_label("已解决", exact=True).check()
    page.get_by_label("满意", exact=True).check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=2, name="已办结")).to_be_visible()


def open_again(page: Page) -> None:
    page.get_by_role("link", name="重新反映").click()
    page.get_by_role("textbox").fill("第二天又没有人来收。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=2, name="已收到")).to_be_visible()


def find_it_again(page: Page) -> None:
    """The hotline's clerk finds the case among those to be dispatched, in its second round."""
    open_case(page, TITLE)
    expect(page.get_by_text("待派单").first).to_be_visible()
    expect(page.get_by_text("第2轮")).to_be_visible()
    expect(page.get_by_text("第二天又没有人来收。").first).to_be_visible()
