"""What staff fill in: a suggestion taken down, a themed collection and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post
from linli.base.privacy.fields import IdentifierField
from linli.base.regions.forms import RegionField
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT, ask_for_telephone
from linli.cases.receiving import CHANNELS, CONTACT_BY, Draft
from linli.core.zone import local_day
from linli.procedures.suggestions.models import Campaign
from linli.procedures.suggestions.opening import LONGEST_SUBJECT, NO_SIGNATURE, Told
from linli.procedures.suggestions.selectors import open_campaigns
from linli.procedures.suggestions.words import NAMED, PUBLICITY, UNNAMED

AT_COUNTER = ("telephone", "visit", "letter")
USUAL_LENGTH = timedelta(days=30)


def area(rows: int) -> forms.Textarea:
    """Return a box of that many rows."""
    return forms.Textarea(attrs={"rows": rows})


class TakeDownForm(forms.Form):
    """A suggestion told by telephone or at the counter, or that came as a letter."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How it came"), widget=forms.RadioSelect, initial="telephone"
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject of the suggestion"),
        help_text=gettext_lazy("One line, without names."),
        max_length=LONGEST_SUBJECT,
    )
    reasons = forms.CharField(
        label=gettext_lazy("How it is now, and why it should change"),
        max_length=LONGEST_TEXT,
        widget=area(3),
    )
    proposal = forms.CharField(
        label=gettext_lazy("What is suggested"), max_length=LONGEST_TEXT, widget=area(3)
    )
    name = IdentifierField("name", label=gettext_lazy("Name"))
    telephone = IdentifierField("telephone", label=gettext_lazy("Telephone"), required=False)
    contact_by = forms.ChoiceField(
        label=gettext_lazy("How the person wants to be told"),
        widget=forms.RadioSelect,
        initial="telephone",
    )
    publicity = forms.ChoiceField(
        label=gettext_lazy("May it be published? (ask the person)"),
        widget=forms.RadioSelect,
        initial=UNNAMED,
    )
    signature = forms.CharField(
        label=gettext_lazy("Name to be shown"), max_length=30, required=False
    )

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self._choose("channel", [one for one in CHANNELS if one.key in AT_COUNTER])
        self._choose("contact_by", CONTACT_BY)
        self._choose("publicity", PUBLICITY)
        self.fields["region"] = RegionField(
            label=_("Place"),
            near=post.unit.region_id,
            within=post.unit.region_id,
            levels=("county", "township", "community"),
        )
        running = open_campaigns(local_day(timezone.now())).filter(unit=post.unit_id)
        self.fields["campaign"] = forms.ModelChoiceField(
            running, label=_("Collection"), required=False, empty_label=_("none, everyday")
        )
        for name in ("name", "telephone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [  # type: ignore[attr-defined]
            (one.key, said(one.name)) for one in choices
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the telephone and for the name to be shown, where they are needed."""
        given: dict[str, Any] = super().clean() or {}
        ask_for_telephone(self)
        if given.get("publicity") == NAMED and not given.get("signature", "").strip():
            self.add_error("signature", said(NO_SIGNATURE))
        return given

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        given = self.cleaned_data
        return Draft(
            title=given["subject"],
            body="\n\n".join((given["reasons"], given["proposal"])),
            region=given["region"],
            channel=given["channel"],
            contact_by=given["contact_by"],
            people={kind: given[kind] for kind in ("name", "telephone")},
        )

    def told(self) -> Told:
        """Return the elements of the suggestion."""
        names = ("subject", "reasons", "proposal", "publicity", "signature", "campaign")
        return Told(**{name: self.cleaned_data[name] for name in names})


class CampaignForm(forms.Form):
    """A themed collection: what Art. 8 asks to be published."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=LONGEST_SUBJECT)
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("What is asked, why, and what becomes of the suggestions."),
        max_length=LONGEST_TEXT,
        widget=area(5),
    )
    ways = forms.CharField(
        label=gettext_lazy("Ways to take part"),
        help_text=gettext_lazy("Beside this web page: telephone, letters, the office."),
        max_length=LONGEST_TEXT,
        widget=area(3),
    )
    from_date = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    until_date = forms.DateField(label=gettext_lazy("Until"), widget=DayInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, of: Campaign | None = None
    ) -> None:
        super().__init__(data)
        today = local_day(timezone.now())
        self.initial = {"from_date": today, "until_date": today + USUAL_LENGTH}
        if of:
            self.initial = {name: getattr(of, name) for name in self.fields}


class FeedbackForm(forms.Form):
    """What came of a collection as a whole."""

    feedback = forms.CharField(
        label=gettext_lazy("What came of the collection"),
        help_text=gettext_lazy(
            "Everybody can read this: how many came, what was adopted, what is done. "
            "No personal data."
        ),
        max_length=LONGEST_TEXT,
        widget=area(5),
    )
