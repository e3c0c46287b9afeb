"""Forms of the steps after an opinion: requests by their sender, bodies with their proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post
from linli.base.ui.language import said
from linli.cases.forms import Data, StepForm, StepFormWithFiles
from linli.cases.models import Case
from linli.procedures.petitions.bodies import (
    Candidate,
    Proposal,
    propose_recheck_body,
    propose_review_body,
)
from linli.procedures.petitions.choosing import ChosenUnitForm
from linli.procedures.petitions.presets import FEEDBACK_DAYS
from linli.procedures.petitions.procedure import PETITION

PAPER_DATES = ("requested_on", "received_on")


class _RequestForm(StepFormWithFiles):
    """Asks for review or re-examination; what came on paper has dates, a click has none."""

    key = ""

    def __init__(self, case: Case, post: Post | None, data: Data = None) -> None:
        super().__init__(PETITION.transition(self.key), case, post, data)  # type: ignore[arg-type]
        if post is None:
            for name in PAPER_DATES:
                del self.fields[name]


class ReviewRequestForm(_RequestForm):
    """Asks for review."""

    key = "request_review"


class RecheckRequestForm(_RequestForm):
    """Asks for re-examination."""

    key = "request_recheck"


class _BodyForm(ChosenUnitForm):
    """Names a body: one of those a level up, or another for a reason. One that is proposed alone
    is chosen."""

    hint = _("One level up from the unit that decided. You confirm; another body needs a reason.")

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        if len(self.ways) == 1:
            self.initial["way"] = str(self.ways[0].unit.pk)
        if not self.ways and self.none:
            self.fields["unit"].help_text = said(self.none)

    def proposed(self, case: Case) -> Sequence[Candidate]:
        """Return the bodies one level up, the line before the place."""
        found = self.proposal(case, timezone.now())
        self.none = found.none
        return found.bodies

    def proposal(self, case: Case, at: datetime) -> Proposal:
        """Return the bodies one level up, or why there are none."""
        raise NotImplementedError


class ReviewBodyForm(_BodyForm):
    """Names the reviewing body."""

    key = "name_review_body"

    def proposal(self, case: Case, at: datetime) -> Proposal:
        """Return the bodies above the unit whose opinion is to be reviewed."""
        return propose_review_body(case, at=at)


class RecheckBodyForm(_BodyForm):
    """Names the re-examining body."""

    key = "name_recheck_body"

    def proposal(self, case: Case, at: datetime) -> Proposal:
        """Return the bodies above the reviewing one."""
        return propose_recheck_body(case, at=at)


class SuperviseForm(StepForm):
    """Supervises, with the day of feedback that used to be the rule, to be changed at will."""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition("supervise"), case, post, data)
        self.initial["feedback_date"] = timezone.localdate() + timedelta(days=FEEDBACK_DAYS)


FORMS: Mapping[str, type[forms.Form]] = {
    "request_review": ReviewRequestForm,
    "request_recheck": RecheckRequestForm,
    "name_review_body": ReviewBodyForm,
    "name_recheck_body": RecheckBodyForm,
    "supervise": SuperviseForm,
}
