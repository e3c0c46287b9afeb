"""The forms of the working calendar."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.calendars.actions import LONGEST_SOURCE
from linli.base.calendars.models import CalendarDay
from linli.base.calendars.notices import LONGEST_NAME, NoticeDay, read_days
from linli.base.calendars.prose import is_prose, read_prose
from linli.base.calendars.selectors import SATURDAY
from linli.base.ui.language import said
from linli.core.errors import Refused

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
            "The sentences of the notice, pasted as they stand, such as 二、春节：2月15日至23日"
            "放假，2月14日、28日上班。 Empty: the days stay as they are."
        ),
    )

    def __init__(self, *args: Any, year: int, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._year = year
        self.read: list[NoticeDay] | None = None

    def clean_source(self) -> str:
        """Refuse the name of another year's notice."""
        source: str = self.cleaned_data["source"]
        named = re.findall(r"(20\d\d)\s*年", source)
        if named and str(self._year) not in named:
            raise forms.ValidationError(
                _("This is the notice for %(named)s; the year here is %(year)s."),
                params={"named": named[0], "year": self._year},
            )
        return source

    def clean_days(self) -> str:
        """Keep what was written, and in `read` the days that it names."""
        written: str = self.cleaned_data["days"]
        if written.strip():
            is_sentences = is_prose(written)
            try:
                self.read = read_prose(written, self._year) if is_sentences else read_days(written)
            except Refused as refused:
                raise forms.ValidationError(said(refused.message)) from refused
        return written

    @property
    def seen(self) -> str:
        """Return a mark of what was written: to confirm is to confirm what was looked at."""
        told = json.dumps([self.cleaned_data["source"], self.cleaned_data["days"]])
        return hashlib.sha256(told.encode()).hexdigest()[:16]
