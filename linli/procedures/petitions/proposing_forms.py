"""Forms of steps that begin with the unit or the person they will mostly be about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils import timezone

from linli.base.accounts.models import Post, Unit
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.proposals import nearest, nearest_of_each
from linli.procedures.petitions.targets import (
    COMMITTEES,
    CONFERENCE,
    DISCIPLINE,
    OFFICE,
    successor_of,
)

TOLD_AT_ONCE = ("government", "party_committee", OFFICE, CONFERENCE)


class _BegunForm(StepForm):
    """Begins with a unit that may be changed; what is proposed is never sent unseen."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition(self.key), case, post, data)
        unit = self.proposed(case, timezone.localdate())
        if unit:
            self.initial["unit"] = unit

    def proposed(self, case: Case, day: date) -> Unit | None:
        """Return the unit to begin with."""
        raise NotImplementedError


class InstructionForm(_BegunForm):
    """Asks the government or Party committee of the office."""

    key = "ask_instruction"

    def proposed(self, case: Case, day: date) -> Unit | None:
        """Return the committee or government over the office that asks."""
        return nearest(COMMITTEES, case.unit.region_id, day)


class DisciplineForm(_BegunForm):
    """Passes an accusation on."""

    key = "to_discipline"

    def proposed(self, case: Case, day: date) -> Unit | None:
        """Return the discipline inspection body of the place."""
        return nearest([DISCIPLINE], case.region_id, day)


class EscalateForm(_BegunForm):
    """Brings it before the joint conference."""

    key = "escalate"

    def proposed(self, case: Case, day: date) -> Unit | None:
        """Return the joint conference of the place."""
        return nearest([CONFERENCE], case.region_id, day)


class SuccessorForm(_BegunForm):
    """Hands it to the successor on record."""

    key = "hand_to_successor"

    def proposed(self, case: Case, day: date) -> Unit | None:
        """Return the successor on record of the unit that was closed."""
        return successor_of(case.unit, day)


class UrgentForm(StepForm):
    """Reports at once, to begin with to those whom Art. 25 names: the government and the Party
    committee, the petition office above, the joint conference."""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition("mark_urgent"), case, post, data)
        day, place = timezone.localdate(), case.region_id
        first = nearest_of_each(TOLD_AT_ONCE, place, day, but=case.coordinator_id)
        named = (first.get(kind) for kind in TOLD_AT_ONCE)
        self.initial["units"] = [unit for unit in named if unit and unit.pk != post.unit_id]


class RecuseForm(StepForm):
    """Who stands back: oneself, or for a head anybody of the unit."""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition("recuse"), case, post, data)
        theirs = Post.objects.on(timezone.localdate()).filter(unit=post.unit_id)
        if post.role != "unit_head":
            theirs = theirs.filter(pk=post.pk)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = theirs.select_related("person", "unit").order_by("pk")
        if post.role != "unit_head":
            self.initial["person"] = post.pk
            field.empty_label = None


FORMS: Mapping[str, type[forms.Form]] = {
    "ask_instruction": InstructionForm,
    "to_discipline": DisciplineForm,
    "escalate": EscalateForm,
    "hand_to_successor": SuccessorForm,
    "mark_urgent": UrgentForm,
    "recuse": RecuseForm,
}
