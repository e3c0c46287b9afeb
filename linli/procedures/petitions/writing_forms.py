"""What residents fill in to bring a petition, or to accuse an official or a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.privacy.fields import IdentifierField
from linli.base.privacy.kinds import check
from linli.base.ui.language import said
from linli.cases.receiving import Draft, title_of
from linli.cases.writing import LongText, WritingForm
from linli.core.errors import Incomplete

# Together below what a message can hold; what is longer can be sent as a file.
LONGEST_REQUEST, LONGEST_FACTS, LONGEST_REASONS = 1_000, 15_000, 3_000
MOST_ACCUSED = 10


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PetitionForm(WritingForm):
    """A petition with its elements (Art. 19): request, facts, reasons, name and address. Of these
    the last three may be left out: without name and address only the written notice can't go
    out (Art. 23)."""

    ASKED = (
        "request", "facts", "reasons", "region", "is_repeated", "uploads", "keep_location", "name",
        "address", "contact_by", "telephone",
    )  # fmt: skip
    request = LongText(
        label=_("What do you ask for?"),
        help_text=_("In a sentence or two. For example: that the wages of last March be paid."),
        max_length=LONGEST_REQUEST,
        widget=_area(2),
        error_messages={"required": _("Write down what you ask for.")},
    )
    facts = LongText(
        label=_("What happened?"),
        help_text=_(
            "When, where, who, and what came of it. For example: I worked on a building site from "
            "March to May; the company has paid nothing."
        ),
        max_length=LONGEST_FACTS,
        widget=_area(6),
        error_messages={"required": _("Write down what happened.")},
    )
    reasons = LongText(
        label=_("Why should it be so?"),
        help_text=_("A contract, a promise, a rule that you know of. You may leave this empty."),
        max_length=LONGEST_REASONS,
        widget=_area(3),
        required=False,
    )
    is_repeated = forms.BooleanField(
        label=_("I have brought this matter before a petition office already"), required=False
    )
    name = IdentifierField(
        "name",
        label=_("Your name"),
        help_text=_(
            "Without name and address no written notice can be sent to you. Everything else goes "
            "its way all the same."
        ),
        required=False,
    )
    address = IdentifierField(
        "address",
        label=_("Your address"),
        help_text=_("Where papers reach you. Kept encrypted."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.ASKED)
        self.fields["address"].widget.attrs["autocomplete"] = "street-address"

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message, its three parts in one text."""
        given = self.cleaned_data
        parts = (("请求", "request"), ("事实", "facts"), ("理由", "reasons"))
        body = "\n\n".join(f"{word}：{given[key]}" for word, key in parts if given[key])
        people = {kind: given[kind] for kind in ("name", "telephone", "address")}
        return self.drafted(title=title_of(given["request"]), body=body, people=people)

    def details(self) -> Mapping[str, Any]:
        """Return the elements of the petition."""
        given = self.cleaned_data
        elements = {key: given[key] for key in ("request", "facts", "reasons")}
        return {**elements, "is_first": not given["is_repeated"]}


class AccusedField(forms.CharField):
    """Those accused, one a line, as identifiers to be kept encrypted."""

    def clean(self, value: Any) -> Sequence[str]:
        """Return the lines that say something, each fit to be kept."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_ACCUSED:
            raise forms.ValidationError(
                _("Name at most %(most)s; write the others under what happened."),
                params={"most": MOST_ACCUSED},
            )
        try:
            return [check("name", line) for line in lines]
        except Incomplete as refused:
            raise forms.ValidationError(said(refused.message), code=refused.code) from refused


class AccusationForm(PetitionForm):
    """An accusation (Art. 30): who is accused stands in a field of its own, never in the text."""

    ASKED = (
        "accused", "is_office", "request", "facts", "region", "uploads", "keep_location", "name",
        "address", "contact_by", "telephone",
    )  # fmt: skip
    accused = AccusedField(
        label=_("Whom do you accuse?"),
        help_text=_(
            "Name, unit and position, as far as you know them; one a line. Kept encrypted."
        ),
        widget=_area(2),
        error_messages={"required": _("Say whom you accuse.")},
    )
    is_office = forms.BooleanField(
        label=_("It is the petition office of the place, or somebody in it"),
        help_text=_("Then the petition office above takes it, and the one below sees nothing."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reasons"], self.fields["is_repeated"]
        self.fields["request"].help_text = _("For example: that it be examined and punished.")
        self.fields["facts"].help_text = _(
            "When, where, what was done, who knows of it, and what proof there is."
        )
        self.fields["name"].help_text = _(
            "You may stay unnamed. But with your name and number it can be looked into better, "
            "and you can be told what came of it."
        )

    def draft(self) -> Draft:
        """Return the checked form as a draft; it names nobody accused."""
        self.cleaned_data["reasons"] = ""
        return super().draft()

    def details(self) -> Mapping[str, Any]:
        """Return the elements, and who is accused."""
        given = self.cleaned_data
        keys = ("request", "facts", "accused", "is_office")
        return {key: given[key] for key in keys}
