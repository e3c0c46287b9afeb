"""Forms of steps that begin with what is known already."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.models import Post
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.procedures.whistles.procedure import TURNOUT, WHISTLE


class _CallForm(StepForm):
    """Whom to call: what the duty lists propose, ticked by a person, and others beside them."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(WHISTLE.transition(self.key), case, post, data)
        if not getattr(self.fields["units"], "choices", ()):
            del self.fields["units"]
            self.fields["others"].help_text = _(
                "No item of the duty lists fits what was written; choose departments yourself."
            )


class CallForm(_CallForm):
    """The first call."""

    key = "call"


class CallMoreForm(_CallForm):
    """A further one."""

    key = "call_more"


class _CameForm(StepForm):
    """When they came: now, or as the department says."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(TURNOUT.transition(self.key), case, post, data)
        moment = case.turnout.arrived_at or timezone.now()
        self.initial["came_at"] = timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


class ArriveForm(_CameForm):
    """The department's own."""

    key = "arrive"


class ConfirmForm(_CameForm):
    """The township's."""

    key = "confirm"


WHISTLE_FORMS: Mapping[str, type[forms.Form]] = {one.key: one for one in (CallForm, CallMoreForm)}
TURNOUT_FORMS: Mapping[str, type[forms.Form]] = {one.key: one for one in (ArriveForm, ConfirmForm)}
