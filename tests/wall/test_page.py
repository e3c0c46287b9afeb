"""The page of an accusation for its readers: who is accused, named later, and who stands back."""

from __future__ import annotations

import pytest

from linli.base.audit.log import entries
from linli.cases import recusing, sealing
from linli.cases.models import Accused, Barred
from tests.requests import HOUR, START, in_state, new_request

pytestmark = pytest.mark.django_db
NAME = "贾仁义"


@pytest.fixture
def case(cast):
    return sealing.seal(
        new_request(cast), accused_units=[cast.street_unit], accused_others=[{"name": NAME}],
        readers=[cast.petition_officer], by=cast.hotline_clerk.actor(), at=START + HOUR,
    )  # fmt: skip


@pytest.fixture
def keeper(client, cast):
    return cast.sign_in(client, cast.petition_officer)


def page(browser, case):
    return browser.get(f"/cases/{case.reference}/").content.decode()


def act(browser, case, key, **data):
    return browser.post(f"/cases/{case.reference}/acts/{key}/", data)


class TestReveal:
    def test_shows_the_name_once_for_a_reason_on_record(self, keeper, case):
        assert NAME not in page(keeper, case)
        address, accused = f"/cases/{case.reference}/person/", Accused.objects.get()
        asked = {"accused": accused.pk, "reason": "核对"}
        assert NAME in keeper.post(address, asked).content.decode()
        assert NAME not in page(keeper, case)
        last = entries(case.chain).exclude(kind="case.viewed").last()
        assert "核对" in str(last.texts) + str(last.facts)

    def test_asks_for_the_reason(self, keeper, case):
        address, accused = f"/cases/{case.reference}/person/", Accused.objects.get()
        answer = keeper.post(address, {"accused": accused.pk, "reason": " "})
        assert answer.status_code == 422
        assert NAME not in answer.content.decode()
        assert f'id="reason-accused-{accused.pk}-error"' in answer.content.decode()

    def test_knows_nobody_accused_in_another_case(self, keeper, case, cast):
        other = sealing.seal(
            new_request(cast), accused_others=[{"name": "另一人"}],
            by=cast.hotline_clerk.actor(), at=START + HOUR,
        )  # fmt: skip
        theirs = Accused.objects.get(message=other.message)
        address = f"/cases/{case.reference}/person/"
        for pk in (theirs.pk, 999_999, "x"):
            assert keeper.post(address, {"accused": pk, "reason": "x"}).status_code == 404


class TestAccuse:
    def test_names_others_later(self, keeper, case, cast):
        assert act(keeper, case, "accuse", unit="历下区城市管理局").status_code == 302
        assert act(keeper, case, "accuse", person=cast.supervisor.person.name).status_code == 302
        assert act(keeper, case, "accuse", other="甄某").status_code == 302
        assert Barred.objects.filter(case=case, unit=cast.department).exists()
        assert Barred.objects.filter(case=case, person=cast.supervisor.person).exists()
        assert Accused.objects.filter(message=case.message).count() == 2
        shown = page(keeper, case)
        assert "历下区城市管理局" in shown
        assert "甄*" in shown

    def test_asks_for_somebody(self, keeper, case):
        assert act(keeper, case, "accuse").status_code == 422

    def test_is_for_the_keepers_of_the_list(self, client, case, cast):
        clerk = cast.sign_in(client, cast.hotline_clerk)
        assert "/acts/accuse/" not in page(clerk, case)
        assert act(clerk, case, "accuse", other="甄某").status_code == 403


class TestRecusal:
    def test_is_shown_and_ended_by_the_head(self, client, cast):
        case = in_state("handling", cast)
        person = cast.second_street_clerk.person
        at = case.moved_at + HOUR
        recusing.bar_person(case, person=person, by=cast.street_head.actor(), at=at)
        clerk = cast.sign_in(client, cast.street_clerk)
        shown = page(clerk, case)
        assert person.name in shown
        assert "/acts/unbar/" not in shown
        assert act(clerk, case, "unbar", person=person.pk).status_code == 403
        head = cast.sign_in(client, cast.street_head)
        assert "/acts/unbar/" in page(head, case)
        assert act(head, case, "unbar", person=person.pk).status_code == 302
        assert not Barred.objects.exists()

    def test_is_not_told_to_those_who_only_read(self, client, cast):
        case = in_state("handling", cast)
        person = cast.second_street_clerk.person
        recusing.bar_person(
            case, person=person, by=cast.street_head.actor(), at=case.moved_at + HOUR
        )
        reader = cast.sign_in(client, cast.county_supervisor)
        assert "本件回避人员" not in page(reader, case)
