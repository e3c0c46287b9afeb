"""A field for several units, each typed on a line of its own with suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from linli.base.accounts.models import Unit
from linli.base.accounts.pickers import UnitField, UnitPicker

__all__ = ["UnitField", "UnitsField"]

# Empty lines offered beyond those that are filled; more appear each time the form comes back.
SPARE = 2
MOST = 20


class UnitsPicker(forms.Widget):
    """Several unit pickers below each other, all under one name."""

    template_name = "accounts/unit_pickers.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add an input for each value and some empty ones."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        shown = [*(value or []), *[""] * SPARE][:MOST]
        context["widget"]["inputs"] = [
            UnitPicker().get_context(
                name, text, {"id": f"{own.get('id', name)}_{number}", "class": own.get("class", "")}
            )["widget"]
            for number, text in enumerate(shown)
        ]
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[str]:
        """Return what was typed, the empty lines left out."""
        if isinstance(data, MultiValueDict):
            typed = data.getlist(name)
        else:
            typed = list(data.get(name) or [])
        return [text for text in typed[:MOST] if str(text).strip()]

    def id_for_label(self, id_: str) -> str:
        """Return nothing: the legend names the group, each input has its own label."""
        return ""


class UnitsField(forms.Field):
    """Takes several units as `UnitField` takes one; gives a list without doubles."""

    widget = UnitsPicker

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one = UnitField()

    def prepare_value(self, value: Any) -> list[Any]:
        """Show units by their labels."""
        return [self.one.prepare_value(one) for one in value or []]

    def to_python(self, value: Any) -> list[Unit]:
        """Return the units that the texts name. Raises ValidationError, a line for each text
        that names none or several."""
        units: dict[int, Unit] = {}
        wrong: list[forms.ValidationError] = []
        for text in value or []:
            try:
                unit = self.one.clean(text)
            except forms.ValidationError as error:
                wrong += [forms.ValidationError(f"“{text}”: {line}") for line in error.messages]
            else:
                units[unit.pk] = unit
        if wrong:
            raise forms.ValidationError(wrong)
        return list(units.values())
