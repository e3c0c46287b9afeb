"""Forms of steps that begin with something, or that choose among suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.models import Post
from linli.base.audit.log import entries
from linli.base.privacy.redaction import redact
from linli.base.ui.language import said
from linli.cases.forms import Data, StepForm, StepFormWithFiles
from linli.cases.models import Case
from linli.core.zone import local_day
from linli.procedures.suggestions import selectors
from linli.procedures.suggestions.procedure import SUGGESTION

NONE = "none"


class _Form(StepForm):
    """A form drawn from its step."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(SUGGESTION.transition(self.key), case, post, data)
        _leave_out_wall(self, case)
        self.begin(case, post)

    def begin(self, case: Case, post: Post) -> None:
        """Fill in what is known."""


def _leave_out_wall(form: forms.Form, case: Case) -> None:
    """Ask about the wall where the suggestion stands on it alone."""
    if "on_wall" in form.fields and selectors.publication_of(case.suggestion) is None:
        del form.fields["on_wall"]


def _plain(key: str) -> type[_Form]:
    return type(f"{key.title().replace('_', '')}Form", (_Form,), {"key": key})


class JoinForm(_Form):
    """The equal one: among those that say much the same, or by its number."""

    key = "join"

    def begin(self, case: Case, post: Post) -> None:
        """Propose those that say much the same."""
        self.asked = (post, case)
        self.near = {one.reference: one for one in selectors.like(post, case)}
        if self.near:
            labels = [
                (key, f"{redact(one.title)} · {said(one.state_declared.name)} · {key}")
                for key, one in self.near.items()
            ]
            self.fields["near"] = forms.ChoiceField(
                label=_("Says much the same"),
                choices=[*labels, (NONE, _("another one:"))],
                widget=forms.RadioSelect,
            )
        self.fields["number"] = forms.CharField(
            label=_("Number of the equal one"), max_length=40, required=not self.near
        )

    def clean(self) -> dict[str, Any]:
        """Return the equal one that was chosen."""
        given: dict[str, Any] = super().clean() or {}
        chosen = self.near.get(given.get("near", ""))
        if chosen is None and not self.has_error("near"):
            chosen = selectors.by_number(*self.asked, given.get("number", ""))
            if chosen is None and not self.has_error("number"):
                self.add_error(
                    "number", _("No unanswered suggestion of your office has this number.")
                )
        return {"main": chosen}


class _AnswerForm(_Form):
    """The answer begins with the reasons of the evaluation."""

    evaluated_by = ""

    def begin(self, case: Case, post: Post) -> None:
        """Begin with the reasons, and with the way that the sender chose."""
        is_told = case.message.contact_by == "telephone"
        self.initial["way"] = "telephone" if is_told else "network"
        self.initial["answer"] = _text_of(case, self.evaluated_by, "reasons")


class AnswerForm(_AnswerForm):
    """Adopted."""

    key, evaluated_by = "answer", "adopt"


class ExplainForm(_AnswerForm):
    """Not adopted."""

    key, evaluated_by = "explain", "decline"


class PublishForm(_Form):
    """What the public will read, with numbers of people masked beforehand."""

    key = "publish"

    def begin(self, case: Case, post: Post) -> None:
        """Begin with the suggestion's own words."""
        suggestion = case.suggestion
        text = "\n\n".join(filter(None, [suggestion.reasons, suggestion.proposal]))
        self.initial["title"] = redact(suggestion.subject)
        self.initial["text"] = redact(text)
        self.fields["text"].widget.attrs["rows"] = 6
        told = _text_of(case, "answer", "answer") or _text_of(case, "explain", "answer")
        self.initial["news"] = redact(told)


class CompleteForm(StepFormWithFiles):
    """It is done: as what it was planned, today."""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(SUGGESTION.transition("complete"), case, post, data)
        _leave_out_wall(self, case)
        self.initial["outcome"] = case.suggestion.outcome
        self.initial["done_on"] = local_day(timezone.now())


class MeetingForm(StepFormWithFiles):
    """A talk, seminar, hearing or visit: today, unless another day is said."""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(SUGGESTION.transition("record_meeting"), case, post, data)
        self.initial["held_on"] = local_day(timezone.now())


class PublicityForm(_Form):
    """The sender's own choice, as it is now."""

    key = "set_publicity"

    def begin(self, case: Case, post: Post) -> None:
        """Begin with what holds now."""
        self.initial["publicity"] = case.suggestion.publicity
        self.initial["signature"] = case.suggestion.signature


def _text_of(case: Case, step: str, name: str) -> str:
    line = entries(case.chain).filter(kind=f"suggestion.{step}").last()
    return str(line.texts.get(name, "")) if line else ""


FORMS: Mapping[str, type[forms.Form]] = {
    **{key: _plain(key) for key in ("plan", "report", "give_up", "honour")},
    **{one.key: one for one in (JoinForm, AnswerForm, ExplainForm, PublishForm, PublicityForm)},
    "complete": CompleteForm,
    "record_meeting": MeetingForm,
}
