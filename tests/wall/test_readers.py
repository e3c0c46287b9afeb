"""Whoever is on the list of an accusation sees all of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from linli.cases.timeline import for_sender
from tests.wall.petitions import BODY, FILE, TITLE
from tests.wall.walking import signed_in
from tests.wall.world import NOTE, TELEPHONE, Outsider

pytestmark = pytest.mark.django_db


class TestReaders:
    """Whoever is on the list sees it wherever they look for it."""

    @pytest.fixture
    def reader(self, world):
        clerk = world.cast.hotline_clerk
        return signed_in(world, Outsider("reader", clerk, clerk.person))

    def test_find_the_page_with_text_files_list_and_ties(self, world, reader):
        body = reader.get(reverse("cases:case", args=[world.case.reference])).content.decode()
        for said in (BODY, NOTE, FILE, "邹正", world.ordinary.reference, "贾*义"):
            assert said in body

    def test_find_the_tie_on_the_other_case(self, world, reader):
        body = reader.get(reverse("cases:case", args=[world.ordinary.reference])).content.decode()
        assert world.case.reference in body

    def test_find_it_by_number_telephone_and_in_lists(self, world, reader):
        case = world.case
        for number in (case.reference, case.message.receipt):
            found = reader.post(reverse("desk:search"), {"q": number})
            assert found["Location"] == reverse("cases:case", args=[case.reference])
        desk = reader.get(reverse("desk:home"), {"scope": "range", "list": "open"})
        assert case.reference in desk.content.decode()
        earlier = reader.post(reverse("hotline:earlier"), {"telephone": TELEPHONE})
        assert case.reference in earlier.content.decode()

    def test_find_the_call(self, world, reader):
        body = reader.get(reverse("hotline:calls")).content.decode()
        call = reverse("hotline:call_out", args=[world.numbers()["hotline"].call])
        assert call in body
        assert reader.get(call).status_code == 200

    def test_open_its_files(self, world, reader):
        address = reverse(
            "cases:file", args=[world.case.reference, world.numbers()["hotline"].attachment]
        )
        assert reader.get(address).status_code == 200

    def test_are_told_of_it_without_its_title(self, world):
        handler = world.cast.discipline_handler
        client = signed_in(world, Outsider("reader", handler, handler.person))
        body = client.get(reverse("desk:reminders")).content.decode()
        assert world.case.reference in body
        assert TITLE not in body

    def test_holds_for_the_receipt_as_before(self, world):
        shown = for_sender(world.case)
        assert not [line for line in shown if "检举" in line.what.zh]
        assert [line for line in shown if NOTE in str(line.said)]
