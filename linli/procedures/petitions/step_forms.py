"""Forms of steps with something to choose from or to begin with: units proposed, the draft of an
opinion, the place that decides between units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.core.zone import local_day
from linli.procedures.petitions import selectors
from linli.procedures.petitions.models import Opinion
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.proposals import Target, propose_superiors, propose_targets
from linli.procedures.petitions.remedy_forms import FORMS as REMEDIES

SEARCH = "search"
DRAFTED = ("claim", "facts", "outcome", "opinion", "legal_basis")


class _ChosenUnitForm(StepForm):
    """Asks for a unit by cards of those proposed, or by a search. Nothing is chosen beforehand: a
    choice that is made already is soon taken unread."""

    template_name = "petitions/choose_unit.html"
    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(PETITION.transition(self.key), case, post, data)
        self.ways = list(self.proposed(case))
        self.fields["way"] = forms.ChoiceField(
            label=self.fields["unit"].label,
            choices=[*((str(one.unit.pk), "") for one in self.ways), (SEARCH, "")],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["unit"].required = False

    def proposed(self, case: Case) -> Sequence[Target]:
        """Return the units to choose from, best first."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """Return the card chosen, as sent; where nothing is proposed, the search."""
        return str(self["way"].value() or ("" if self.ways else SEARCH))

    @property
    def before(self) -> list[Any]:
        """Return the inputs that stand above the cards."""
        return [self[name] for name in self.fields if name == "field"]

    @property
    def after(self) -> list[Any]:
        """Return the inputs that stand below them."""
        return [self[name] for name in self.fields if name not in ("field", "way", "unit")]

    def clean(self) -> dict[str, Any]:
        """Return the values of the step, with the unit of the card or of the search."""
        cleaned: dict[str, Any] = super().clean() or {}
        key = cleaned.pop("way", "")
        card = next((one for one in self.ways if str(one.unit.pk) == key), None)
        if card:
            cleaned["unit"] = card.unit
        elif not cleaned.get("unit") and not self.has_error("unit"):
            self.add_error("unit", _("Choose a unit."))
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with the unit at the cards, unless it was searched for."""
        came_from_card = field == "unit" and self.ways and self.chosen != SEARCH
        super().add_error("way" if came_from_card else field, error)


class TransferForm(_ChosenUnitForm):
    """To whom the petition is transferred."""

    key = "transfer"

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


class DisputeForm(_ChosenUnitForm):
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
}
