"""What staff fill in: a whistle, a shift, a file with a roster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.base.regions.forms import RegionField
from linli.base.ui.forms import MomentInput
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT, PostField
from linli.cases.models import Case
from linli.cases.receiving import title_of
from linli.procedures.whistles.opening import Call
from linli.procedures.whistles.words import KINDS

NO_PEOPLE = gettext_lazy(
    "Departments read this. Write no names, telephone or identity numbers of residents."
)


class BlowForm(forms.Form):
    """What the matter is, where, and what departments shall do."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Why the township calls"), widget=forms.RadioSelect, choices=()
    )
    title = forms.CharField(
        label=gettext_lazy("Short title"),
        help_text=gettext_lazy("Left empty, it is the first sentence."),
        required=False,
        max_length=80,
    )
    matter = forms.CharField(
        label=gettext_lazy("What the matter is"),
        help_text=NO_PEOPLE,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    asked = forms.CharField(
        label=gettext_lazy("What departments shall do"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(
        label=gettext_lazy("Where exactly"),
        help_text=gettext_lazy("Street, house, landmark"),
        required=False,
        max_length=200,
    )

    def __init__(
        self, post: Post, data: Mapping[str, Any] | None = None, *, origin: Case | None = None
    ) -> None:
        super().__init__(data)
        self.origin = origin
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.key, said(one.name)) for one in KINDS
        ]
        self.fields["region"] = RegionField(
            label=_("Place"),
            within=post.unit.region_id,
            near=post.unit.region_id,
            levels=("township", "community"),
        )
        self.initial["region"] = post.unit.region
        self.order_fields(("kind", "matter", "asked", "region", "place", "title"))
        if origin:
            self._begin(origin)

    def _begin(self, origin: Case) -> None:
        """Begin with the matter that it helps with, numbers of people left out."""
        self.initial["title"] = redact(origin.title)
        self.initial["matter"] = redact(origin.message.body)
        place = origin.region
        if place.level in ("township", "community"):
            self.initial["region"] = place

    def call(self) -> Call:
        """Return what was written."""
        given = self.cleaned_data
        return Call(
            kind=given["kind"],
            title=given["title"].strip() or title_of(given["matter"]),
            matter=given["matter"],
            region=given["region"],
            place=given["place"],
            asked=given["asked"],
            origin=self.origin,
        )


class ShiftForm(forms.Form):
    """Who answers for the unit from when to when, and by which telephone."""

    starts_at = forms.DateTimeField(label=gettext_lazy("Shift begins"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=gettext_lazy("Shift ends"), widget=MomentInput)
    telephone = forms.CharField(
        label=gettext_lazy("Telephone of the duty desk"),
        help_text=gettext_lazy("Never a private number."),
        max_length=40,
    )

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["on_duty"] = PostField(
            post.unit_id,
            label=_("On duty"),
            help_text=_("May stay empty: then the whole unit is told."),
            required=False,
            empty_label=_("nobody in particular"),
        )
        self.initial["telephone"] = post.unit.telephone
        start = timezone.localtime().replace(minute=0, second=0, microsecond=0)
        self.initial["starts_at"] = start
        self.initial["ends_at"] = start + timedelta(days=1)


class RosterForm(forms.Form):
    """A file with shifts."""

    file = forms.FileField(
        label=gettext_lazy("Excel or CSV file"),
        help_text=gettext_lazy("Columns: from, until, duty telephone, on duty."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
    ) -> None:
        super().__init__(data, files)
