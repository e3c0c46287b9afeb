"""The hotline's own forms of steps: dispatch by proposals, rating by the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post
from linli.cases.fields import field_for
from linli.cases.forms import StepForm
from linli.cases.models import Case
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.hotline.dispatching import county_government
from linli.procedures.hotline.procedure import HOTLINE
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import Proposal, propose, resolve

Data = Mapping[str, Any] | None
GOVERNMENT, SEARCH = "government", "search"
FITS_NOTHING = Text(
    "职责清单中没有对应事项，派给事发地区县政府。",
    "No item of the duty lists fits: to the county government of the place.",
)


@dataclass(frozen=True)
class Way:
    """One way to dispatch, as a card to choose: a proposal, or the county government."""

    key: str
    proposal: Proposal


class DispatchForm(forms.Form):
    """Who must handle the request. Software proposes by the words of the message, the clerk
    decides: nothing is chosen beforehand, since a choice that is made already is soon taken
    unread, and sending it wrong costs the person days.

    A card that is chosen gives item, unit and assisting units; else the clerk searches.
    """

    template_name = "hotline/dispatch.html"

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(data)
        self.case, self.at = case, timezone.now()
        for need in HOTLINE.transition("dispatch").needs:
            field = field_for(need, case, post)
            if field:
                self.fields[need.key] = field
        self.ways = list(_ways(case, self.at))
        self.fields["way"] = forms.ChoiceField(
            label=_("Who must handle it"),
            choices=[*((way.key, way.key) for way in self.ways), (SEARCH, SEARCH)],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["unit"].required = False
        self.initial = {"kind": case.request.kind, "grade": case.lane}

    @property
    def chosen(self) -> str:
        """Return the key of the card chosen, as sent."""
        return str(self["way"].value() or "")

    @property
    def is_first(self) -> bool:
        """Return whether the request was not dispatched yet in this round."""
        return not self.case.request.dispatches.filter(round=self.case.round).exists()

    def clean(self) -> dict[str, Any]:
        """Return the values of the step: a card's, or what was searched for."""
        cleaned: dict[str, Any] = super().clean() or {}
        key = cleaned.pop("way", "")
        way = next((way for way in self.ways if way.key == key), None)
        if way:
            cleaned |= _values(way.proposal)
        elif not cleaned.get("unit") and not self.errors.get("unit"):
            self._resolve(cleaned)
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with the unit at the card from which it came."""
        came_from_card = field == "unit" and self.chosen not in ("", SEARCH)
        super().add_error("way" if came_from_card else field, error)

    def _resolve(self, cleaned: dict[str, Any]) -> None:
        """Find the unit from the item that was searched for."""
        item: DutyItem | None = cleaned.get("item")
        if item is None:
            if "item" not in self.errors:
                field = "unit" if self.chosen == SEARCH else "way"
                self.add_error(field, _("Choose who must handle it."))
            return
        found = resolve(item, region_code=self.case.region_id, at=self.at)
        if found is None:
            self.add_error("unit", _("No unit leads on this item here; name one."))
        else:
            assisting = cleaned.get("assisting")
            cleaned |= _values(found)
            if assisting:
                cleaned["assisting"] = assisting


class RateForm(StepForm):
    """How the person judges the answer. Who rates says something."""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(HOTLINE.transition("rate"), case, post, data)
        for name in ("resolved", "satisfied"):
            field = self.fields[name]
            field.choices = [one for one in field.choices if one[0] != "unsaid"]  # type: ignore[attr-defined]
            field.error_messages["required"] = _("Choose one of these.")


def _ways(case: Case, at: datetime) -> list[Way]:
    """Return the cards: proposals with an item, then the county government."""
    text = f"{case.title}\n{case.message.body}"
    proposals = propose(text, region_code=case.region_id, at=at)
    cards = [Way(f"item-{one.item.pk}", one) for one in proposals if one.item]
    government = county_government(case.region, local_day(at))
    if government:
        cards.append(Way(GOVERNMENT, Proposal(None, government, (), FITS_NOTHING)))
    return cards


def _values(proposal: Proposal) -> dict[str, Any]:
    return {
        "item": proposal.item,
        "unit": proposal.lead,
        "assisting": list(proposal.assisting),
    }


FORMS = {"dispatch": DispatchForm, "rate": RateForm, "rate_late": RateForm}
