"""The forms of conferences, of their plan, and of who is called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.fields import UnitField
from linli.base.accounts.kinds import UNIT_KINDS
from linli.base.accounts.models import Post, Unit
from linli.base.files.words import words_of as words_in
from linli.base.regions.forms import RegionField
from linli.base.regions.levels import LEVELS
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.core.errors import Refused
from linli.registers.conferences.access import hosts_of
from linli.registers.conferences.actions.recording import length_of
from linli.registers.conferences.kinds import (
    COMINGS,
    CONFERENCES,
    FORMS,
    PAPERS,
    RANKS,
    SPEECHES,
    Kind,
)
from linli.registers.conferences.models import PlannedConference

Choices = list[tuple[str, str]]


def words_of(kinds: dict[str, Kind]) -> Choices:
    """Return declared words as choices in the language of the screen."""
    return [(kind.key, said(kind.name)) for kind in kinds.values()]


class UnitChoice(forms.ModelChoiceField):
    """A unit among a few."""

    def label_from_instance(self, unit: Unit) -> str:
        """Return the unit's name in the language of the screen."""
        return said(unit.text)


class ConferenceForm(forms.Form):
    """What is known of a conference."""

    title = forms.CharField(label=_("Name of the conference"), max_length=160)
    host = UnitChoice(label=_("Host"), queryset=Unit.objects.none(), empty_label=None)
    held_date = forms.DateField(label=_("Day"), widget=DayInput)
    begins_time = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    region = RegionField(
        label=_("Place for which it is held"),
        required=False,
        help_text=_("Left empty: the whole place of the host."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of(CONFERENCES))
    form = forms.ChoiceField(label=_("Form"), choices=lambda: words_of(FORMS))
    rank = forms.ChoiceField(label=_("Held in the name of"), choices=lambda: words_of(RANKS))
    planned = forms.ModelChoiceField(
        label=_("Line of the yearly plan"),
        queryset=PlannedConference.objects.none(),
        required=False,
        empty_label=_("In no plan"),
    )
    matter = forms.CharField(
        label=_("What the conference is about"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = hosts_of(post)
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]
        lines = PlannedConference.objects.filter(unit__in=hosts)
        self.fields["planned"].queryset = lines  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """A line of the yearly plan."""

    title = forms.CharField(label=_("Name of the conference"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of(CONFERENCES))
    month = forms.TypedChoiceField(
        label=_("Month"),
        required=False,
        coerce=int,
        empty_value=0,
        choices=[("", "–"), *((str(month), str(month)) for month in range(1, 13))],
    )


class VenueForm(forms.Form):
    """A venue."""

    region = RegionField(label=_("Region"))
    place = forms.CharField(label=_("Room or building"), max_length=120, required=False)
    is_main = forms.BooleanField(label=_("It is the main venue"), required=False)


class BranchesForm(forms.Form):
    """A branch venue in every region of a level."""

    level = forms.ChoiceField(label=_("One in each region of this level"))

    def __init__(self, level: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = levels_from(level, itself=False)  # type: ignore[attr-defined]


class CallForm(forms.Form):
    """One unit that is called, or every unit of a kind at a level."""

    unit = UnitField(label=_("Unit"), required=False)
    unit_kind = forms.ChoiceField(label=_("Or all units of this kind"), required=False)
    level = forms.ChoiceField(label=_("At this level"), required=False)
    rank = forms.ChoiceField(label=_("Who comes"), choices=lambda: words_of(RANKS))
    why = forms.CharField(
        label=_("Why it is concerned"),
        max_length=120,
        required=False,
        help_text=_("Only units that are closely concerned are called."),
    )

    def __init__(self, level: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", "–"), *((one.key, said(one.name)) for one in UNIT_KINDS.values())]
        self.fields["unit_kind"].choices = kinds  # type: ignore[attr-defined]
        levels = [("", "–"), *levels_from(level, itself=True)]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for one unit, or for a kind with a level."""
        asked = super().clean() or {}
        has_all = asked.get("unit_kind") and asked.get("level")
        if not self.errors and not asked.get("unit") and not has_all:
            self.add_error("unit", _("Name a unit, or choose a kind and a level."))
        return asked


class AttendanceForm(forms.Form):
    """A post that comes."""

    title = forms.CharField(
        label=_("Post"), max_length=60, help_text=_("The post alone, without a name.")
    )


class ComingForm(forms.Form):
    """Whether a post came."""

    coming = forms.ChoiceField(choices=lambda: words_of(COMINGS))


class SpeechForm(forms.Form):
    """A speech and its length."""

    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of(SPEECHES))
    speaker = forms.CharField(label=_("Who speaks"), max_length=30, required=False)
    title = forms.CharField(label=_("Post"), max_length=80, required=False)
    unit = UnitField(label=_("Unit"), required=False, help_text=_("For an exchange of experience."))
    topic = forms.CharField(label=_("Topic of the speech"), max_length=160, required=False)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=0, max_value=1440, required=False
    )


class PaperForm(forms.Form):
    """A document and its length, counted from a file or entered."""

    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of(PAPERS))
    title = forms.CharField(label=_("Name of the document"), max_length=160)
    length = forms.IntegerField(
        label=_("Length in characters"), min_value=0, max_value=10_000_000, required=False
    )
    file = forms.FileField(
        label=_("Or count from the file"),
        required=False,
        help_text=_("Text, Word or PDF. The file isn't kept."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf"}),
    )

    def clean(self) -> dict[str, Any]:
        """Count the length from the file, where there is one."""
        asked = super().clean() or {}
        if file := asked.pop("file", None):
            try:
                asked["length"] = length_of(words_in(file.file))
            except Refused as refused:
                self.add_error("file", said(refused.message))
        return asked


class ListFilter(forms.Form):
    """What narrows the list of conferences."""

    words = forms.CharField(label=_("Words"), required=False, max_length=60)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        years = [
            ("", _("All")),
            *((str(year), str(year)) for year in range(this + 1, this - 6, -1)),
        ]
        self.fields["year"].choices = years  # type: ignore[attr-defined]


def levels_from(level: str, *, itself: bool) -> Choices:
    """Return the levels below `level`, and `level` itself where that is asked, as choices."""
    keys = list(LEVELS)
    first = keys.index(level) + (0 if itself else 1)
    return [(key, said(LEVELS[key].name)) for key in keys[first:]]
