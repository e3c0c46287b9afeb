"""The forms of the working calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.calendars.actions import LONGEST_SOURCE
from linli.base.calendars.models import CalendarDay
from linli.base.calendars.notices import LONGEST_NAME
from linli.base.calendars.selectors import SATURDAY

STATES = [("off", _("Day off")), ("work", _("Workday")), ("week", _("As in an ordinary week"))]


class DayForm(forms.Form):
    """What a day is, why, and by whose order."""

    state = forms.ChoiceField(label=_("The day is"), choices=STATES, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("What for"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("For example 春节. Not needed for an ordinary day."),
    )
    source = forms.CharField(
        label=_("By whose order"),
        max_length=LONGEST_SOURCE,
        required=False,
        help_text=_("The notice, by its name and number."),
    )

    @staticmethod
    def beginnings(row: CalendarDay | None) -> dict[str, Any]:
        """Return what the form shows first for a day that is entered or isn't."""
        if row is None:
            return {"state": "week"}
        state = "work" if row.is_working else "off"
        return {"state": state, "name": row.name, "source": row.source}

    def is_working(self, day: date) -> bool:
        """Return whether `day` will be worked if the form is saved."""
        if self.cleaned_data["state"] == "week":
            return day.weekday() < SATURDAY
        return bool(self.cleaned_data["state"] == "work")


class YearForm(forms.Form):
    """The notice that settles a year, with its days or without."""

    source = forms.CharField(
        label=_("Notice"),
        max_length=LONGEST_SOURCE,
        help_text=_("For example 国务院办公厅关于2027年部分节假日安排的通知."),
    )
    days = forms.CharField(
        label=_("Days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "figures", "spellcheck": "false"}),
        help_text=_(
            "A line for each span: first day, last day, off or work, name; for example "
            "2026-02-15 2026-02-23 off 春节. Empty: the days stay as they are."
        ),
    )
