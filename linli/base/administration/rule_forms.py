"""The forms of local rules: the place looked at, what it sets, and when that ends."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.administration.forms import named_choices
from linli.base.regions.forms import RegionField
from linli.base.rules.actions import Setting
from linli.base.rules.settable import LONGEST, Declared, areas
from linli.base.rules.words import UNITS
from linli.base.ui.forms import DayInput


def _areas() -> list[tuple[str, object]]:
    return [("", _("All")), *named_choices(areas())]


class RulesFilter(forms.Form):
    """The place whose rules are looked at, and the part of them."""

    region = RegionField(label=_("Region"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False, choices=_areas)


class LookedAtForm(forms.Form):
    """A form that is confirmed once its effect was looked at."""

    @property
    def seen(self) -> str:
        """Return a mark of what was entered: to confirm is to confirm what was looked at."""
        told = "|".join(f"{name}={self.cleaned_data[name]}" for name in sorted(self.cleaned_data))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class RuleForm(LookedAtForm):
    """A place's own number, its days, and the rule that sets it."""

    region = RegionField(label=_("Region"), help_text=_("Holds for it and all below."))
    value = forms.IntegerField(label=_("Value"), min_value=1, max_value=LONGEST)
    unit = forms.ChoiceField(label=_("Counted in"))
    in_force_from = forms.DateField(label=_("In force from"), widget=DayInput)
    until_date = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        required=False,
        help_text=_("Empty: until another takes over. After it holds what the place inherits."),
    )
    instrument = forms.CharField(
        label=_("Local rule"),
        max_length=200,
        help_text=_("The document that sets it, by its full name and number."),
    )
    article = forms.CharField(label=_("Article"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, declared: Declared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {unit: UNITS[unit] for unit in declared.units or (declared.unit,)}
        self.fields["unit"].choices = named_choices(names)  # type: ignore[attr-defined]

    @property
    def setting(self) -> Setting:
        """Return what was entered."""
        return Setting(**self.cleaned_data)


class EndForm(LookedAtForm):
    """The last day of a local rule."""

    until_date = forms.DateField(label=_("Last day"), widget=DayInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def day(self) -> date:
        """Return the day that was entered."""
        found: date = self.cleaned_data["until_date"]
        return found
