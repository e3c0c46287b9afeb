"""What residents fill in to bring a request before the hotline."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.privacy.fields import IdentifierField
from linli.cases.receiving import MOST_IN_BODY, Draft, title_of
from linli.cases.writing import LongText, WritingForm


class MessageForm(WritingForm):
    """A message to the hotline."""

    ASKED = (
        "body", "region", "place", "uploads", "keep_location", "contact_by", "telephone", "name",
    )  # fmt: skip
    body = LongText(
        label=_("What is the matter?"),
        help_text=_("What happened, since when, and what would you like to be done?"),
        max_length=MOST_IN_BODY,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write down what the matter is.")},
    )
    place = IdentifierField(
        "address",
        label=_("Exact place"),
        help_text=_("House number, building, landmark. Only those who handle it see this."),
        required=False,
    )
    field_order = ("body", "region", "place")

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        given = self.cleaned_data
        people = {
            "name": given["name"], "telephone": given["telephone"], "address": given["place"],
        }  # fmt: skip
        return self.drafted(title=title_of(given["body"]), body=given["body"], people=people)
