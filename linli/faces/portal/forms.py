"""What residents fill in: a message, the receipt to look up, facts to add."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linli.base.files.forms import WithFiles
from linli.base.privacy.fields import IdentifierField
from linli.base.regions.forms import RegionField
from linli.cases.fields import ask_for_telephone
from linli.cases.receiving import CONTACT_BY, MOST_IN_BODY, Draft, title_of
from linli.core.references import parse


class LongText(forms.CharField):
    """A long text, its line ends as one sign however the browser sends them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class MessageForm(WithFiles):
    """A message to us."""

    body = LongText(
        label=_("What is the matter?"),
        help_text=_("What happened, since when, and what would you like to be done?"),
        max_length=MOST_IN_BODY,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write down what the matter is.")},
    )
    region = RegionField(
        label=_("Where is it?"),
        help_text=_("Type the town, street or community, then choose it from the list."),
        levels=("county", "township", "community"),
        error_messages={"required": _("Say in which place it is.")},
    )
    place = IdentifierField(
        "address",
        label=_("Exact place"),
        help_text=_("House number, building, landmark. Only those who handle it see this."),
        required=False,
    )
    contact_by = forms.ChoiceField(
        label=_("How do you want to hear from us?"), widget=forms.RadioSelect, initial="page"
    )
    telephone = IdentifierField(
        "telephone",
        label=_("Telephone"),
        help_text=_("Needed only if we are to telephone you."),
        required=False,
    )
    name = IdentifierField(
        "name",
        label=_("How shall we call you?"),
        help_text=_("For example 王女士."),
        required=False,
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.fields["contact_by"].choices = [  # type: ignore[attr-defined]
            (choice.key, choice.name.in_language(language)) for choice in reversed(CONTACT_BY)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the telephone where one is wanted, and refuse what no person fills in: a field
        that no person sees."""
        cleaned: dict[str, Any] = super().clean() or {}
        ask_for_telephone(self)
        if cleaned.get("website"):
            self.add_error(None, _("A hidden field was filled in. Please send the form again."))
        return cleaned

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        said = self.cleaned_data
        return Draft(
            title=title_of(said["body"]),
            body=said["body"],
            region=said["region"],
            channel="page",
            contact_by=said["contact_by"],
            people={
                "name": said["name"],
                "telephone": said["telephone"],
                "address": said["place"],
            },
            files=self.kept.files,
            language=get_language() or "zh-hans",
        )


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
