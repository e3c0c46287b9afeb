"""What staff fill in: a dispute taken down, a party, a round, a mediator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post
from linli.base.privacy.fields import IdentifierField
from linli.base.privacy.redaction import redact
from linli.base.regions.forms import RegionField
from linli.base.regions.models import Grid
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT, RADIOS_AT_MOST
from linli.cases.receiving import Draft, title_of
from linli.core.errors import Refused
from linli.core.procedure import Choice
from linli.procedures.disputes.models import Round
from linli.procedures.disputes.opening import Side, Told
from linli.procedures.disputes.words import (
    APPLICANT,
    CONSENT_WAYS,
    FOCUSES,
    KINDS,
    PARTY,
    POSITIONS,
    RESPONDENT,
    ROUND,
    SOURCES,
    STANDINGS,
)

NO_PEOPLE = gettext_lazy("Write no names and no numbers of people here.")
IDENTIFIERS = ("name", "telephone", "address", "identity_number")
AT_COUNTER = tuple(one for one in SOURCES if one.key in (PARTY, "court", "department"))


def chosen(choices: tuple[Choice, ...], *, empty: str = "—", **kwargs: Any) -> forms.ChoiceField:
    """Return a field for one of the declared choices, in the language of the screen; `empty` is
    what no choice is called."""
    is_short = len(choices) <= RADIOS_AT_MOST
    names = [(one.key, said(one.name)) for one in choices]
    if not (is_short and kwargs.get("required", True)):
        names = [("", empty), *names]
    widget = forms.RadioSelect if is_short else forms.Select
    return forms.ChoiceField(choices=names, widget=widget, **kwargs)


def area(rows: int) -> forms.Textarea:
    """Return a box of that many rows."""
    return forms.Textarea(attrs={"rows": rows})


class RegisterForm(forms.Form):
    """A dispute as told at the counter, by telephone, by a court, or as found on a round."""

    referrer = forms.CharField(
        label=gettext_lazy("Court or department that sent it"),
        required=False,
        max_length=200,
    )
    title = forms.CharField(
        label=gettext_lazy("Short title"),
        help_text=gettext_lazy("Without names. Left empty, it is the first sentence."),
        required=False,
        max_length=80,
    )
    matter = forms.CharField(
        label=gettext_lazy("What the dispute is about"),
        max_length=LONGEST_TEXT,
        widget=area(4),
    )
    wish = forms.CharField(
        label=gettext_lazy("What is asked"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(2),
    )
    one_name = IdentifierField("name", label=gettext_lazy("Name"), required=False)
    one_telephone = IdentifierField("telephone", label=gettext_lazy("Telephone"), required=False)
    one_address = IdentifierField("address", label=gettext_lazy("Address"), required=False)
    one_is_organisation = forms.BooleanField(
        label=gettext_lazy("A firm or another organisation"), required=False
    )
    other_name = IdentifierField("name", label=gettext_lazy("Name"), required=False)
    other_telephone = IdentifierField("telephone", label=gettext_lazy("Telephone"), required=False)
    other_address = IdentifierField("address", label=gettext_lazy("Address"), required=False)
    other_is_organisation = forms.BooleanField(
        label=gettext_lazy("A firm or another organisation"), required=False
    )

    def __init__(
        self, post: Post, data: Mapping[str, Any] | None = None, *, of: Round | None = None
    ) -> None:
        super().__init__(data)
        self.of = of
        if of is None:
            self.fields["source"] = chosen(AT_COUNTER, label=_("Where it comes from"))
            self.initial["source"] = PARTY
        else:
            del self.fields["referrer"]
        self.fields["kind"] = chosen(KINDS, label=_("Type of dispute"))
        self.fields["region"] = RegionField(
            label=_("Place"),
            within=of.region_id if of else None,
            near=post.unit.region_id,
            levels=("county", "township", "community"),
        )
        self.initial["region"] = of.region if of else post.unit.region
        asked = tuple(one for one in CONSENT_WAYS if one.key != "writing")
        for side in ("one", "other"):
            self.fields[f"{side}_consent"] = chosen(
                asked,
                label=_("Agreed to mediation, asked"),
                empty=_("not asked yet"),
                required=False,
            )
        for name in ("name", "telephone", "address"):
            for side in ("one", "other"):
                # The browser at the counter must not offer what earlier visitors said.
                self.fields[f"{side}_{name}"].widget.attrs["autocomplete"] = "off"

    @property
    def source(self) -> str:
        """Return where it comes from."""
        return ROUND if self.of else self.cleaned_data["source"]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of who asks for mediation."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("source") == PARTY and not given.get("one_name"):
            self.add_error("one_name", _("Enter the name of who asks for mediation."))
        return given

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message; its sender is who asks."""
        given = self.cleaned_data
        is_party = self.source == PARTY
        return Draft(
            title=given["title"] or title_of(given["matter"]),
            body="\n\n".join(part for part in (given["matter"], given["wish"]) if part),
            region=given["region"],
            channel="visit" if is_party else self.source,
            people=self._people("one") if is_party else {},
        )

    def told(self) -> Told:
        """Return what goes with the message."""
        given = self.cleaned_data
        sides = [] if self.source == PARTY else [self._side("one", APPLICANT)]
        sides.append(self._side("other", RESPONDENT))
        return Told(
            kind=given["kind"],
            matter=given["matter"],
            wish=given["wish"],
            source=self.source,
            referrer=given.get("referrer", ""),
            round=self.of,
            sides=[one for one in sides if any(one.people.values())],
            is_organisation=given["one_is_organisation"],
            consent_way=given["one_consent"] or "in_person",
        )

    def _people(self, side: str) -> dict[str, str]:
        given = self.cleaned_data
        return {kind: given[f"{side}_{kind}"] for kind in ("name", "telephone", "address")}

    def _side(self, side: str, position: str) -> Side:
        given = self.cleaned_data
        return Side(
            position,
            self._people(side),
            given[f"{side}_is_organisation"],
            given[f"{side}_consent"],
        )

    def show(self, refused: Refused) -> None:
        """Show a refusal at the field that it is about."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, said(refused.message))


class PartyForm(forms.Form):
    """A party, or what was learnt of one: what is empty then stays."""

    name = IdentifierField("name", label=gettext_lazy("Name"), required=False)
    telephone = IdentifierField("telephone", label=gettext_lazy("Telephone"), required=False)
    address = IdentifierField("address", label=gettext_lazy("Address"), required=False)
    identity_number = IdentifierField(
        "identity_number", label=gettext_lazy("Identity number"), required=False
    )
    is_organisation = forms.BooleanField(
        label=gettext_lazy("A firm or another organisation"), required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.fields["position"] = chosen(POSITIONS, label=_("Which side"))
        self.order_fields(["position"])

    def people(self) -> dict[str, str]:
        """Return the identifiers by kind."""
        return {kind: self.cleaned_data[kind] for kind in IDENTIFIERS}


class PlanForm(forms.Form):
    """A round that is planned."""

    planned_date = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        place = post.unit.region
        grids = Grid.objects.filter(
            community__code__gte=place.code, community__code__lt=place.code_end, until_date=None
        ).select_related("community")
        self.fields["grid"] = forms.ModelChoiceField(
            grids, label=_("Grid"), required=False, empty_label=_("The whole area of my unit")
        )
        self.fields["grid"].label_from_instance = grid_label  # type: ignore[attr-defined]
        self.fields["focus"] = chosen(FOCUSES, label=_("What is looked at"))
        self.initial["planned_date"] = timezone.localdate()

    def clean_planned_date(self) -> date:
        """Refuse days that are over."""
        day: date = self.cleaned_data["planned_date"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("A round is planned for today or later."))
        return day


def grid_label(grid: Grid) -> str:
    """Return the grid with its community."""
    return f"{grid.community.name} · {grid.name}"


class HeldForm(forms.Form):
    """What a round looked at and found; nobody is named."""

    held_date = forms.DateField(label=gettext_lazy("Held on"), widget=DayInput)
    looked_at = forms.CharField(
        label=gettext_lazy("What was looked at"),
        help_text=NO_PEOPLE,
        max_length=LONGEST_TEXT,
        widget=area(3),
    )
    found = forms.CharField(
        label=gettext_lazy("What was found"),
        help_text=gettext_lazy(
            "“Nothing” is as good an answer as any. Disputes are registered next, one by one."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(3),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse numbers of people, and days to come."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("looked_at", "found"):
            if given.get(name) and redact(given[name]) != given[name]:
                self.add_error(name, _("Leave out telephone and identity numbers."))
        if given.get("held_date") and given["held_date"] > timezone.localdate():
            self.add_error("held_date", _("The day can't lie in the future."))
        return given


class MediatorForm(forms.Form):
    """A mediator for the register."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    is_woman = forms.BooleanField(label=gettext_lazy("A woman"), required=False)
    from_date = forms.DateField(label=gettext_lazy("In office from"), widget=DayInput)

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["standing"] = chosen(STANDINGS, label=_("Standing"))
        posts = Post.objects.on(timezone.localdate()).filter(unit=post.unit_id)
        self.fields["post"] = forms.ModelChoiceField(
            posts.select_related("person", "unit"),
            label=_("Signs in as"),
            required=False,
            empty_label=_("Does not sign in"),
        )
        self.fields["post"].label_from_instance = _post_label  # type: ignore[attr-defined]
        self.order_fields(["name", "standing", "is_woman", "from_date", "post"])


def _post_label(post: Post) -> str:
    return f"{post.person.name} · {said(post.role_declared.name)}"
