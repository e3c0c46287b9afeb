"""What residents fill in beside a procedure's own forms: a receipt, facts to add."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.files.forms import WithFiles
from linli.cases.receiving import MOST_IN_BODY
from linli.cases.writing import LongText
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
