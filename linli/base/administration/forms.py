"""The forms of units, people and posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.kinds import ROLES, UNIT_KINDS
from linli.base.accounts.pickers import PersonField, UnitField
from linli.base.regions.forms import RegionField
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.core.text import Text


def declared(things: Mapping[str, Any], empty: object = "") -> list[tuple[str, object]]:
    """Return declared things as choices in the language of the screen, `empty` first."""
    return [("", empty), *named_choices({key: thing.name for key, thing in things.items()})]


def named_choices(names: Mapping[str, Text]) -> list[tuple[str, object]]:
    """Return names as choices in the language of the screen."""
    return [(key, said(name)) for key, name in names.items()]


class UnitFilter(forms.Form):
    """What narrows the list of units."""

    words = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    region = RegionField(label=_("Region"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: declared(UNIT_KINDS, _("All"))
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("open", _("Open")), ("closed", _("Closed")), ("all", _("All"))],
    )


class UnitForm(forms.Form):
    """What may change in a unit."""

    name = forms.CharField(label=_("Unit name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=160, required=False)
    parent = UnitField(
        label=_("Parent"), required=False, help_text=_("The unit above it in the same place.")
    )
    superior = UnitField(
        label=_("Superior in its line"),
        required=False,
        help_text=_("The unit of the same trade one level up, such as the city's bureau."),
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


class NewUnitForm(UnitForm):
    """What a new unit needs."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("One of your own, for example the unified social credit code."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: declared(UNIT_KINDS, _("Choose one")))
    region = RegionField(label=_("Region"), help_text=_("The whole area that it works for."))
    from_date = forms.DateField(label=_("First day"), widget=DayInput)
    field_order = (
        "name", "name_en", "kind", "region", "code", "parent", "superior", "telephone", "from_date",
    )  # fmt: skip


class CloseUnitForm(forms.Form):
    """When a unit ends and who goes on in its place."""

    until_date = forms.DateField(label=_("Last day"), widget=DayInput)
    successor = UnitField(
        label=_("Successor"),
        required=False,
        help_text=_("It takes over the units below."),
    )


class PeopleFilter(forms.Form):
    """What narrows the list of people."""

    words = forms.CharField(label=_("Name or user name"), required=False, max_length=60)
    unit = UnitField(label=_("Unit"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("on", _("Account on")),
            ("off", _("Account off")),
            ("idle", _("Without a post")),
        ],
    )


class PersonForm(forms.Form):
    """What a new person needs."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("Small letters and digits, for example the pinyin of the name."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )


class AppointForm(forms.Form):
    """A post for a person."""

    unit = UnitField(label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=lambda: declared(ROLES, _("Choose one")))
    title = forms.CharField(label=_("Title"), max_length=60, required=False)
    from_date = forms.DateField(label=_("First day"), widget=DayInput)
    until_date = forms.DateField(
        label=_("Last day"), required=False, widget=DayInput, help_text=_("Empty: without end.")
    )


class EndPostForm(forms.Form):
    """When a post ends."""

    until_date = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        help_text=_(
            "Yesterday's date ends the post at once; a post that begins today or later is then "
            "revoked, as if it had never been given."
        ),
    )


class DeputyForm(forms.Form):
    """Who may act in a post, from day to day."""

    deputy = PersonField(label=_("Deputy"))
    from_date = forms.DateField(label=_("First day"), widget=DayInput)
    until_date = forms.DateField(
        label=_("Last day"), required=False, widget=DayInput, help_text=_("Empty: until cleared.")
    )


class IdentityForm(forms.Form):
    """What the identity provider knows a person by."""

    identity = forms.CharField(
        label=_("Identity"),
        required=False,
        max_length=191,
        help_text=_("Exactly as the provider sends it; empty takes the link away."),
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button itself is the answer."""
