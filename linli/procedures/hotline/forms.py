"""What clerks fill in beside the steps: a call, and an answer given at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post
from linli.base.privacy.fields import IdentifierField
from linli.base.regions.forms import RegionField
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT, ask_for_telephone
from linli.cases.receiving import MOST_IN_BODY, Draft, title_of
from linli.procedures.hotline.words import HEARS_BY, KINDS

# The telephone asks for earlier cases as soon as it is typed; nothing else is sent with it.
LOOKS_UP = {
    "hx-post": reverse_lazy("hotline:earlier"),
    "hx-trigger": "change",
    "hx-target": "#earlier",
    "hx-params": "telephone",
}


class CallForm(forms.Form):
    """What a caller says, in the order in which it is usually said."""

    ASKED = (
        "telephone", "name", "contact_by", "kind", "body", "region", "place", "title",
    )  # fmt: skip
    telephone = IdentifierField("telephone", label=_("Telephone"), required=False)
    name = IdentifierField("name", label=_("Caller's name"), required=False)
    kind = forms.ChoiceField(label=_("Kind of request"), widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("Matter"),
        help_text=_("What happened, since when, and what the caller wants done."),
        max_length=MOST_IN_BODY,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    title = forms.CharField(
        label=_("Short title"),
        help_text=_("Left empty, it is the first sentence."),
        required=False,
        max_length=80,
    )
    place = IdentifierField(
        "address",
        label=_("Exact place"),
        help_text=_("House number, building, landmark; kept encrypted."),
        required=False,
    )
    contact_by = forms.ChoiceField(
        label=_("Wants to hear by"), widget=forms.RadioSelect, initial="telephone"
    )

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["region"] = RegionField(
            label=_("Place"),
            within=post.unit.region_id,
            levels=("county", "township", "community"),
        )
        self.fields["kind"].choices = [(kind.key, said(kind.name)) for kind in KINDS]  # type: ignore[attr-defined]
        self.fields["contact_by"].choices = [  # type: ignore[attr-defined]
            (choice.key, said(choice.name)) for choice in HEARS_BY
        ]
        self.fields["telephone"].widget.attrs |= {**LOOKS_UP, "autofocus": True}
        self.order_fields(self.ASKED)
        # The clerk's browser must not offer what earlier callers said.
        for name in ("telephone", "name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Ask for the telephone where the caller wants to be rung."""
        cleaned: dict[str, Any] = super().clean() or {}
        ask_for_telephone(self)
        return cleaned

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        told = self.cleaned_data
        body = told["body"].replace("\r\n", "\n")
        return Draft(
            title=told["title"] or title_of(body),
            body=body,
            region=told["region"],
            channel="telephone",
            contact_by=told["contact_by"],
            people={
                "name": told["name"],
                "telephone": told["telephone"],
                "address": told["place"],
            },
        )


class AnswerForm(forms.Form):
    """The answer that the caller was just given."""

    answer = forms.CharField(
        label=_("Answer given to the caller"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
