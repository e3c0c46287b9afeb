"""Draws an input for each kind of declared field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from linli.base.accounts.fields import UnitField, UnitsField
from linli.base.accounts.models import Post
from linli.base.ui.forms import DayInput, MomentInput
from linli.base.ui.language import said
from linli.cases.models import Case
from linli.cases.receiving import NO_TELEPHONE
from linli.core.procedure import Field, FieldKind
from linli.core.registry import Registry

LONGEST_LINE = 200
LONGEST_TEXT = 5_000
# More choices than this are shown as a list to open, not as lines side by side.
RADIOS_AT_MOST = 5

Maker = Callable[[Field, Case, Post, dict[str, Any]], forms.Field]
# Fields of the kind `thing` belong to the procedure, which registers "<procedure>.<field>".
things: Registry[Maker] = Registry("field for a thing")


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the posts of a unit that are in force today, shown as person and role."""

    def __init__(self, unit_id: int, **kwargs: Any) -> None:
        posts = Post.objects.on(timezone.localdate()).filter(unit=unit_id)
        super().__init__(posts.select_related("person", "unit").order_by("pk"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return the person and the role in the language of the screen."""
        return f"{obj.person.name} · {said(obj.role_declared.name)}"


def field_for(need: Field, case: Case, post: Post) -> forms.Field | None:
    """Return the input for `need`; None for files, which the form itself takes, and for a thing
    for which the procedure registered none."""
    common: dict[str, Any] = {
        "label": said(need.name),
        "required": need.is_required,
        "help_text": said(need.help) if need.help else "",
    }
    if need.kind == "files":
        return None
    if need.kind == "thing":
        maker = things.get(f"{case.procedure}.{need.key}")
        return maker(need, case, post, common) if maker else None
    return MAKERS[need.kind](need, case, post, common)


def ask_for_telephone(form: forms.Form) -> None:
    """Add an error at `telephone` where the answer is to come by telephone and no number was
    left, so that it is said together with all else that is missing."""
    given = form.cleaned_data
    if given.get("contact_by") == "telephone" and not (
        given.get("telephone") or form.has_error("telephone")
    ):
        form.add_error("telephone", said(NO_TELEPHONE))


def _line(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=LONGEST_LINE, **common)


def _text(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=LONGEST_TEXT, widget=area, **common)


def _choice(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    choices = [(choice.key, said(choice.name)) for choice in need.choices]
    is_short = len(choices) <= RADIOS_AT_MOST
    if not (is_short and need.is_required):
        choices = [("", "—"), *choices]
    widget: type[forms.Widget] = forms.RadioSelect if is_short else forms.Select
    return forms.ChoiceField(choices=choices, widget=widget, **common)


def _boolean(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**{**common, "required": False})


def _date(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(widget=DayInput, **common)


def _datetime(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return forms.DateTimeField(widget=MomentInput, **common)


def _number(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return forms.IntegerField(min_value=0, max_value=100_000, **common)


def _unit(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return UnitField(**common)


def _units(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return UnitsField(**common)


def _post(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return PostField(case.unit_id, **common)


MAKERS: dict[FieldKind, Maker] = {
    "line": _line,
    "text": _text,
    "choice": _choice,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "number": _number,
    "unit": _unit,
    "units": _units,
    "post": _post,
}
