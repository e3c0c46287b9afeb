"""A field for an item of the duty lists: typed with suggestions, understood as text when sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post
from linli.base.accounts.pickers import LONGEST_TEXT, Picker
from linli.cases.fields import things
from linli.cases.models import Case
from linli.core.procedure import Field
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import search

SUGGESTED = 8
DOT = " · "


def label_of(item: DutyItem) -> str:
    """Return what names the item beyond doubt where it is chosen by typing."""
    return f"{item.name}{DOT}{_code_of(item)}"


def find_items(text: str, *, region_code: int, limit: int = SUGGESTED) -> list[DutyItem]:
    """Return the items of today that fit `text` and concern the place; a label fits one, and so
    does its code in most places."""
    name, dot, code = text.strip().rpartition(DOT)
    list_key, number = _parted(code)
    if not list_key:
        return list(search(text, region_code, on=timezone.localdate())[:limit])
    named = search(name or number, region_code, on=timezone.localdate(), list_key=list_key)
    exact = [one for one in named.filter(number=number)[:limit] if not dot or one.name == name]
    return exact if exact or dot else list(named[:limit])


def _code_of(item: DutyItem) -> str:
    return f"{item.list_declared.order}-{item.number}"


def _parted(code: str) -> tuple[str, str]:
    """Return the key of the list and the number that a code is made of; two empty strings for
    what is none."""
    order, dash, number = code.partition("-")
    key = next((one.key for one in DUTY_LISTS.values() if str(one.order) == order), "")
    return (key, number) if key and dash else ("", "")


class ItemPicker(Picker):
    """Suggests items of the duty lists that concern a place."""

    region_code = 0

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the address that suggestions come from, and the id of their list."""
        context = forms.TextInput.get_context(self, name, value, attrs)
        widget = context["widget"]
        asked = urlencode({"field": name, "region": self.region_code})
        widget["suggestions"] = f"{reverse('hotline:items')}?{asked}"
        widget["list_id"] = f"{widget['attrs'].get('id', name)}_list"
        return context


class ItemField(forms.Field):
    """Takes a label, or a text that fits one item alone; gives the `DutyItem`."""

    widget = ItemPicker
    default_error_messages = {  # noqa: RUF012
        "unknown": _("No item of the duty lists fits this. Write a word of its name."),
        "ambiguous": _("Several items fit: %(candidates)s. Choose one."),
    }

    def __init__(self, region_code: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.region_code = region_code
        self.widget.region_code = region_code

    def prepare_value(self, value: Any) -> Any:
        """Show an item by its label."""
        return label_of(value) if isinstance(value, DutyItem) else value

    def to_python(self, value: Any) -> DutyItem | None:
        """Return the item that the text names. Raises ValidationError."""
        text = str(value or "").strip()[:LONGEST_TEXT]
        if not text:
            return None
        found = find_items(text, region_code=self.region_code)
        exact = [item for item in found if item.name == text]
        found = exact if len(exact) == 1 else found
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        if len(found) > 1:
            named = "; ".join(label_of(item) for item in found[:5])
            raise forms.ValidationError(
                self.error_messages["ambiguous"], code="ambiguous", params={"candidates": named}
            )
        return found[0]


def _drawn(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return ItemField(case.region_id, **common)


things.register("hotline.item", _drawn)
