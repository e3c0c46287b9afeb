"""The staff's pages of petitions in a browser: in both languages, at both widths, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.cases.models import Case
from tests.browser.chromium import CHINESE, DESKTOP, ENGLISH, PHONE
from tests.browser.visiting import EVERY_OTHER, Visit, faults_of
from tests.petitions import DAY, in_state, new_petition, take

pytestmark = pytest.mark.django_db(transaction=True)


def visits(cast: Any) -> list[Visit]:
    """Return (name, post, arguments) for the staff's pages of petitions, with petitions at work."""
    start = timezone.now() - 20 * DAY
    cases = {state: in_state(state, cast, at=start) for state in SHOWN}
    late = in_state("handling", cast, at=timezone.now() - 90 * DAY)
    supervised = take(late, "supervise", cast, at=timezone.now() - 30 * DAY)
    take(supervised, "escalate", cast, at=timezone.now())
    new_petition(cast, at=start)
    officer = cast.county_petition_officer
    return [
        ("petitions:day", officer, {}),
        ("petitions:day", cast.department_handler, {}),
        ("petitions:list", officer, {"key": "overdue"}),
        ("petitions:list", officer, {"key": "feedback"}),
        ("petitions:decisions", cast.department_head, {}),
        ("petitions:decisions", cast.city_department_head, {}),
        ("petitions:supervision", officer, {}),
        ("petitions:supervision", cast.conference_officer, {}),
        ("petitions:range", cast.social_work_officer, {}),
        ("petitions:register", officer, {}),
        ("petitions:register", cast.street_clerk, {}),
        *(
            ("cases:case", getattr(cast, SHOWN[state]), {"reference": case.reference})
            for state, case in cases.items()
        ),
        ("cases:case", officer, {"reference": late.reference}),
    ]


# State: who opens it, the one whose move it is.
SHOWN = {
    "registered": "county_petition_officer",
    "referred": "department_handler",
    "objected": "county_petition_officer",
    "handling": "department_handler",
    "opinion_submitted": "department_head",
    "delivered": "department_handler",
    "review_requested": "county_petition_officer",
    "in_review": "city_department_head",
    "in_hearing": "city_government_head",
    "to_close": "county_petition_officer",
}


@EVERY_OTHER
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_pages_are_whole(cast, page_at: Callable[..., Page], language, is_all):
    wrong = faults_of(visits(cast), language, page_at=page_at, is_all=is_all)
    assert not wrong, "\n\n".join(wrong)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the input `name` has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} can't be reached by Tab")


def test_a_group_of_seven_is_registered_by_keyboard(
    cast, page_at: Callable[..., Page], assert_accessible
):
    page = page_at(DESKTOP, post=cast.county_petition_officer)
    page.goto("/petitions/register/")
    typed = {
        "visitors": "7",
        "representatives": "张一、李二、王三",
        "name": "张一",
        "address": "历下区青年东路12号",
        "request": "请求发还三轮车。",
        "region": "解放路街道",
    }
    for name, text in typed.items():
        tab_to(page, name)
        page.keyboard.type(text)
    tab_to(page, "title")
    page.keyboard.press("Enter")
    expect(page.locator(".slip")).to_be_visible()
    expect(page.get_by_role("button", name="打印回执")).to_be_visible()
    assert_accessible(page)
    case = Case.objects.get()
    assert (case.petition.visitors, case.petition.representatives.count()) == (7, 3)


def test_who_came_is_asked_of_visits_alone(cast, page_at: Callable[..., Page]):
    page = page_at(PHONE, post=cast.county_petition_officer)
    page.goto("/petitions/register/")
    expect(page.locator("#id_visitors")).to_be_visible()
    page.get_by_label("来信").check()
    expect(page.locator("#id_visitors")).to_be_hidden()


def test_an_earlier_petition_shows_as_soon_as_the_telephone_is_typed(
    cast, page_at: Callable[..., Page], assert_accessible
):
    case = new_petition(cast)
    page = page_at(DESKTOP, post=cast.county_petition_officer)
    page.goto("/petitions/register/")
    page.locator("#id_telephone").fill("138 1234 5678")
    page.locator("#id_telephone").press("Tab")
    expect(page.locator("#earlier")).to_contain_text(case.title)
    assert_accessible(page)
    page.locator("#id_request").fill("三轮车还没有发还。")
    page.locator("#id_region").fill("解放路街道")
    page.get_by_role("button", name="同一事项，记到此件").click()
    expect(page.locator("h1")).to_have_text(case.title)
    assert Case.objects.count() == 1


def test_an_opinion_is_signed_with_its_text_in_view(cast, page_at: Callable[..., Page]):
    case = in_state("opinion_submitted", cast, at=timezone.now() - DAY)
    page = page_at(PHONE, post=cast.department_head)
    page.goto("/petitions/decisions/")
    expect(page.get_by_text("发还三轮车，并补开凭证。").first).to_be_visible()
    page.get_by_role("button", name="按此签发").click()
    expect(page.get_by_text("已完成：签发处理意见书")).to_be_visible()
    case.refresh_from_db()
    assert case.state == "opinion_issued"


def test_the_day_is_walked_by_keys(cast, page_at: Callable[..., Page]):
    case = new_petition(cast, at=timezone.now() - DAY)
    page = page_at(DESKTOP, post=cast.county_petition_officer)
    page.goto("/petitions/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(case.title)
    expect(page.locator("#do-transfer")).to_have_attribute("open", "")
