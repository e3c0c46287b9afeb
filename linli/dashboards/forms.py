"""Forms of the figures: which days and kinds, and asking for a case to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.ui.language import said
from linli.cases.counters import Figures
from linli.cases.fields import LONGEST_TEXT
from linli.cases.period_forms import PeriodForm
from linli.cases.registry import rooms
from linli.core.procedure import Choice


class NarrowForm(PeriodForm):
    """Which procedure, days and kind; what makes no sense is shown as an error, and no
    figures are."""

    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    field_order = ("procedure", "period", "first", "last", "kind")

    def __init__(self, asked: Any, *, of: Sequence[Figures], today: date) -> None:
        super().__init__(asked, today=today)
        self.of = next((one for one in of if one.procedure == asked.get("procedure")), of[0])
        choices: dict[str, list[tuple[str, str]]] = {
            "procedure": [(one.procedure, said(rooms[one.procedure].procedure.name)) for one in of],
            "kind": [("", _("all")), *((one.key, said(one.name)) for one in self.of.kinds)],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if len(of) == 1:
            del self.fields["procedure"]
        if not self.of.kinds:
            del self.fields["kind"]
        self.is_valid()

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
