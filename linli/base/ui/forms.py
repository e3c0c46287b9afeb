"""How Django's forms look: every field with its label, help and error in one template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_noop

from linli.base.ui.language import said
from linli.core.errors import Refused

# Django's own words, said more kindly in our catalogue.
gettext_noop("This field is required.")


class Renderer(TemplatesSetting):
    """Draws `{{ form }}` and each field with the templates in `ui/forms/`."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DayInput(forms.DateInput):
    """A day, chosen from the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def add_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Show what a refused act says at the field that it names, else above the form."""
    message = said(refused.message)
    form.add_error(refused.field if refused.field in form.fields else None, message)


def widget_kind(widget: forms.Widget) -> str:
    """Return how a widget is laid out: `check`, `choices`, `select`, `file` or `line`."""
    kinds = (
        (forms.CheckboxInput, "check"),
        ((forms.RadioSelect, forms.CheckboxSelectMultiple), "choices"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
    )
    return next((kind for cls, kind in kinds if isinstance(widget, cls)), "line")
