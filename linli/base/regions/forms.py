"""A form's field for a place: typed with suggestions, understood as text when it comes in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from linli.base.regions.models import Region
from linli.base.regions.selectors import Ambiguous, resolve
from linli.base.ui.language import said

LONGEST_TEXT = 200


class RegionPicker(forms.TextInput):
    """A text input with a list of suggestions below it; without scripts it is a text input.

    The input's value is a full name, so what is sent can be read and needs no hidden code.
    """

    template_name = "regions/picker.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"maxlength": LONGEST_TEXT, "autocomplete": "off", **(attrs or {})})
        self.narrowing: dict[str, object] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the address that suggestions come from, and the id of their list."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        asked = urlencode({"field": name, **self.narrowing})
        widget["suggestions"] = f"{reverse_lazy('regions:find')}?{asked}"
        widget["list_id"] = f"{widget['attrs'].get('id', name)}_list"
        return context


class RegionField(forms.Field):
    """Takes a full name, a code, or a name that fits one place alone; gives the `Region`.

    `within` is the code of a region that the place must lie in, `levels` the keys of the levels
    that will do, `near` the code of a region whose places are suggested first. Errors
    `ambiguous` (naming the candidates) and `unknown` leave the text in the input.
    """

    widget = RegionPicker
    default_error_messages = {  # noqa: RUF012
        "unknown": _("No place fits this. Write its name, for example 历下区, or choose one."),
    }

    def __init__(
        self,
        *,
        within: int | None = None,
        levels: Collection[str] | None = None,
        near: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.within, self.levels = within, levels
        narrowing = {"within": within, "near": near, "levels": ",".join(levels or ())}
        self.widget.narrowing = {key: value for key, value in narrowing.items() if value}

    def prepare_value(self, value: Any) -> Any:
        """Show a region, or the code of one, by its full name."""
        if isinstance(value, int):
            value = Region.objects.filter(pk=value).first()
        return value.full_name if isinstance(value, Region) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the text differs from the initial region's full name."""
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def to_python(self, value: Any) -> Region | None:
        """Return the region that the text names. Raises ValidationError."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            region = resolve(text[:LONGEST_TEXT], within=self.within, levels=self.levels)
        except Ambiguous as refused:
            message = said(refused.message)
            raise forms.ValidationError(message, code="ambiguous") from refused
        if region is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return region
