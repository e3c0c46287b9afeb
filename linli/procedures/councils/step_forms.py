"""Forms of steps that begin with something: today, the topic as it was proposed, times to come."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils import timezone

from linli.base.accounts.models import Post
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.core.procedure import Procedure
from linli.core.zone import local_day
from linli.procedures.councils import selectors
from linli.procedures.councils.procedure import ASSEMBLY, DELIBERATION


class _Form(StepForm):
    """A form drawn from its step."""

    of: Procedure = DELIBERATION
    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(self.of.transition(self.key), case, post, data)
        self.begin(case)

    def begin(self, case: Case) -> None:
        """Fill in what is known."""


class TakeUpForm(_Form):
    """The topic, as it was proposed."""

    key = "take_up"

    def begin(self, case: Case) -> None:
        """Begin with the title."""
        self.initial["topic"] = case.title


class RecordTaskForm(_Form):
    """What is due first, today."""

    key = "record_task"

    def begin(self, case: Case) -> None:
        """Begin with what is due first."""
        waiting = selectors.open_tasks(case)
        self.initial["task"] = str(waiting[0].pk) if waiting else None
        self.initial["done_on"] = local_day(timezone.now())


class RecordTaskOfAssemblyForm(RecordTaskForm):
    """The same in an assembly."""

    of = ASSEMBLY


class VoteForm(_Form):
    """The motion that comes first."""

    of = ASSEMBLY
    key = "vote"

    def begin(self, case: Case) -> None:
        """Begin with the first motion that is open."""
        waiting = selectors.open_motions(case)
        self.initial["motion"] = str(waiting[0].pk) if waiting else None


DELIBERATION_FORMS: Mapping[str, type[forms.Form]] = {
    "take_up": TakeUpForm, "record_task": RecordTaskForm,
}  # fmt: skip
ASSEMBLY_FORMS: Mapping[str, type[forms.Form]] = {
    "record_task": RecordTaskOfAssemblyForm, "vote": VoteForm,
}  # fmt: skip
