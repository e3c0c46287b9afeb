"""Forms drawn from declared fields, and forms that do their work once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django import forms
from django.utils.translation import override

from linli.base.accounts.fields import UnitField, UnitsField
from linli.cases import fields
from linli.cases.fields import field_for
from linli.cases.forms import StepForm, form_for
from linli.cases.models import Case, Submission
from linli.cases.registry import rooms
from linli.cases.submissions import AlreadySentError, forget, new_key, once
from linli.core.errors import Refused
from linli.core.procedure import Choice, Field
from linli.core.text import Text
from tests.requests import DAY, START, in_state, new_request

pytestmark = pytest.mark.django_db
NAME = Text("名称", "Name")


def choices(count: int) -> tuple[Choice, ...]:
    """Return as many declared choices."""
    return tuple(Choice(str(n), Text(f"第{n}", f"No. {n}")) for n in range(count))


class TestFieldFor:
    @pytest.mark.parametrize(
        ("kind", "made", "widget"),
        [
            ("line", forms.CharField, forms.TextInput),
            ("text", forms.CharField, forms.Textarea),
            ("boolean", forms.BooleanField, forms.CheckboxInput),
            ("date", forms.DateField, forms.DateInput),
            ("datetime", forms.DateTimeField, forms.DateTimeInput),
            ("number", forms.IntegerField, forms.NumberInput),
            ("unit", UnitField, forms.TextInput),
            ("units", UnitsField, forms.Widget),
            ("post", forms.ModelChoiceField, forms.Select),
        ],
    )
    def test_draws_each_kind(self, cast, kind, made, widget):
        field = field_for(Field("name", NAME, kind), new_request(cast), cast.hotline_clerk)
        assert isinstance(field, made)
        assert isinstance(field.widget, widget)

    @pytest.mark.parametrize(("count", "widget"), [(5, forms.RadioSelect), (6, forms.Select)])
    def test_shows_few_choices_at_once_and_many_as_a_list(self, cast, count, widget):
        need = Field("name", NAME, "choice", choices=choices(count))
        field = field_for(need, new_request(cast), cast.hotline_clerk)
        assert type(field.widget) is widget

    def test_lets_an_optional_choice_be_left_out(self, cast):
        need = Field("name", NAME, "choice", is_required=False, choices=choices(2))
        field = field_for(need, new_request(cast), cast.hotline_clerk)
        assert field.clean("") == ""
        assert field.choices[0] == ("", "—")

    def test_speaks_the_language_of_the_screen(self, cast):
        case = new_request(cast)
        for language, name in (("zh-hans", "名称"), ("en", "Name")):
            with override(language):
                assert field_for(Field("name", NAME), case, cast.hotline_clerk).label == name

    def test_offers_the_posts_of_the_holder_that_are_in_force(self, cast):
        case = in_state("handling", cast)
        field = field_for(Field("who", NAME, "post"), case, cast.street_clerk)
        offered = set(field.queryset)
        assert cast.street_clerk in offered
        assert not offered & {cast.expired, cast.other_street_clerk}

    def test_leaves_a_thing_to_the_procedure(self, cast, monkeypatch):
        case, need = new_request(cast), Field("ship", NAME, "thing")
        assert field_for(need, case, cast.hotline_clerk) is None
        monkeypatch.setitem(
            fields.things._things,
            "hotline.ship",
            lambda need, case, post, common: forms.CharField(**common),
        )
        assert field_for(need, case, cast.hotline_clerk).label


class TestFormFor:
    def test_asks_for_what_the_step_needs(self, cast):
        case = in_state("handling", cast)
        step = case.declared.transition("extend")
        form = form_for(case, step, cast.street_head, {"units": "2", "reason": "材料未到"})
        assert form.is_valid()
        assert form.cleaned_data == {"units": 2, "reason": "材料未到"}
        assert 'id="extend-units"' in str(form)

    def test_takes_the_procedures_own_form(self, cast, monkeypatch):
        class Own(forms.Form):
            def __init__(self, case, post, data=None):
                super().__init__(data)
                self.fields["colour"] = forms.CharField()

        case = in_state("handling", cast)
        room = replace(case.room, forms={"extend": Own})
        monkeypatch.setitem(rooms._things, "hotline", room)
        form = form_for(case, case.declared.transition("extend"), cast.street_head)
        assert 'id="extend-colour"' in str(form)
        other = form_for(case, case.declared.transition("accept"), cast.street_head)
        assert isinstance(other, StepForm)


class TestUnitsField:
    def test_takes_several_lines_without_doubles(self, cast):
        typed = [cast.department.label, cast.street_unit.name, "department"]
        assert UnitsField().clean(typed) == [cast.department, cast.street_unit]

    def test_says_which_line_is_wrong(self, cast):
        with pytest.raises(forms.ValidationError) as wrong:
            UnitsField().clean([cast.department.label, "城市管理局"])
        assert len(wrong.value.messages) == 1
        assert "“城市管理局”" in wrong.value.messages[0]

    def test_offers_empty_lines_beyond_the_filled_ones(self, cast):
        class Form(forms.Form):
            units = UnitsField()

        html = str(Form({"units": ["甲", "乙"]})["units"])
        assert html.count("<input") == 4
        assert html.count("<label") >= 4


class TestOnce:
    def act(self, case: Case, cast, key: str, done: list[str]) -> None:
        with once(case, "hotline.contact", key, by=cast.street_clerk.actor(), at=START):
            done.append(key)

    def test_lets_each_key_work_once(self, cast):
        case, done = in_state("handling", cast), []
        self.act(case, cast, "a", done)
        with pytest.raises(AlreadySentError):
            self.act(case, cast, "a", done)
        self.act(case, cast, "b", done)
        assert done == ["a", "b"]

    def test_remembers_nothing_without_a_key(self, cast):
        case, done = in_state("handling", cast), []
        self.act(case, cast, "", done)
        self.act(case, cast, "", done)
        assert done == ["", ""]

    def test_leaves_the_key_of_a_refused_act_unused(self, cast):
        case = in_state("handling", cast)
        with (
            pytest.raises(Refused),
            once(case, "hotline.contact", "a", by=cast.street_clerk.actor(), at=START),
        ):
            raise Refused(NAME)
        assert not Submission.objects.exists()

    def test_forgets_keys_that_no_open_page_can_hold(self, cast):
        Submission.objects.create(key="old", at=START - 3 * DAY)
        Submission.objects.create(key="new", at=START - timedelta(hours=1))
        assert forget(START) == 1
        assert Submission.objects.get().key == "new"

    def test_draws_keys_that_nobody_guesses(self):
        assert len({new_key() for _ in range(100)}) == 100
