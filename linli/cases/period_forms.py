"""The form with which a page of figures asks for which days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.periods import DEFAULT, LONGEST, PERIODS, span_of
from linli.cases.spans import Span


class PeriodForm(forms.Form):
    """Which days; what makes no sense is shown as an error, and no figures are."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    first = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DayInput)

    def __init__(self, asked: Any, *, today: date) -> None:
        given = asked.copy()
        given.setdefault("period", DEFAULT)
        super().__init__(given)
        self.today = today
        choices = [(one.key, said(one.name)) for one in PERIODS]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of days of one's choice, in order and not too far apart."""
        given = super().clean() or {}
        if given.get("period") != "custom":
            return given
        first, last = given.get("first"), given.get("last")
        for name, value in (("first", first), ("last", last)):
            if value is None and name not in self.errors:
                self.add_error(name, _("Give the day."))
        if first and last and first > last:
            self.add_error("last", _("The last day can't be before the first."))
        elif first and last and last - first > LONGEST:
            self.add_error("last", _("At most five years."))
        return given

    @property
    def span(self) -> Span:
        """Return the days asked for; where they make no sense the usual, which nobody sees."""
        self.is_valid()
        given = self.cleaned_data
        period = given.get("period") or DEFAULT
        if period != "custom":
            return span_of(period, today=self.today)
        if {"first", "last"} <= set(given) and given["first"] and given["last"]:
            return Span(given["first"], given["last"])
        return span_of(DEFAULT, today=self.today)
