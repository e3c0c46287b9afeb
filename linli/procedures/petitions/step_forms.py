"""Forms of steps with something to choose from or to begin with: units proposed, the draft of an
opinion, the place that decides between units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.ui.language import said
from linli.cases.forms import Data, StepForm, StepFormWithFiles
from linli.cases.models import Case
from linli.core.zone import local_day
from linli.procedures.petitions import selectors
from linli.procedures.petitions.choosing import ChosenUnitForm
from linli.procedures.petitions.effects.delivery import NOT_ISSUED
from linli.procedures.petitions.models import Opinion
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.proposals import Target, propose_superiors, propose_targets
from linli.procedures.petitions.remedy_forms import FORMS as REMEDIES

DRAFTED = ("claim", "facts", "outcome", "opinion", "legal_basis")


class TransferForm(ChosenUnitForm):
    """To whom the petition is transferred."""

    key = "transfer"

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        self.initial["field"] = case.petition.field

    def proposed(self, case: Case) -> Sequence[Target]:
        """Return units by the duty lists, then those of the place; read once a page."""
        known: list[Target] | None = getattr(case, "targets_proposed", None)
        if known is None:
            known = propose_targets(case, at=timezone.now())
            case.targets_proposed = known
        return known


class CommissionForm(TransferForm):
    """To whom the petition is commissioned, with a day for the report."""

    key = "commission"


class DisputeForm(ChosenUnitForm):
    """Who decides between units that have the same power."""

    key = "dispute_competence"

    def proposed(self, case: Case) -> Sequence[Target]:
        """Return the unit above them all, or the joint conferences that cover them."""
        referral = selectors.latest_referral(case)
        others = list(referral.others.all()) if referral else []
        return propose_superiors([case.unit, *others], day=local_day(timezone.now()))


class _OpinionForm(StepForm):
    """Begins with the draft as it was left; before there is one, with what was registered."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition(self.key), case, post, data)
        draft = _draft_of(case)
        if draft:
            self.initial = {name: getattr(draft, name) for name in DRAFTED}
        else:
            told = case.petition
            reasons = "\n\n".join(part for part in (told.facts, told.reasons) if part)
            self.initial = {"claim": told.request, "facts": reasons}


class SubmitForm(_OpinionForm):
    """The opinion as drafted."""

    key = "submit_opinion"


class SignForm(_OpinionForm):
    """The opinion as it is signed."""

    key = "sign_opinion"


class _DeliverForm(StepFormWithFiles):
    """Asks how it was delivered, and for its number where no letter of it was issued here."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition(self.key), case, post, data)
        document = selectors.waiting_in(case, self.key.removeprefix("deliver_"))
        if document and selectors.issued_letter(document):
            del self.fields["outside"]
        else:
            self.fields["outside"].required = True
            self.fields["outside"].help_text = said(NOT_ISSUED)


class DeliverOpinionForm(_DeliverForm):
    """How the opinion was delivered."""

    key = "deliver_opinion"


class DeliverReviewForm(_DeliverForm):
    """How the review opinion was delivered."""

    key = "deliver_review"


class DeliverRecheckForm(_DeliverForm):
    """How the re-examination opinion was delivered."""

    key = "deliver_recheck"


def _draft_of(case: Case) -> Opinion | None:
    drafts = case.petition.opinions.filter(round=case.round, level="opinion", signed_at=None)
    found: Opinion | None = drafts.last()
    return found


FORMS: Mapping[str, type[forms.Form]] = {
    **REMEDIES,
    "transfer": TransferForm,
    "commission": CommissionForm,
    "dispute_competence": DisputeForm,
    "submit_opinion": SubmitForm,
    "sign_opinion": SignForm,
    "deliver_opinion": DeliverOpinionForm,
    "deliver_review": DeliverReviewForm,
    "deliver_recheck": DeliverRecheckForm,
}
