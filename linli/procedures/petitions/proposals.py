"""Who could handle a petition, and who decides between units that both could: proposals for the
officer, who chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from linli.base.accounts.models import Unit
from linli.cases.models import Case
from linli.cases.wall import barred_units
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.targets import (
    CONFERENCE,
    WITH_POWERS,
    ancestors,
    is_in_being,
    is_in_reach,
)
from linli.registers.duties.leads import UnitsOfPlace
from linli.registers.duties.selectors import propose

OF_PLACE = Text("事发地的单位。", "A unit of the place.")
RETURNED = Text(
    "曾转送该单位，异议已同意退回。", "It was sent there before and returned on its objection."
)
COMMON_SUPERIOR = Text("各单位共同的上级。", "The unit above all of them.")
COMMON_CONFERENCE = Text(
    "没有共同的上级，由联席会议决定。", "No unit is above them all: the joint conference decides."
)


@dataclass(frozen=True, slots=True)
class Target:
    """A unit that is proposed, and why."""

    unit: Unit
    why: Text


def propose_targets(case: Case, *, at: datetime) -> list[Target]:
    """Return units that could have the power, best first: by the duty lists over the message,
    then those of the place, last those that returned it on an objection agreed to. Never one that
    the case must be kept from. Some seven queries."""
    day, sender = local_day(at), case.unit
    text = f"{case.title}\n{case.message.body}"
    by_duty = propose(text, region_code=case.region_id, at=at)
    of_place = UnitsOfPlace(case.region_id, day).units
    found = [Target(one.lead, one.why) for one in by_duty if one.item]
    found += [
        Target(unit, OF_PLACE) for unit in of_place if unit.kind in ("township", "government")
    ]
    barred = set(barred_units(case).values_list("pk", flat=True))
    fitting = _once(one for one in found if one.unit.pk not in barred and _fits(case, one, sender))
    returned = set(_returned(case))
    return [
        *(one for one in fitting if one.unit.pk not in returned),
        *(Target(one.unit, RETURNED) for one in fitting if one.unit.pk in returned),
    ]


def nearest(kinds: Iterable[str], place: int, day: date, *, but: int = 0) -> Unit | None:
    """Return the unit of one of `kinds` whose area is the smallest that holds `place`, except the
    one with the id `but`; None where there is none. One query."""
    return _holding(kinds, place, day, but).first()


def nearest_of_each(
    kinds: Iterable[str], place: int, day: date, *, but: int = 0
) -> dict[str, Unit]:
    """Return {kind: the unit that `nearest` gives} for those of `kinds` that there are. One
    query."""
    found: dict[str, Unit] = {}
    for unit in _holding(kinds, place, day, but):
        found.setdefault(unit.kind, unit)
    return found


def _holding(kinds: Iterable[str], place: int, day: date, but: int) -> QuerySet[Unit]:
    holding = Unit.objects.on(day).filter(
        kind__in=list(kinds), region_id__lte=place, region__code_end__gt=place
    )
    found: QuerySet[Unit] = holding.exclude(pk=but)
    return found.order_by("-region_id", "region__code_end", "pk")


def propose_superiors(units: Sequence[Unit], *, day: date) -> list[Target]:
    """Return who decides between `units`: the nearest unit above all of them; where there is
    none, the joint conferences that cover them all, the smallest first."""
    chains = [{above.pk for above in ancestors(unit)} for unit in units]
    common = set.intersection(*chains) if chains else set()
    above_all = next((above for above in ancestors(units[0]) if above.pk in common), None)
    if above_all and is_in_being(above_all, day):
        return [Target(above_all, COMMON_SUPERIOR)]
    conferences = Unit.objects.on(day).filter(kind=CONFERENCE).select_related("region")
    holding = [
        one for one in conferences if all(one.region.covers(unit.region_id) for unit in units)
    ]
    holding.sort(key=lambda one: one.region.code_end - one.region_id)
    return [Target(one, COMMON_CONFERENCE) for one in holding]


def _fits(case: Case, target: Target, sender: Unit) -> bool:
    unit = target.unit
    return unit.pk != case.unit_id and unit.kind in WITH_POWERS and is_in_reach(unit, sender)


def _returned(case: Case) -> Iterable[int]:
    """Return the ids of the units whose objection was agreed to. One query."""
    agreed: Iterable[int] = case.petition.referrals.filter(ruling="agreed").values_list(
        "unit_id", flat=True
    )
    return agreed


def _once(targets: Iterable[Target]) -> list[Target]:
    first: dict[int, Target] = {}
    for target in targets:
        first.setdefault(target.unit.pk, target)
    return list(first.values())
