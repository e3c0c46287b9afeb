"""The forms of the case page: one for each step, and those of the acts common to all cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.fields import UnitField
from linli.base.accounts.models import Post
from linli.base.files.forms import WithFiles
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT, PostField, field_for
from linli.cases.handing import ways_from
from linli.cases.links import BY_HAND
from linli.cases.models import Case
from linli.cases.registry import rooms
from linli.core.procedure import Transition

Data = Mapping[str, Any] | None


class StepForm(forms.Form):
    """Asks for what a transition needs, drawn from its declaration."""

    def __init__(self, step: Transition, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(data)
        for need in step.needs:
            field = field_for(need, case, post)
            if field:
                self.fields[need.key] = field


class StepFormWithFiles(StepForm, WithFiles):
    """A step's form that takes files as well, under the key of the declared field."""

    def __init__(self, step: Transition, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(step, case, post, data)
        self.files_key = next(need.key for need in step.needs if need.kind == "files")
        self.order_fields([need.key for need in step.needs])

    def clean(self) -> dict[str, Any]:
        """Put the files that were taken in the place of what was sent."""
        given = super().clean() or {}
        asked = {key: value for key, value in given.items() if key not in WithFiles.base_fields}
        return {**asked, self.files_key: self.kept.files}


def form_for(case: Case, step: Transition, post: Post, data: Data = None) -> forms.Form:
    """Return the form of `step`: the procedure's own if it brings one, else one drawn from the
    declared fields. Its `cleaned_data` are the values for `engine.move`; the ids of its inputs
    begin with the step's key, since many forms stand on one page."""
    # A procedure's own form takes no step: `Form(case, post, data)`.
    own = cast(Any, case.room.forms.get(step.key))
    drawn = StepFormWithFiles if any(need.kind == "files" for need in step.needs) else StepForm
    form: forms.Form = own(case, post, data) if own else drawn(step, case, post, data)
    form.auto_id = f"{step.key}-%s"
    return form


class ActForm(forms.Form):
    """A form of an act that every case knows; made like a procedure's own form."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(data, auto_id=f"{self.key}-%s")
        self.case = case


class AssignForm(ActForm):
    """Who in the unit is in charge."""

    key = "assign"

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        self.fields["post"] = PostField(
            case.unit_id,
            label=_("Person in charge"),
            required=False,
            empty_label=_("Nobody yet"),
        )
        self.initial["post"] = case.post_id


class AssistForm(ActForm):
    """Which unit is asked to assist."""

    key = "assist"
    unit = UnitField(label=_("Unit to ask"))


class ReleaseForm(ActForm):
    """Which unit need not assist any more."""

    key = "release"

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        units = [part.unit for part in assisting(case)]
        self.fields["unit"] = forms.TypedChoiceField(
            choices=[(unit.pk, said(unit.text)) for unit in units],
            coerce=lambda pk: next(unit for unit in units if unit.pk == int(pk)),
        )


class RemindForm(ActForm):
    """Asks nothing: one button."""

    key = "remind"


class NoteForm(ActForm, WithFiles):
    """A note with files, internal unless said otherwise."""

    key = "note"
    text = forms.CharField(
        label=_("What to note"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_public = forms.BooleanField(label=_("The sender may read it"), required=False)
    field_order = ("text", "uploads", "keep_location", "is_public")

    def clean(self) -> dict[str, Any]:
        """Add the files that were taken."""
        return {**(super().clean() or {}), "files": self.kept.files}


class LinkForm(ActForm):
    """Which case belongs together with this one, and how."""

    key = "link"
    reference = forms.CharField(label=_("Number of the other case"), max_length=40)

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        self.fields["kind"] = forms.ChoiceField(
            label=_("How they belong together"),
            choices=[(kind.key, said(kind.name)) for kind in BY_HAND],
        )


class HandOverForm(ActForm):
    """To which procedure the matter goes, why, and whether the sender agrees."""

    key = "hand_over"
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_agreed = forms.BooleanField(label=_("The sender was asked and agrees"), required=False)
    field_order = ("to", "reason", "is_agreed")

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        ways = ways_from(case)
        names = {key: said(rooms[key].procedure.name) for key in ways}
        self.fields["to"] = forms.ChoiceField(
            label=_("Where it goes"),
            choices=[(key, f"{names[key]} · {said(way.about)}") for key, way in ways.items()],
            widget=forms.RadioSelect,
        )
        self.order_fields(self.field_order)


def assisting(case: Case) -> list[Any]:
    """Return the participations of the units that assist with `case` now. One query."""
    rows = case.participations.filter(part="assisting", until_at=None)
    return list(rows.select_related("unit").order_by("since_at", "pk"))
