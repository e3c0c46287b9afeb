"""Forms of steps that begin with what is known, and the report that Linli fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.models import Post
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.procedures.directives import filing, sources
from linli.procedures.directives.models import Question, Survey
from linli.procedures.directives.procedure import DIRECTIVE

MOST_NUMBER = 10**12


class _Form(StepForm):
    """A form drawn from its step."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(DIRECTIVE.transition(self.key), case, post, data)
        self.begin(case)

    def begin(self, case: Case) -> None:
        """Fill in what is known."""


class BreakDownForm(_Form):
    """The parts begin with the task, the measure, the day and the item of the whole."""

    key = "break_down"

    def begin(self, case: Case) -> None:
        """Begin with those of the whole."""
        whole = case.directive
        self.initial |= {
            "task": whole.task,
            "measure": whole.measure,
            "due_on": whole.due_date,
            "item": whole.item_id,
            "approval": whole.approval,
        }
        self.fields["task"].widget.attrs["rows"] = 4


class AmendForm(_Form):
    """What was given, to be changed."""

    key = "amend"

    def begin(self, case: Case) -> None:
        """Begin with what was given."""
        given = case.directive
        self.initial |= {"task": given.task, "measure": given.measure, "due_on": given.due_date}


class GrantForm(_Form):
    """The day that was asked for."""

    key = "grant_more_time"

    def begin(self, case: Case) -> None:
        """Begin with the day that was asked for."""
        self.initial["due_on"] = case.directive.asked_until


class SendBackForm(_Form):
    """The day that was set."""

    key = "send_back"

    def begin(self, case: Case) -> None:
        """Begin with the day that was set."""
        self.initial["due_on"] = case.directive.due_date


class ReportForm(_Form):
    """The report that is owed: figures that Linli fills in, shown with their source, and the
    questions."""

    key = "file_report"

    def begin(self, case: Case) -> None:
        """Draw the fields of the report that is due first."""
        self.survey: Survey | None = next(iter(filing.owed_by(case)), None)
        self.fields.pop("answers", None)
        if self.survey is None:
            return
        known, at = sources.sources(), timezone.now()
        figures = filing.figures_for(self.survey, case.unit, at=at)
        for one in self.survey.questions.all():
            taken = figures.get(one.pk)
            self.fields[f"q{one.pk}"] = (
                _filled(one, known.get(one.source), taken) if one.source else _asked(one)
            )
        self.order_fields([name for name in self.fields if name != "minutes"])
        self.fields["minutes"].help_text = _("%(help)s Estimate: %(minutes)d minutes.") % {
            "help": self.fields["minutes"].help_text,
            "minutes": self.survey.minutes,
        }

    def clean(self) -> dict[str, Any]:
        """Return the answers to what was asked; what Linli filled in is counted anew."""
        given = super().clean() or {}
        if self.survey is None:
            return {"answers": None, "minutes": given.get("minutes")}
        said_of = {
            one.pk: str(given.get(f"q{one.pk}", ""))
            for one in self.survey.questions.all()
            if not one.source and given.get(f"q{one.pk}") is not None
        }
        return {
            "answers": filing.Answers(self.survey, said_of),
            "minutes": given.get("minutes"),
        }


def _filled(
    question: Question, source: sources.Source | None, taken: sources.Taken | None
) -> forms.Field:
    """Return a figure as a field that nobody fills in."""
    value = "0" if taken is None else str(taken.number)
    if taken and taken.of is not None:
        value = said(filing.SHOWN_FIGURE.format(number=taken.number, of=taken.of))
    origin = said(source.origin) if source else ""
    return forms.CharField(
        label=said(source.name) if source else question.name,
        initial=value,
        disabled=True,
        required=False,
        help_text=_("Filled in by Linli from: %(origin)s") % {"origin": origin},
    )


def _asked(question: Question) -> forms.Field:
    if question.is_number:
        return forms.IntegerField(label=question.name, min_value=0, max_value=MOST_NUMBER)
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=question.name, max_length=LONGEST_TEXT, widget=area)


FORMS: Mapping[str, type[forms.Form]] = {
    one.key: one for one in (BreakDownForm, AmendForm, GrantForm, SendBackForm, ReportForm)
}
