"""The pages of the desk over HTTP."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.base.notices.desk import for_post
from linli.cases.models import Case
from tests.requests import dispatch, in_state, new_request

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def show(client, query: str = "", page: str = "/desk/") -> str:
    """Return a page of the desk in English."""
    response = client.get(page + query, **ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


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
        for _ in range(5):
            dispatch(new_request(cast), cast)
        cast.sign_in(client, cast.street_clerk)
        assert show(client).count("New: ") < 5 * 2
        assert show(client, page="/desk/reminders/").count('name="id"') == 10
        client.post("/desk/reminders/seen/", {"id": [n.pk for n in for_post(cast.street_clerk)]})
        assert "No reminders" in show(client, page="/desk/reminders/")
