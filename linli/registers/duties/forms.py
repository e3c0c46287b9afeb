"""The forms of the duty lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.regions.forms import RegionField
from linli.base.regions.models import Region
from linli.base.ui.forms import DayInput, add_refusal
from linli.base.ui.language import said
from linli.core.errors import Refused
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.naming import Departments


def lists() -> list[tuple[str, str]]:
    """Return the three lists as choices in the language of the screen."""
    return [(each.key, said(each.name)) for each in DUTY_LISTS.values()]


class DutyFilter(forms.Form):
    """What narrows the list."""

    words = forms.CharField(label=_("Words or number"), required=False, max_length=100)
    region = RegionField(label=_("Region"), required=False)
    list = forms.ChoiceField(
        required=False, choices=lambda: [("", ""), *lists()], widget=forms.HiddenInput
    )


class FindForm(forms.Form):
    """A message to find the unit for."""

    text = forms.CharField(
        label=_("What it is about"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Paste or write what the person says. It isn't kept."),
    )
    region = RegionField(label=_("Where"), help_text=_("The nearer the better: the street first."))


class DutyForm(forms.Form):
    """What may change in an item."""

    list = forms.ChoiceField(label=_("List"), choices=lists)
    number = forms.CharField(label=_("Number"), max_length=20)
    name = forms.CharField(label=_("Item"), max_length=200)
    category = forms.CharField(label=_("Category"), max_length=60, required=False)
    lead = forms.CharField(
        label=_("Lead"),
        max_length=120,
        required=False,
        help_text=_(
            "Empty for own duties. Else a unit that leads for the whole place, or a department's "
            "name such as 城市管理局, which stands for each county's own."
        ),
    )
    assisting = forms.CharField(
        label=_("Assisting"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Departments, with commas between them."),
    )
    upper_duty = forms.CharField(
        label=_("Duty of the department"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    own_duty = forms.CharField(
        label=_("Duty of the town or street"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    working_method = forms.CharField(
        label=_("Working method"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False)
    keywords = forms.CharField(
        label=_("Keywords"),
        max_length=500,
        required=False,
        help_text=_("Words that people use for it, with spaces between them: dispatch looks here."),
    )
    from_date = forms.DateField(label=_("In force from"), widget=DayInput)
    until_date = forms.DateField(label=_("In force until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, region: Region | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region

    def clean(self) -> dict[str, Any]:
        """Turn the names of departments into units, or names that each county has one for."""
        asked = super().clean() or {}
        region = asked.get("region") or self.region
        if region is None:
            return asked
        departments = Departments(region, timezone.localdate())
        try:
            lead = asked.get("lead", "")
            asked["lead"] = departments.understand(lead, field="lead") if lead else None
            assisting = asked.get("assisting", "")
            asked["assisting"] = departments.understand_all(assisting, field="assisting")
        except Refused as refused:
            add_refusal(self, refused)
        return asked


class NewDutyForm(DutyForm):
    """What a new item needs."""

    region = RegionField(
        label=_("Place of the list"),
        help_text=_("The place for which the list was published: one street, or a whole city."),
    )
    field_order = ("region", *DutyForm.base_fields)


class EndForm(forms.Form):
    """When an item ends."""

    until_date = forms.DateField(label=_("Last day"), widget=DayInput)


class ImportForm(forms.Form):
    """What an import needs to know beside its file."""

    region = RegionField(
        label=_("Place of the list"),
        help_text=_("The place for which the list was published: one street, or a whole city."),
    )
    day = forms.DateField(label=_("In force from"), widget=DayInput)
    is_whole = forms.BooleanField(
        label=_("The file is the whole list: items that it doesn't name end"), required=False
    )
