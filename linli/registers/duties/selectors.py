"""Reads the duty lists: browsing, searching, and proposing who must handle a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from linli.base.accounts.models import Unit
from linli.core.text import Text
from linli.core.zone import local_day
from linli.registers.duties.leads import UnitsOfPlace
from linli.registers.duties.matching import Match, rank
from linli.registers.duties.models import DutyItem, DutyItemQuerySet

LONGEST_QUERY = 100
WORDS_NAMED = 5
WITHOUT_ITEM = Text(
    "职责清单中没有对应事项，由事发地的区县政府承办（接诉即办条例第十二条）。",
    "No item of the duty lists fits, so it goes to the county government of the place (Art. 12).",
)
STREET_UNKNOWN = Text(
    "可能属于“{item}”，但还不知道是哪个街道（乡镇）；先由区县政府承办，或补充地点。",
    "This may be “{item}”, but the town or street isn't known: it goes to the county government "
    "unless the place is filled in.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who must handle a message, by which item (None: no item fits), and why.

    `why` names the words of the message that led to the item; what its list means for the
    units is `item.list_declared.meaning`. `words` are those words, weightiest first.
    """

    item: DutyItem | None
    lead: Unit
    assisting: tuple[Unit, ...]
    why: Text
    words: tuple[str, ...] = ()


def propose(text: str, *, region_code: int, at: datetime, limit: int = 5) -> list[Proposal]:
    """Return who could have to handle `text` about the place `region_code`, best first.

    Every unit exists at the moment `at` and works for the place. Where nothing fits, the county
    government is the only proposal (Beijing regulation, Art. 12); the list is empty only where
    the place has no government either. Three queries.
    """
    day = local_day(at)
    matches = rank(text, _items(region_code, day))
    units = UnitsOfPlace(region_code, day)
    found: list[Proposal] = []
    homeless: DutyItem | None = None
    for match in matches:
        if len(found) == limit:
            break
        lead = units.lead_of(match.item)
        if lead:
            assisting = units.assisting_on(match.item, lead)
            found.append(Proposal(match.item, lead, assisting, _why(match), match.words))
        elif match.item.list == "own":
            homeless = homeless or match.item
    if not found and units.government:
        why = STREET_UNKNOWN.format(item=homeless.name) if homeless else WITHOUT_ITEM
        found.append(Proposal(None, units.government, (), why))
    return found


def resolve(item: DutyItem, *, region_code: int, at: datetime) -> Proposal | None:
    """Return who leads and assists on the item at the place, or None where nobody does."""
    units = UnitsOfPlace(region_code, local_day(at))
    lead = units.lead_of(item)
    if lead is None:
        return None
    return Proposal(item, lead, units.assisting_on(item, lead), item.list_declared.meaning)


def search(
    query: str = "", region_code: int | None = None, *, on: date, list_key: str = ""
) -> DutyItemQuerySet:
    """Return the items in force `on` the day that hold every word of `query` in number, name,
    category, keywords or lead, and that concern the place `region_code`, in their order."""
    items: DutyItemQuerySet = DutyItem.objects.on(on).select_related("region", "lead_unit")
    if region_code is not None:
        items = items.concerning(region_code)
    if list_key:
        items = items.filter(list=list_key)
    for word in query[:LONGEST_QUERY].replace("\0", " ").split():
        items = items.filter(
            Q(name__icontains=word)
            | Q(keywords__icontains=word)
            | Q(category__icontains=word)
            | Q(number__istartswith=word)
            | Q(lead_name__icontains=word)
            | Q(lead_unit__name__icontains=word)
        )
    return items


def _items(region_code: int, day: date) -> DutyItemQuerySet:
    assisting = Unit.objects.on(day).select_related("region")
    return (
        DutyItem.objects.on(day)
        .at_place(region_code)
        .select_related("lead_unit__region", "lead_unit__parent")
        .prefetch_related(Prefetch("assisting_units", queryset=assisting))
    )


def _why(match: Match) -> Text:
    words = match.words[:WORDS_NAMED]
    return Text(
        f"来件提到{'、'.join(f'“{word}”' for word in words)}。",
        f"The message mentions {', '.join(f'“{word}”' for word in words)}.",
    )
