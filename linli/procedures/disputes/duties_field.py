"""A field for who does what by when: some rows, of which those that are empty are passed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.ui.forms import DayInput
from linli.cases.models import Case
from linli.procedures.disputes.choosing import party_labels
from linli.procedures.disputes.duties import Duties, Duty

ROWS = 4
LONGEST = 200


class DutiesWidget(forms.MultiWidget):
    """A row for each duty: the party, what it does, by which day."""

    template_name = "disputes/parts/duties.html"

    def __init__(self, parties: list[tuple[str, str]]) -> None:
        self.parties = [("", "—"), *parties]
        row = (
            forms.Select(choices=self.parties),
            forms.TextInput(attrs={"maxlength": LONGEST}),
            DayInput(),
        )
        super().__init__([widget for _row in range(ROWS) for widget in row])

    def decompress(self, value: Any) -> list[Any]:
        """Return the parts of the rows; a form that begins is empty."""
        return list(value or [None] * (3 * ROWS))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Group the inputs in rows."""
        context = super().get_context(name, value, attrs)
        inputs = context["widget"]["subwidgets"]
        context["rows"] = [
            {"no": no + 1, "who": inputs[3 * no], "what": inputs[3 * no + 1],
             "when": inputs[3 * no + 2]}
            for no in range(ROWS)
        ]  # fmt: skip
        return context


class DutiesField(forms.MultiValueField):
    """Gives `Duties`; a row with something in it needs the party and what it does."""

    def __init__(self, case: Case, **kwargs: Any) -> None:
        self.found = party_labels(list(case.dispute.parties.all()))
        choices = [(key, label) for key, (_party, label) in self.found.items()]
        row = [
            lambda: forms.ChoiceField(choices=[("", "—"), *choices], required=False),
            lambda: forms.CharField(max_length=LONGEST, required=False),
            lambda: forms.DateField(required=False),
        ]
        super().__init__(
            [make() for _no in range(ROWS) for make in row],
            widget=DutiesWidget(choices),
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> Duties:
        """Return the duties of the rows that say something."""
        rows = [data_list[place : place + 3] for place in range(0, len(data_list), 3)]
        return Duties(self._duty(*row) for row in rows if any(row))

    def _duty(self, key: str, what: str, due_date: date | None) -> Duty:
        if not (key and what):
            raise forms.ValidationError(_("Each row needs the party and what it does."))
        return Duty(self.found[key][0], what, due_date)


def with_duties(case: Case, fields: Mapping[str, forms.Field]) -> DutiesField:
    """Return the field in place of the drawn one `duties`, with the same label."""
    drawn = fields["duties"]
    return DutiesField(
        case,
        label=drawn.label,
        required=False,
        help_text=gettext_lazy("A day of its own for each; what is due is followed and reminded."),
    )
