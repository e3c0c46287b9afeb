"""The fields in which a unit or a person is typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django import forms
from django.utils import timezone

from linli.base.accounts.models import Unit, User
from linli.base.accounts.pickers import PersonField, UnitField
from linli.base.accounts.selectors import find_people, find_units

HTMX = {"headers": {"hx-request": "true"}}


class TestUnitField:
    @pytest.mark.parametrize(
        "text", ["历下区城市管理局", "历下区城市管理局 · department", "department", " 历下区城 "]
    )
    def test_takes_a_name_a_label_a_code_or_a_fragment(self, cast, text):
        assert UnitField().clean(text) == cast.department

    def test_names_the_candidates_when_several_fit(self, cast):
        with pytest.raises(forms.ValidationError) as wrong:
            UnitField().clean("城市管理局")
        assert wrong.value.code == "ambiguous"
        assert cast.department.label in wrong.value.messages[0]

    def test_knows_no_closed_unit(self, cast):
        yesterday = timezone.localdate() - timedelta(days=1)
        Unit.objects.filter(pk=cast.discipline.pk).update(until_date=yesterday)
        with pytest.raises(forms.ValidationError) as wrong:
            UnitField().clean(cast.discipline.name)
        assert wrong.value.code == "unknown"

    def test_finds_a_code_among_many_that_begin_alike(self, cast):
        for number in range(30):
            Unit.objects.create(
                code=f"3{number:02}", name=f"甲{number}", kind="department",
                region=cast.province, from_date=cast.department.from_date,
            )  # fmt: skip
        three = Unit.objects.create(
            code="3", name="乙", kind="department", region=cast.city,
            from_date=cast.department.from_date,
        )  # fmt: skip
        assert UnitField().clean(three.label) == three

    def test_may_be_empty_if_not_required(self, db):
        assert UnitField(required=False).clean(" ") is None
        with pytest.raises(forms.ValidationError):
            UnitField().clean(" ")

    def test_draws_an_input_that_works_without_scripts(self, cast):
        class Form(forms.Form):
            unit = UnitField()

        html = str(Form(initial={"unit": cast.department})["unit"])
        assert 'value="历下区城市管理局 · department"' in html
        assert 'type="text"' in html


class TestPersonField:
    def test_takes_a_name_or_a_user_name(self, cast):
        assert PersonField().clean("周强") == cast.street_clerk.person
        assert PersonField().clean("outsider") == cast.outsider

    def test_tells_namesakes_apart_by_user_name(self, cast):
        twin = User.objects.create_user("zhou2", "周强")
        with pytest.raises(forms.ValidationError):
            PersonField().clean("周强")
        assert PersonField().clean(twin.label) == twin

    def test_knows_nobody_whose_account_is_off(self, cast):
        User.objects.filter(username="outsider").update(is_active=False)
        assert find_people("outsider") == []


class TestSuggestions:
    def test_of_units_are_for_people_with_a_post(self, cast, client):
        address = "/account/units/?field=unit&unit=历下区城"
        assert client.get(address, **HTMX).headers["HX-Redirect"].startswith("/account/sign-in/")
        cast.sign_in(client, cast.street_clerk)
        page = client.get(address, **HTMX).content.decode()
        assert f'data-value="{cast.department.label}"' in page

    def test_of_people_are_for_the_security_administrator(self, cast, client):
        address = "/account/people/?field=deputy&deputy=周"
        cast.sign_in(client, cast.street_clerk)
        assert client.get(address, **HTMX).status_code == 403
        cast.sign_in(client, cast.security_administrator)
        assert "周强 · street_clerk" in client.get(address, **HTMX).content.decode()

    def test_are_no_page_of_their_own(self, cast, client):
        cast.sign_in(client, cast.street_clerk)
        assert client.get("/account/units/?field=unit&unit=历").status_code == 404

    def test_cost_one_query(self, cast, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert find_units("历下区", on=timezone.localdate())
