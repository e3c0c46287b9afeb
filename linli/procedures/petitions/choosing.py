"""A form that asks for a unit: cards of those proposed, each with why, and a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post, Unit
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.petitions.procedure import PETITION

SEARCH = "search"


class Proposed(Protocol):
    """A unit that is proposed, and why."""

    @property
    def unit(self) -> Unit:
        """Return the unit."""

    @property
    def why(self) -> Text:
        """Return why it is proposed."""


class ChosenUnitForm(StepForm):
    """Asks for a unit by cards of those proposed, or by a search. Nothing is chosen beforehand: a
    choice that is made already is soon taken unread."""

    template_name = "petitions/choose_unit.html"
    key = ""
    hint = _(
        "Found by the words of the petition and its place. You decide; read before you choose."
    )

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

    def proposed(self, case: Case) -> Sequence[Proposed]:
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
