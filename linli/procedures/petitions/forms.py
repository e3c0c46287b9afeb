"""What staff fill in to register a petition: elements of Art. 19, a visit, marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.fields import UnitField, UnitsField
from linli.base.accounts.models import Post
from linli.base.files.forms import WithFiles
from linli.base.privacy.fields import IdentifierField
from linli.base.regions.forms import RegionField
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_LINE, LONGEST_TEXT
from linli.cases.receiving import MOST_IN_BODY, Draft, title_of
from linli.core.errors import Refused
from linli.procedures.petitions.access import OFFICE
from linli.procedures.petitions.opening import MOST_REPRESENTATIVES
from linli.procedures.petitions.people_field import PeopleField
from linli.procedures.petitions.registering import Accusation, Told, Urgent
from linli.procedures.petitions.words import CHANNELS, FIELDS

# Whoever writes on the page does that themselves.
ON_PAPER = tuple(channel for channel in CHANNELS if channel.key != "page")
# Sent on its own as soon as it is typed: has this person been here before?
LOOKS_UP = {
    "hx-post": reverse_lazy("petitions:earlier"),
    "hx-trigger": "change",
    "hx-target": "#earlier",
    "hx-include": "#id_telephone, #id_identity_number, #id_name, #id_address",
    "hx-params": "telephone, identity_number, name, address",
}
ACCUSED = ("accused_units", "accused_people", "accused_others")
URGENT = ("urgent_units", "situation")
IDENTIFIERS = ("name", "telephone", "identity_number", "address")
# How the acts name their fields, where the page names them otherwise.
AT_FIELD = {
    "body": "request", "units": "accused_units", "people": "accused_people",
    "others": "accused_others", "unit": "region", "received_on": "received_date",
}  # fmt: skip


class RegisterForm(WithFiles):
    """A letter, a call, a fax or a visit, as told; nothing about the sender is asked for but what
    says where an answer goes."""

    channel = forms.ChoiceField(label=_("Came in as"), widget=forms.RadioSelect, initial="visit")
    received_date = forms.DateField(label=_("Day received"), widget=DayInput)
    visitors = forms.IntegerField(
        label=_("How many came"), required=False, min_value=1, max_value=10_000
    )
    representatives = forms.CharField(
        label=_("Representatives of the group"),
        help_text=_("Needed where more than five came: five at most, one a line or with commas."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    name = IdentifierField("name", label=_("Name"), required=False)
    telephone = IdentifierField("telephone", label=_("Telephone"), required=False)
    identity_number = IdentifierField("identity_number", label=_("Identity number"), required=False)
    address = IdentifierField(
        "address",
        label=_("Address"),
        help_text=_("Without name and address no written notice or opinion can be sent."),
        required=False,
    )
    request = forms.CharField(
        label=_("What is asked"),
        help_text=_("What the person asks for, as told."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    facts = forms.CharField(
        label=_("Facts"),
        required=False,
        max_length=MOST_IN_BODY // 2,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    title = forms.CharField(
        label=_("Short title"),
        help_text=_("Left empty, it is the first sentence of the request."),
        required=False,
        max_length=80,
    )
    field = forms.ChoiceField(label=_("Field"), required=False)
    is_first = forms.TypedChoiceField(
        label=_("First or repeated"),
        choices=[("yes", _("First petition")), ("no", _("Repeated"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    is_accusation = forms.BooleanField(
        label=_("This is an accusation against a unit or its staff"),
        help_text=_("From its first second it is seen only by you, by those chosen here, and by "
                    "the heads of the units that hold it; never by those accused."),
        required=False,
    )  # fmt: skip
    accused_units = UnitsField(label=_("Units accused"), required=False)
    accused_people = PeopleField(label=_("Staff accused"), required=False)
    accused_others = forms.CharField(
        label=_("Others accused"), required=False, max_length=LONGEST_LINE
    )
    readers = forms.ModelMultipleChoiceField(
        Post.objects.none(),
        label=_("Who else may read it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    coordinator = UnitField(
        label=_("Petition office above to take it"),
        help_text=_("Only where the petition office itself is accused."),
        required=False,
    )
    is_urgent = forms.BooleanField(
        label=_("Serious and urgent: report at once"),
        help_text=_("To the government, the department above and the joint conference; a petition "
                    "office also to the office above (Art. 25)."),
        required=False,
    )  # fmt: skip
    urgent_units = UnitsField(label=_("Report to"), required=False)
    situation = forms.CharField(
        label=_("What is happening"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_new_matter = forms.BooleanField(label=_("Not the same matter: register it"), required=False)

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.post = post
        is_office = post.unit.kind == OFFICE
        self.fields["region"] = RegionField(
            label=_("Place"),
            within=post.unit.region_id if is_office else None,
            near=post.unit.region_id,
            levels=("city", "county", "township", "community"),
        )
        self.fields["channel"].choices = [(one.key, said(one.name)) for one in ON_PAPER]  # type: ignore[attr-defined]
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((one.key, said(one.name)) for one in FIELDS)
        ]  # fmt: skip
        self.fields["received_date"].initial = timezone.localdate
        self.fields["readers"].queryset = colleagues(post)  # type: ignore[attr-defined]
        self.fields["readers"].label_from_instance = _reader_label  # type: ignore[attr-defined]
        self.fields["visitors"].widget.attrs["autofocus"] = True
        if post.unit.region.level == "township":
            self.initial["region"] = post.unit.region
        for name in IDENTIFIERS:
            # The browser at the counter must not offer what earlier visitors said.
            self.fields[name].widget.attrs["autocomplete"] = "off"
            self.fields[name].widget.attrs |= LOOKS_UP

    def clean_received_date(self) -> date:
        """Refuse days to come."""
        day: date = self.cleaned_data["received_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("It can't have come in after today."))
        return day

    def clean_representatives(self) -> list[str]:
        """Return the names, one for each line or comma."""
        text = self.cleaned_data["representatives"]
        for separator in ("、", "，", ",", "；", ";", "\r"):
            text = text.replace(separator, "\n")
        names = [name.strip() for name in text.split("\n") if name.strip()]
        if len(names) > MOST_REPRESENTATIVES:
            raise forms.ValidationError(
                _("%(count)s are named: a group chooses at most five (Art. 20)."),
                params={"count": len(names)},
            )
        return names

    def clean(self) -> dict[str, Any]:
        """Ask for what the marks need. Whoever names the accused has marked it, ticked or not."""
        given: dict[str, Any] = super().clean() or {}
        if self._is_said(given, ACCUSED):
            given["is_accusation"] = True
        elif given.get("is_accusation"):
            self.add_error("accused_units", _("Name who is accused: a unit, staff, or others."))
        if self._is_said(given, URGENT):
            given["is_urgent"] = True
        if given.get("is_urgent"):
            for name in URGENT:
                if not given.get(name) and not self.has_error(name):
                    self.add_error(name, _("Needed for an urgent report."))
        return given

    @property
    def is_accusation_open(self) -> bool:
        """Return whether the part about an accusation has to be in view."""
        return self._shows("is_accusation", *ACCUSED, "readers", "coordinator")

    @property
    def is_urgent_open(self) -> bool:
        """Return whether the part about an urgent report has to be in view."""
        return self._shows("is_urgent", *URGENT)

    def _shows(self, *names: str) -> bool:
        return self.is_bound and any(self.has_error(name) or self[name].value() for name in names)

    def _is_said(self, given: Mapping[str, Any], names: tuple[str, ...]) -> bool:
        return any(given.get(name) or self.has_error(name) for name in names)

    def show(self, refused: Refused) -> None:
        """Show a refusal at the field that it is about."""
        name = AT_FIELD.get(refused.field, refused.field)
        self.add_error(name if name in self.fields else None, said(refused.message))

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        told = self.cleaned_data
        parts = (told["request"], told["facts"], told["reasons"])
        body = "\n\n".join(part.replace("\r\n", "\n").strip() for part in parts if part.strip())
        return Draft(
            title=told["title"] or title_of(told["request"]),
            body=body,
            region=told["region"],
            channel=told["channel"],
            people={name: told[name] for name in IDENTIFIERS},
            files=self.kept.files,
        )

    def told(self) -> Told:
        """Return the elements and marks that go with the message."""
        given = self.cleaned_data
        is_visit = given["channel"] == "visit"
        return Told(
            request=given["request"],
            facts=given["facts"],
            reasons=given["reasons"],
            field=given["field"],
            is_first=given["is_first"],
            received_on=given["received_date"],
            visitors=(given["visitors"] or None) if is_visit else None,
            representatives=given["representatives"] if is_visit else [],
            accusation=self._accusation(given),
            urgent=Urgent(given["urgent_units"], given["situation"])
            if given["is_urgent"]
            else None,
        )

    def _accusation(self, given: Mapping[str, Any]) -> Accusation | None:
        if not given["is_accusation"]:
            return None
        return Accusation(
            units=given["accused_units"],
            people=given["accused_people"],
            others=given["accused_others"],
            coordinator=given["coordinator"],
            readers=list(given["readers"]),
        )


def colleagues(post: Post) -> Any:
    """Return the other posts of the unit that are in force today."""
    others = Post.objects.on(timezone.localdate()).filter(unit=post.unit_id).exclude(pk=post.pk)
    return others.select_related("person", "unit").order_by("pk")


def _reader_label(post: Post) -> str:
    return f"{post.person.name} · {said(post.role_declared.name)}"
