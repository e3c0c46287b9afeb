"""Forms that begin with whom they will mostly be about, and the page for who the petitioner is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from linli.cases.forms import form_for
from linli.procedures.petitions.procedure import PETITION
from tests.petitions import in_state, new_petition, take

pytestmark = pytest.mark.django_db


def form(case, step, post):
    return form_for(case, PETITION.transition(step), post)


class TestProposedUnit:
    def test_to_decide_is_the_nearest_government(self, cast):
        shown = form(new_petition(cast), "ask_instruction", cast.county_petition_officer)
        assert shown.initial["unit"] == cast.government

    def test_for_an_accusation_is_the_nearest_discipline_inspection(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast)
        shown = form(case, "to_discipline", cast.county_petition_officer)
        assert shown.initial["unit"] == cast.discipline

    def test_after_supervision_is_the_joint_conference(self, cast):
        shown = form(in_state("handling", cast), "escalate", cast.county_petition_officer)
        assert shown.initial["unit"] == cast.joint_conference

    def test_of_a_closed_unit_is_its_successor(self, cast):
        cast.department.successor = cast.other_department
        cast.department.save()
        shown = form(in_state("handling", cast), "hand_to_successor", cast.county_petition_officer)
        assert shown.initial["unit"] == cast.other_department

    def test_in_urgent_matters_are_those_of_article_25(self, cast):
        shown = form(new_petition(cast), "mark_urgent", cast.county_petition_officer)
        assert shown.initial["units"] == [
            cast.government, cast.petition_office, cast.joint_conference,
        ]  # fmt: skip


class TestRecuse:
    def test_offers_oneself_alone(self, cast):
        case = in_state("handling", cast)
        for post in (cast.county_petition_officer, cast.department_handler):
            assert list(form(case, "recuse", post).fields["person"].queryset) == [post]

    def test_offers_a_head_the_whole_unit(self, cast):
        shown = form(in_state("handling", cast), "recuse", cast.department_head)
        assert set(shown.fields["person"].queryset) == {
            cast.department_head, cast.department_handler,
        }  # fmt: skip


class TestIdentifyPage:
    def test_keeps_what_was_missing_and_leads_back(self, cast, client):
        case = in_state("referred", cast, people={"name": "李明"})
        cast.sign_in(client, cast.department_handler)
        page = reverse("petitions:identify", args=[case.reference])
        assert "李*" in client.get(page).content.decode()
        answer = client.post(page, {"address": "青年东路12号"})
        assert answer["Location"] == reverse("cases:case", args=[case.reference])
        case.petition.refresh_from_db()
        assert case.petition.is_identified

    def test_says_what_is_missing(self, cast, client):
        case = in_state("referred", cast, people={})
        cast.sign_in(client, cast.department_handler)
        answer = client.post(reverse("petitions:identify", args=[case.reference]), {})
        assert answer.status_code == 200
        assert "请填写姓名" in answer.content.decode()

    @pytest.mark.parametrize(
        ("post", "status"),
        [("street_clerk", 404), ("petition_officer", 403), ("hotline_clerk", 403)],
    )
    def test_is_for_those_who_run_or_hold_it(self, cast, client, post, status):
        case = in_state("referred", cast, people={})
        cast.sign_in(client, getattr(cast, post))
        page = reverse("petitions:identify", args=[case.reference])
        assert client.post(page, {"name": "李明"}).status_code == status

    def test_is_linked_where_it_is_missing(self, cast, client):
        cast.sign_in(client, cast.department_handler)
        for people, is_linked in (({}, True), (None, False)):
            more = {} if people is None else {"people": people}
            case = in_state("referred", cast, **more)
            shown = client.get(reverse("cases:case", args=[case.reference])).content.decode()
            assert (reverse("petitions:identify", args=[case.reference]) in shown) is is_linked
