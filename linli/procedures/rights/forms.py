"""The forms of the decisions that erase: with a tick for what can't be brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from linli.base.accounts.models import Post
from linli.cases.forms import StepForm
from linli.cases.models import Case
from linli.procedures.rights.words import EVERYTHING, OTHER


class ErasingForm(StepForm):
    """A decision that erases what was asked for; the tick is no value of the step."""

    key: ClassVar[str]

    def __init__(self, case: Case, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(case.declared.transition(self.key), case, post, data)
        wish = case.rights_request.wish
        if wish != OTHER:
            is_all = wish == EVERYTHING and self.key == "grant"
            self.fields["is_sure"] = forms.BooleanField(
                label=_("I know that what is erased can't be brought back"),
                help_text=_("Erased at once: what was written, all files, and who sent it.")
                if is_all
                else _("Erased at once: name, telephone and address."),
                error_messages={"required": _("Tick that it can't be brought back.")},
            )

    def clean(self) -> dict[str, Any]:
        """Leave the tick out of the values of the step."""
        given = super().clean() or {}
        return {key: value for key, value in given.items() if key != "is_sure"}


class GrantForm(ErasingForm):
    """All that was asked for."""

    key = "grant"


class GrantInPartForm(ErasingForm):
    """Name, telephone and address alone."""

    key = "grant_in_part"


FORMS: dict[str, type[forms.Form]] = {"grant": GrantForm, "grant_in_part": GrantInPartForm}
