"""The desk and the case page in a real browser: every form open, keys, one click for two."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from linli.base.audit.models import Entry
from linli.cases import assignment, notes
from linli.cases.models import Case
from tests.browser.chromium import DESKTOP, ENGLISH, EVERYWHERE
from tests.requests import HOUR, START, by_telephone, dispatch, in_state, new_request

pytestmark = pytest.mark.django_db(transaction=True)
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


def busy_case(cast) -> Case:
    """Return a case in hand with people, notes, a helper and a person in charge."""
    case = dispatch(by_telephone(cast), cast)
    clerk = cast.street_clerk.actor()
    assignment.assign(case, post=cast.second_street_clerk, by=clerk, at=START + 2 * HOUR)
    assignment.ask_to_assist(case, unit=cast.community_unit, by=clerk, at=START + 2 * HOUR)
    for number in range(25):
        notes.write(case, text=f"第{number}次记录", is_public=False, by=clerk, at=START + 3 * HOUR)
    return case


@pytest.mark.parametrize(("width", "language"), EVERYWHERE)
class TestWhole:
    @pytest.mark.parametrize("who", ["street_clerk", "hotline_clerk"])
    def test_case_with_every_form_open(
        self, cast, page_at, assert_accessible, width, language, who
    ):
        case = busy_case(cast)
        page = page_at(width, language, post=getattr(cast, who))
        page.goto(f"/cases/{case.reference}/")
        page.evaluate(OPEN_ALL)
        assert_accessible(page)

    def test_case_with_errors_and_a_person_shown(
        self, cast, page_at, assert_accessible, width, language
    ):
        case = busy_case(cast)
        page = page_at(width, language, post=cast.street_clerk)
        page.goto(f"/cases/{case.reference}/?open=object")
        page.locator("#do-object button.btn-primary").click()
        page.locator("#object-ground_error").wait_for()
        assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
        page.locator(".reveal summary").first.click()
        page.locator("#reason-name").fill("联系")
        page.locator(".reveal[open] button").click()
        page.get_by_text("李明").wait_for()
        assert_accessible(page)

    def test_desk_with_filters_open(self, cast, page_at, assert_accessible, width, language):
        for state in ("dispatched", "handling", "objected", "closed"):
            in_state(state, cast)
        for post in (cast.street_clerk, cast.supervisor):
            page = page_at(width, language, post=post)
            page.goto("/desk/?assigned=no&region=街道")
            page.evaluate(OPEN_ALL)
            assert_accessible(page)


class TestKeys:
    def test_walk_through_the_list_and_jump_to_a_number(self, cast, page_at):
        first = in_state("handling", cast)
        second = in_state("handling", cast)
        page = page_at(DESKTOP, ENGLISH, post=cast.street_clerk)
        page.goto("/desk/")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{first.reference}/")
        page.keyboard.press("g")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#do') !== null")
        page.keyboard.press("n")
        page.wait_for_url(f"**/cases/{second.reference}/")
        expect(page.get_by_role("link", name="Next in the list")).to_be_hidden()
        page.keyboard.press("b")
        page.wait_for_url("**/desk/")
        page.keyboard.press("/")
        page.keyboard.type(first.reference)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{first.reference}/")


class TestSteps:
    def test_clicked_twice_are_taken_once(self, cast, page_at):
        case = in_state("handling", cast)
        page = page_at(DESKTOP, ENGLISH, post=cast.street_clerk)
        page.goto(f"/cases/{case.reference}/?open=contact")
        page.locator("#do-contact [value=telephone]").check()
        page.locator("#do-contact button.btn-primary").dblclick()
        page.get_by_text("Done: Record that the person was contacted").wait_for()
        assert Entry.objects.filter(chain=case.chain, kind="hotline.contact").count() == 1

    def test_work_without_scripts(self, cast, page_at):
        case = dispatch(by_telephone(cast), cast)
        page = page_at(DESKTOP, ENGLISH, post=cast.street_clerk, scripts=False)
        page.goto("/desk/")
        page.get_by_role("link", name=case.title, exact=True).click()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("Done: Accept")).to_be_visible()
        page.locator(".reveal summary").first.click()
        page.locator("#reason-name").fill("联系")
        page.locator(".reveal[open] button").click()
        expect(page.get_by_text("李明")).to_be_visible()

    def test_suggest_units_while_one_types(self, cast, page_at):
        case = new_request(cast)
        page = page_at(DESKTOP, ENGLISH, post=cast.hotline_clerk)
        page.goto(f"/cases/{case.reference}/")
        page.locator("#do-assist summary").click()
        page.locator("#assist-unit").press_sequentially("历下区城")
        page.locator("#assist-unit_list [role=option]").first.click()
        expect(page.locator("#assist-unit")).to_have_value(cast.department.label)
