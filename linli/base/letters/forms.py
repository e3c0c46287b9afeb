"""The forms of letters: one drawn from each kind, and those around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.fields import UnitField
from linli.base.letters.drafting import LONGEST_REASON
from linli.base.letters.kinds import Column, LetterField, LetterKind
from linli.base.letters.values import MOST_ROWS
from linli.base.letters.versions import LONGEST_SIGN
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said

SPARE_ROWS = 2


class RowsInput(forms.Widget):
    """A small table of inputs with some empty rows at its end."""

    template_name = "letters/rows.html"

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.columns = columns

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return the rows, each a list of (input's name, label, value)."""
        rows = [*(value or []), *({} for _ in range(SPARE_ROWS))]
        context = super().get_context(name, None, attrs)
        context["widget"]["columns"] = [said(column.name) for column in self.columns]
        context["widget"]["rows"] = [
            [
                (f"{name}-{number}-{column.key}", said(column.name), row.get(column.key, ""))
                for column in self.columns
            ]
            for number, row in enumerate(rows)
        ]
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        """Return the rows that were sent, without empty ones."""
        rows = (
            {c.key: str(data.get(f"{name}-{number}-{c.key}", "")).strip() for c in self.columns}
            for number in range(MOST_ROWS + SPARE_ROWS)
        )
        return [row for row in rows if any(row.values())]

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first input, to which the label belongs."""
        return f"{id_}-0-{self.columns[0].key}" if id_ else ""


class LetterForm(forms.Form):
    """Asks for what a kind of letter is filled with; what is missing does no harm to a draft."""

    def __init__(self, kind: LetterKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for declared in kind.fields:
            self.fields[declared.key] = _field_for(declared)
            if declared.is_decided:
                self.fields[declared.key].widget.attrs["readonly"] = True

    def full_clean(self) -> None:
        """Forgive what is missing: only issuing asks for it."""
        super().full_clean()
        for name in list(self._errors or {}):
            errors = self.errors[name].as_data()
            if all(error.code == "required" for error in errors):
                del self.errors[name]
                self.cleaned_data[name] = ""


class VoidForm(forms.Form):
    """Why a letter is made void."""

    reason = forms.CharField(
        label=_("Why it is void"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TemplateForm(forms.Form):
    """A Word file that takes the place of a template."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx of at most 2 MB, best made from the one you download here."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


class SignForm(forms.Form):
    """The short sign of a unit."""

    unit = UnitField(label=_("Unit"))
    sign = forms.CharField(
        label=_("Short sign"),
        max_length=LONGEST_SIGN,
        required=False,
        help_text=_("Leave it empty to print the unit's name in its place."),
    )


def as_data(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return kept values as the form's inputs would send them."""
    data: dict[str, Any] = {}
    for field in kind.fields:
        value = values.get(field.key, "")
        if field.kind != "rows":
            data[field.key] = value
            continue
        for number, row in enumerate(value or []):
            data |= {f"{field.key}-{number}-{key}": text for key, text in row.items()}
    return data


def _field_for(declared: LetterField) -> forms.Field:
    parts: dict[str, Any] = {
        "label": said(declared.name),
        "required": declared.is_required,
        "help_text": said(declared.help) if declared.help else "",
    }
    if declared.kind == "date":
        return forms.DateField(widget=DayInput, **parts)
    if declared.kind == "choice":
        options = [("", "—"), *((choice, choice) for choice in declared.choices)]
        return forms.ChoiceField(choices=options, **parts)
    if declared.kind == "rows":
        return forms.Field(widget=RowsInput(declared.columns), **parts)
    if declared.kind == "text":
        area = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(max_length=declared.limit, widget=area, **parts)
    return forms.CharField(max_length=declared.limit, **parts)
