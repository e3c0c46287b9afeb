"""What residents fill in beside a procedure's own forms: a receipt, facts to add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.files.forms import WithFiles
from linli.base.privacy.fields import IdentifierField
from linli.base.ui.language import said
from linli.cases.receiving import CONTACT_BY, MOST_IN_BODY
from linli.cases.writing import LongText
from linli.core.procedure import Choice
from linli.core.references import parse


class ReceiptForm(forms.Form):
    """Number and passcode of a receipt."""

    number = forms.CharField(
        label=_("Receipt number"),
        help_text=_("12 digits; spaces and dashes don't matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Enter the number of your receipt.")},
    )
    passcode = forms.CharField(
        label=_("Passcode"),
        help_text=_("6 digits, given with the number."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Enter the passcode.")},
    )

    def clean_number(self) -> str:
        """Return the number in its usual form; a mistyped digit is noticed here."""
        number = parse(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(
                _("This can't be a receipt number: one of its digits is wrong or missing.")
            )
        return number


class FactsForm(WithFiles):
    """What the sender adds later."""

    text = LongText(
        label=_("What do you want to add?"),
        max_length=MOST_IN_BODY,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write down what you want to add.")},
    )
    field_order = ("text", "uploads", "keep_location")


class CorrectForm(forms.Form):
    """Who the sender is and how to reach them; what is left empty stays as it is."""

    contact_by = forms.ChoiceField(
        label=_("How do you want to hear from us?"), widget=forms.RadioSelect, required=False
    )
    telephone = IdentifierField("telephone", label=_("New telephone"), required=False)
    name = IdentifierField("name", label=_("New name"), required=False)
    address = IdentifierField("address", label=_("New address"), required=False)

    def __init__(self, data: Any, *, contact_by: str, masked: Mapping[str, str]) -> None:
        super().__init__(data, initial={"contact_by": contact_by})
        self.fields["contact_by"].choices = [  # type: ignore[attr-defined]
            (choice.key, said(choice.name)) for choice in CONTACT_BY
        ]
        for kind in ("telephone", "name", "address"):
            now = masked.get(kind)
            self.fields[kind].help_text = (
                _("Kept now: %(masked)s. Leave empty to keep it.") % {"masked": now}
                if now
                else _("Not given so far.")
            )

    def people(self) -> dict[str, str]:
        """Return the identifiers by kind."""
        return {kind: self.cleaned_data[kind] for kind in ("telephone", "name", "address")}


class RightsForm(forms.Form):
    """What is asked about one's own data: one of `wishes`."""

    wish = forms.ChoiceField(label=_("What shall we do?"), widget=forms.RadioSelect)
    words = LongText(
        label=_("Anything to add?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, wishes: Iterable[Choice], data: Any = None) -> None:
        super().__init__(data)
        self.fields["wish"].choices = [  # type: ignore[attr-defined]
            (choice.key, said(choice.name)) for choice in wishes
        ]
