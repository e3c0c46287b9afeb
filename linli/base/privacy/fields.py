"""A form's field for an identifier: cleaned and checked as its kind declares."""

from __future__ import annotations

from typing import Any

from django import forms

from linli.base.privacy.kinds import KINDS, check
from linli.base.ui.language import said
from linli.core.errors import Incomplete

# What browsers and telephones' keyboards should know about each kind.
ATTRIBUTES: dict[str, dict[str, str]] = {
    "name": {"autocomplete": "name"},
    "telephone": {"autocomplete": "tel"},
    "identity_number": {"autocomplete": "off"},
    "address": {"autocomplete": "off"},
}


class IdentifierField(forms.CharField):
    """Takes a text that can be an identifier of `kind`, and gives it cleaned; empty stays empty."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        # Spaces and dashes are typed too, and are no part of the value.
        super().__init__(max_length=KINDS[kind].limit + 20, **kwargs)
        self.widget.attrs |= ATTRIBUTES[kind]
        if kind == "telephone":
            self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        """Return the cleaned identifier. Raises ValidationError in the language of the screen."""
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return check(self.kind, text)
        except Incomplete as refused:
            message = said(refused.message)
            raise forms.ValidationError(message, code=refused.code) from refused
