"""Fields for a unit or a person: typed with suggestions, understood as text when sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts import selectors

LONGEST_TEXT = 200
NAMED_AT_MOST = 5


class Picker(forms.TextInput):
    """A text input with a list of suggestions below it; without scripts it is a text input.

    The input's value is a label (name and code), so what is sent can be read.
    """

    template_name = "accounts/picker.html"
    url_name = ""
    narrowing = ""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"maxlength": LONGEST_TEXT, "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the address that suggestions come from, and the id of their list."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["suggestions"] = f"{reverse(self.url_name)}?field={name}{self.narrowing}"
        widget["list_id"] = f"{widget['attrs'].get('id', name)}_list"
        return context


class UnitPicker(Picker):
    """Suggests units."""

    url_name = "accounts:find_units"


class PersonPicker(Picker):
    """Suggests people."""

    url_name = "accounts:find_people"


class _LabelField(forms.Field):
    """Takes a label, or a text that fits one thing alone; gives the thing itself.

    Errors `ambiguous` (naming the candidates) and `unknown` leave the text in the input.
    """

    default_error_messages = {  # noqa: RUF012
        "ambiguous": _("Several fit: %(candidates)s. Choose one."),
    }

    def find(self, text: str) -> list[Any]:
        """Return what fits `text`, best first."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """Show a thing by its label."""
        return value.label if isinstance(value, Model) else value  # type: ignore[attr-defined]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the text differs from the label of the initial thing."""
        return bool((self.prepare_value(initial) or "") != (data or "").strip())

    def to_python(self, value: Any) -> Any:
        """Return the thing that the text names. Raises ValidationError."""
        text = str(value or "").strip()[:LONGEST_TEXT]
        if not text:
            return None
        found = self.find(text)
        exact = [thing for thing in found if text in _exactly(thing)]
        found = exact if len(exact) == 1 else found
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        if len(found) > 1:
            named = "; ".join(thing.label for thing in found[:NAMED_AT_MOST])
            raise forms.ValidationError(
                self.error_messages["ambiguous"], code="ambiguous", params={"candidates": named}
            )
        return found[0]


def _exactly(thing: Any) -> tuple[str, str, str]:
    """Return the label, the name, and the code that ends the label."""
    return thing.label, thing.name, thing.label.rpartition(" · ")[2]


class UnitField(_LabelField):
    """A unit that exists today."""

    widget = UnitPicker
    default_error_messages = {  # noqa: RUF012
        "unknown": _("No open unit fits this. Write its name or code, or choose one."),
    }

    def find(self, text: str) -> list[Any]:
        """Return the units of today that fit."""
        return selectors.find_units(text, on=timezone.localdate())


class PersonField(_LabelField):
    """A person whose account is on, or anybody if it `includes_off`."""

    widget = PersonPicker
    default_error_messages = {  # noqa: RUF012
        "unknown": _("Nobody fits this. Write a name or user name, or choose one."),
    }

    def __init__(self, *, includes_off: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.includes_off = includes_off
        self.widget.narrowing = "&all=yes" if includes_off else ""

    def find(self, text: str) -> list[Any]:
        """Return the people who fit."""
        return selectors.find_people(text, includes_off=self.includes_off)
