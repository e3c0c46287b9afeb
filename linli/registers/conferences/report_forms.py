"""The forms of a report: taking it in, and correcting what was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.files.words import words_of
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.core.conferences.subjects import SUBJECTS
from linli.core.errors import Refused
from linli.registers.conferences.actions.reading import LONGEST


class ReportForm(forms.Form):
    """The words of a report, pasted or in a file."""

    text = forms.CharField(
        label=_("The report"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paste it as it stands on the page; damaged signs are mended."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("Text, Word or PDF."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf"}),
    )
    source = forms.CharField(label=_("Where it was published"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the words of the file into the text, so that they stay when the form comes back."""
        asked = super().clean() or {}
        if file := asked.get("file"):
            try:
                asked["text"] = words_of(file.file)
            except Refused as refused:
                self.add_error("file", said(refused.message))
        elif not (asked.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Paste the report, or choose a file."))
        if len(asked.get("text") or "") > LONGEST:
            message = _("A report has at most %(most)s signs: take it in parts.")
            self.add_error("text", message % {"most": f"{LONGEST:,}"})
        return asked

    def keep_words(self) -> None:
        """Show what was read from a file in the text when the form is shown again."""
        if self.is_bound and (words := self.cleaned_data.get("text")):
            self.data = self.data.copy()
            self.data["text"] = words


class NewReportForm(ReportForm):
    """A report of a conference that is not entered yet."""

    title = forms.CharField(
        label=_("Name of the conference"),
        max_length=160,
        required=False,
        help_text=_("Left empty: the heading of the report."),
    )
    held_date = forms.DateField(
        label=_("Day"),
        required=False,
        widget=DayInput,
        help_text=_("Left empty: as the report says."),
    )
    field_order = ("text", "file", "title", "held_date", "source")


def subjects() -> list[tuple[str, str]]:
    """Return the subjects as choices in the language of the screen."""
    return [(key, said(name)) for key, name in SUBJECTS.items()]


class DemandForm(forms.Form):
    """Who asks what of whom; `start` and `end` where the stretch itself is given."""

    speaker = forms.CharField(
        label=_("Speaker"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )  # fmt: skip
    addressee = forms.CharField(
        label=_("Addressee"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"list": "addressees", "autocomplete": "off"}),
    )  # fmt: skip
    subject = forms.ChoiceField(label=_("Subject of the demand"), choices=subjects)
    start = forms.IntegerField(label=_("From sign"), required=False, min_value=0)
    end = forms.IntegerField(label=_("To sign"), required=False, min_value=0)


class AddForm(DemandForm):
    """A demand that software did not find, by its words or by its place."""

    words = forms.CharField(
        label=_("Words of the demand"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Select them in the report, or copy them here exactly."),
    )
    field_order = ("words", "speaker", "addressee", "subject", "start", "end")


class SpotForm(forms.Form):
    """What stands at a mended place."""

    words = forms.CharField(max_length=200)
