"""Forms of the figures: which days and kinds, and asking for a case to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.counters import Figures
from linli.cases.fields import LONGEST_TEXT
from linli.cases.registry import rooms
from linli.core.procedure import Choice
from linli.dashboards.periods import DEFAULT, LONGEST, PERIODS, span_of
from linli.dashboards.spans import Span


class NarrowForm(forms.Form):
    """Which procedure, days and kind; what makes no sense is shown as an error, and the usual
    days are shown."""

    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    first = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DayInput)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, asked: Any, *, of: Sequence[Figures], today: date) -> None:
        given = asked.copy()
        given.setdefault("period", DEFAULT)
        super().__init__(given)
        self.today = today
        self.of = next((one for one in of if one.procedure == given.get("procedure")), of[0])
        names = [(one.procedure, said(rooms[one.procedure].procedure.name)) for one in of]
        choices: dict[str, list[tuple[str, str]]] = {
            "procedure": names,
            "period": [(one.key, said(one.name)) for one in PERIODS],
            "kind": [("", _("all")), *((one.key, said(one.name)) for one in self.of.kinds)],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if len(of) == 1:
            del self.fields["procedure"]
        if not self.of.kinds:
            del self.fields["kind"]
        self.is_valid()

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
        """Return the days asked for, those of the usual period where they make no sense."""
        given = self.cleaned_data
        period = given.get("period") or DEFAULT
        if period != "custom":
            return span_of(period, today=self.today)
        if {"first", "last"} <= set(given) and given["first"] and given["last"]:
            return Span(given["first"], given["last"])
        return span_of(DEFAULT, today=self.today)

    @property
    def kind_chosen(self) -> str | None:
        """Return the kind asked for, None for all."""
        return self.cleaned_data.get("kind") or None

    @property
    def kind_name(self) -> Any:
        """Return the name of the kind asked for, or nothing."""
        return next((one.name for one in self.of.kinds if one.key == self.kind_chosen), "")


class AskForm(forms.Form):
    """On which ground a case is to be left out, and why."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("What the matter is"),
        help_text=gettext_lazy(
            "About the demand, not about the person; name what you looked into."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, grounds: Sequence[Choice]) -> None:
        super().__init__(data)
        choices = [(one.key, said(one.name)) for one in grounds]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """Whether it is left out, and why."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            ("grant", gettext_lazy("Leave it out of the rates")),
            ("refuse", gettext_lazy("Count it as before")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The unit reads it; it stays in the log of the case."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppealForm(forms.Form):
    """Why the refusal is not right."""

    reason = forms.CharField(
        label=gettext_lazy("Why you appeal"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
