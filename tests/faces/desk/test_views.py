"""The pages of the desk over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.base.notices.desk import TITLE, for_post, notify, wordings
from linli.cases.models import Case
from linli.faces.desk.reminders import on_desk
from tests.requests import dispatch, in_state, new_request

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
MANY_KINDS = (
    "case.received", "case.assigned", "case.reminded", "case.warned", "case.lapsed",
)  # fmt: skip
FACTS = {
    "title": "路灯不亮", "term": "办理", "due": "9月2日", "name": "import", "stage": "done",
    "done": 6, "refused": 0,
}  # fmt: skip
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def show(client, query: str = "", page: str = "/desk/") -> str:
    """Return a page of the desk in English."""
    response = client.get(page + query, **ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


def notice_of(cast, kind: str, *, about: str = "case:1", minutes: int = 0) -> None:
    """Put a reminder on the street's desk."""
    at = FIRST + timedelta(minutes=minutes)
    notify(cast.street_unit, kind, about=about, at=at, facts=FACTS)


class TestHome:
    def test_asks_visitors_to_sign_in(self, client, db):
        assert "sign-in" in client.get("/desk/")["Location"]

    def test_lists_what_is_mine_now(self, cast, client):
        case = in_state("handling", cast)
        page = show(cast.sign_in(client, cast.street_clerk))
        assert case.title in page
        assert f'href="/cases/{case.reference}/"' in page
        assert "overdue by" in page
        assert "data-row" in page

    def test_says_what_to_do_when_it_is_empty(self, cast, client):
        page = show(cast.sign_in(client, cast.street_clerk))
        assert "What is sent to it will appear here." in page
        page = show(client, "?assigned=yes")
        assert "Take a filter away to see more." in page

    def test_tells_administrators_that_they_have_no_case_work(self, cast, client):
        page = show(cast.sign_in(client, cast.auditor))
        assert "Your post has no case work" in page
        assert 'name="q"' not in page

    def test_shows_a_wrong_filter_at_its_field(self, cast, client):
        page = show(cast.sign_in(client, cast.hotline_clerk), "?region=街道")
        assert "Several places fit" in page
        assert 'value="街道"' in page

    def test_costs_the_same_for_3_cases_and_30(self, cast, client):
        cast.sign_in(client, cast.street_clerk)
        costs = []
        for count in (3, 27):
            for _ in range(count):
                dispatch(new_request(cast), cast)
            with CaptureQueriesContext(connection) as captured:
                show(client)
            costs.append(len(captured))
        assert costs[0] == costs[1]


class TestTaking:
    def test_a_case_puts_me_in_charge_and_leads_back(self, cast, client):
        case = in_state("dispatched", cast)
        cast.sign_in(client, cast.street_clerk)
        assert "Take it" in show(client, "?list=new")
        data = {"post": cast.street_clerk.pk, "next": "/desk/?list=new"}
        answer = client.post(f"/cases/{case.reference}/acts/assign/", data)
        assert answer["Location"] == "/desk/?list=new"
        assert Case.objects.get(pk=case.pk).post == cast.street_clerk
        assert "Take it" not in show(client, "?list=new")


class TestReminders:
    def test_lead_to_the_case_and_go_when_seen(self, cast, client):
        case = dispatch(new_request(cast), cast)
        cast.sign_in(client, cast.street_clerk)
        assert f"New: {case.title}" in show(client)
        notice = for_post(cast.street_clerk).get()
        answer = client.post("/desk/reminders/seen/", {"id": notice.pk, "next": "/desk/?list=new"})
        assert answer["Location"] == "/desk/?list=new"
        assert f"New: {case.title}" not in show(client)

    def test_of_other_desks_stay(self, cast, client):
        dispatch(new_request(cast), cast)
        notice = for_post(cast.street_clerk).get()
        cast.sign_in(client, cast.far_street_clerk)
        client.post("/desk/reminders/seen/", {"id": [notice.pk, "x"]})
        assert for_post(cast.street_clerk).exists()

    def test_mask_numbers_in_titles(self, cast, client):
        dispatch(new_request(cast, title="打13812345678"), cast)
        page = show(cast.sign_in(client, cast.street_clerk))
        assert "13812345678" not in page
        assert "138****5678" in page

    def test_are_all_on_a_page_of_their_own(self, cast, client):
        for kind in MANY_KINDS:
            notice_of(cast, kind)
        cast.sign_in(client, cast.street_clerk)
        assert show(client).count('name="id"') == 3
        assert "All reminders" in show(client)
        page = show(client, page="/desk/reminders/")
        assert page.count('name="id"') == 2 * len(MANY_KINDS)
        client.post("/desk/reminders/seen/", {"id": [n.pk for n in for_post(cast.street_clerk)]})
        assert "No reminders" in show(client, page="/desk/reminders/")

    def test_of_a_kind_are_one_line_and_bury_none_of_another(self, cast, client):
        notice_of(cast, "batch.ended", about="batch:1", minutes=0)
        for number in range(60):
            notice_of(cast, "case.warned", about=f"case:{number}", minutes=1 + number)
        cast.sign_in(client, cast.street_clerk)
        page = show(client)
        assert "Nearly due: 60" in page and "import: done; 6 done, 0 not done" in page
        assert page.count('<span class="reminders-text">') == 2
        one_by_one = show(client, page="/desk/reminders/?kind=case.warned")
        assert one_by_one.count('name="id"') == 50 and "Nearly due: 60" in one_by_one

    def test_of_a_kind_that_came_later_stay_when_it_is_seen(self, cast, client):
        for number in range(6):
            notice_of(cast, "case.warned", about=f"case:{number}", minutes=number)
        until = (FIRST + timedelta(minutes=4)).isoformat()
        cast.sign_in(client, cast.street_clerk)
        client.post("/desk/reminders/seen/", {"kind": "case.warned", "until": until})
        assert [one.about for one in for_post(cast.street_clerk)] == ["case:5"]
        for until in ("yesterday", "2026-13-45T99:00:00Z"):
            sent = {"kind": "case.unheard_of", "until": until}
            assert client.post("/desk/reminders/seen/", sent).status_code == 302
        client.post("/desk/reminders/seen/", {"kind": "case.warned", "until": "2026-99-99T00:00Z"})
        assert not for_post(cast.street_clerk).exists()

    def test_cost_the_same_whatever_their_number(self, cast):
        costs = []
        for number in range(9):
            notice_of(cast, "case.warned", about=f"case:{number}", minutes=number)
            with CaptureQueriesContext(connection) as captured:
                on_desk(cast.street_clerk)
            costs.append(len(captured))
        assert set(costs) == {2}


class TestWordings:
    def test_say_first_what_happened_so_that_many_are_told_in_a_line(self):
        for said in wordings:
            if "{title}" in said.zh:
                for whole, title in ((said.zh, TITLE.zh), (said.en, TITLE.en)):
                    first, found, _ = whole.partition(title)
                    assert found and "{" not in first, whole
