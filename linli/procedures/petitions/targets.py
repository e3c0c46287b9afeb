"""Who may be given a petition: by kind, by area and line, and in being."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.core.errors import Refused
from linli.core.text import Text
from linli.procedures.petitions.words import ACCUSATION

# Units that can have the power to handle a petition; a community, an association, the operator
# or the hotline never has.
WITH_POWERS = frozenset({"government", "department", "township", "party_committee", "social_work"})
DISCIPLINE, OFFICE, CONFERENCE = "discipline", "petition_office", "joint_conference"
COMMITTEES = frozenset({"government", "party_committee"})
JUSTICE = frozenset({"department", "party_committee"})
# Lines and places are never deeper; a ring of units must not hang a page.
DEEPEST = 12

NO_POWERS = Text(
    "“{unit}”没有处理信访事项的职权，请转送有权处理的机关、单位。",
    "{unit} has no power to handle petitions. Choose a unit that has it.",
)
ONLY_ACCUSATIONS = Text(
    "只有检举控告事项移送纪检监察机关；请先标记。",
    "Only accusations go to discipline inspection; mark it as one first.",
)
SUCCEEDED = Text(
    "“{unit}”已撤并，由“{successor}”承继，请转送该单位。",
    "{unit} was merged; its successor is {successor}. Send it there.",
)
CLOSED_UNIT = Text("“{unit}”已撤销，请选择其他单位。", "{unit} was closed; choose another one.")
ELSEWHERE = Text(
    "“{unit}”不在“{office}”的地域和隶属范围内。",
    "{unit} lies neither in the area of {office} nor above it in its line.",
)
HOLDS_IT = Text("该单位就是承办单位。", "This unit already holds the petition.")
NOT_BELOW = Text("请选择本系统的下级单位。", "Choose a unit below yours in your own line.")
NOT_A_COMMITTEE = Text(
    "请选择本级或上级的党委、政府。", "Choose the Party committee or government, yours or above."
)
NOT_JUSTICE = Text("请选择政法部门。", "Choose one of the political-legal organs.")
NOT_DISCIPLINE = Text("请选择纪检监察机关。", "Choose a discipline inspection body.")
NOT_COMMON = Text(
    "请选择各单位共同的上一级机关，或共同的信访工作联席会议。",
    "Choose the unit right above all of them, or a joint conference that covers them all.",
)
NOT_AN_OFFICE = Text(
    "请选择管辖该地的上级信访部门。", "Choose a petition office above that serves the place."
)
IS_A_SUCCESSOR = Text(
    "该单位的承继单位是“{successor}”。", "The successor of this unit is {successor}."
)
TWICE = Text("主办单位不必重复列入。", "The unit itself need not be named again.")


def check(case: Case, unit: Unit, *, sender: Unit, day: date, field: str = "unit") -> None:
    """Raise Refused, at `field`, where `sender` may not send the petition to `unit`: it holds it
    already, is not in being, has no powers, or lies out of reach (Art. 22 to 24, 30)."""
    check_in_being(unit, day, field=field)
    if unit.pk == case.unit_id:
        raise Refused(HOLDS_IT, field=field, code="holds_it")
    check_kind(case, unit, sender=sender, field=field)
    if not is_in_reach(unit, sender):
        why = ELSEWHERE.format(unit=unit.name, office=sender.name)
        raise Refused(why, field=field, code="elsewhere")


def check_others(
    case: Case, others: Iterable[Unit], unit: Unit, *, sender: Unit, day: date
) -> None:
    """Raise Refused, at `others`, as `check` does, and where the unit itself is named again."""
    for other in others:
        if other.pk == unit.pk:
            raise Refused(TWICE, field="others", code="twice")
        check(case, other, sender=sender, day=day, field="others")


def check_receiver(unit: Unit, place: Region, *, day: date) -> None:
    """Raise Refused, at `unit`, unless it can have received a petition about `place` itself."""
    check_in_being(unit, day)
    if unit.kind not in WITH_POWERS | {OFFICE, DISCIPLINE}:
        raise Refused(NO_POWERS.format(unit=unit.name), field="unit", code="no_powers")
    if unit.kind == OFFICE and not unit.region.covers(place.code):
        why = ELSEWHERE.format(unit=unit.name, office=place.full_name)
        raise Refused(why, field="unit", code="elsewhere")


def check_in_being(unit: Unit, day: date, *, field: str = "unit") -> None:
    """Raise Refused, at `field`, for a unit that was closed, naming its successor (Art. 24)."""
    if is_in_being(unit, day):
        return
    successor = successor_of(unit, day)
    if successor:
        why = SUCCEEDED.format(unit=unit.name, successor=successor.name)
        raise Refused(why, field=field, code="succeeded")
    raise Refused(CLOSED_UNIT.format(unit=unit.name), field=field, code="closed_unit")


def check_below(unit: Unit, sender: Unit, day: date) -> None:
    """Raise Refused unless `unit` lies below `sender` in its own line (Art. 23)."""
    check_in_being(unit, day)
    if sender.pk not in {above.pk for above in ancestors(unit)}:
        raise Refused(NOT_BELOW, field="unit", code="not_below")


def check_committee(unit: Unit, sender: Unit, day: date) -> None:
    """Raise Refused unless `unit` is a Party committee or government over `sender` (Art. 22)."""
    check_in_being(unit, day)
    if unit.kind not in COMMITTEES or not unit.region.covers(sender.region_id):
        raise Refused(NOT_A_COMMITTEE, field="unit", code="not_a_committee")


def check_organ(unit: Unit, kinds: Iterable[str], why: Text, *, sender: Unit, day: date) -> None:
    """Raise Refused unless `unit` is of one of `kinds` and in reach of `sender`."""
    check_in_being(unit, day)
    if unit.kind not in kinds:
        raise Refused(why, field="unit", code="wrong_kind")
    if not (is_in_reach(unit, sender) or unit.region.covers(sender.region_id)):
        away = ELSEWHERE.format(unit=unit.name, office=sender.name)
        raise Refused(away, field="unit", code="elsewhere")


def check_common(unit: Unit, units: Sequence[Unit], day: date) -> None:
    """Raise Refused unless `unit` is above all `units`, or a joint conference whose area holds
    them all (Art. 24)."""
    check_in_being(unit, day)
    is_above = all(unit.pk in {above.pk for above in ancestors(one)} for one in units)
    holds_all = all(unit.region.covers(one.region_id) for one in units)
    if not (is_above or (unit.kind == CONFERENCE and holds_all)):
        raise Refused(NOT_COMMON, field="unit", code="not_common")


def check_office_above(unit: Unit, case: Case, day: date, *, field: str) -> None:
    """Raise Refused, at `field`, unless `unit` is another petition office that serves the place
    of the case."""
    check_in_being(unit, day, field=field)
    is_other = unit.kind == OFFICE and unit.pk != case.coordinator_id
    if not (is_other and unit.region.covers(case.region_id)):
        raise Refused(NOT_AN_OFFICE, field=field, code="not_an_office")


def check_successor(unit: Unit, gone: Unit, day: date) -> None:
    """Raise Refused where `gone` has a successor on record and `unit` is another one."""
    successor = successor_of(gone, day)
    if successor and successor.pk != unit.pk:
        why = IS_A_SUCCESSOR.format(successor=successor.name)
        raise Refused(why, field="unit", code="not_the_successor")


def successor_of(unit: Unit, day: date) -> Unit | None:
    """Return the unit in being that follows `unit`, past those that were closed in turn."""
    found, steps = unit.successor, 0
    while found and not is_in_being(found, day) and steps < DEEPEST:
        found, steps = found.successor, steps + 1
    return found if found and is_in_being(found, day) else None


def is_in_reach(unit: Unit, sender: Unit) -> bool:
    """Return whether `unit` lies in the area of `sender` or above it in its line."""
    if sender.region.covers(unit.region_id):
        return True
    return unit.pk in {above.pk for above in ancestors(sender)}


def is_over_level(channel: str, unit: Unit, office: Unit) -> bool:
    """Return whether a visit went over a level: it was to go to the unit with the power at its
    own level or the next one above (Art. 20)."""
    if channel != "visit" or not office.region.covers(unit.region_id):
        return False
    levels = 0
    place: Region | None = unit.region
    while place and place.pk != office.region_id:
        place, levels = place.parent, levels + 1
    return levels > 1


def ancestors(unit: Unit) -> Iterator[Unit]:
    """Yield the units above `unit`, by place and by line, the nearest first, each once."""
    seen = {unit.pk}
    level = [unit]
    for _ in range(DEEPEST):
        level = [above for one in level for above in (one.parent, one.superior) if above]
        level = [above for above in level if above.pk not in seen]
        for above in level:
            if above.pk not in seen:
                seen.add(above.pk)
                yield above
        if not level:
            return


def check_kind(case: Case, unit: Unit, *, sender: Unit, field: str = "unit") -> None:
    """Raise Refused, at `field`, for a kind of unit that never has the power; discipline
    inspection is for accusations, a petition office below passes it on (Art. 22, 30)."""
    if unit.kind == DISCIPLINE:
        if case.lane != ACCUSATION:
            raise Refused(ONLY_ACCUSATIONS, field=field, code="only_accusations")
        return
    is_below = unit.region_id != sender.region_id and sender.region.covers(unit.region_id)
    is_lower_office = unit.kind == OFFICE and is_below
    if not (unit.kind in WITH_POWERS or is_lower_office):
        raise Refused(NO_POWERS.format(unit=unit.name), field=field, code="no_powers")


def is_in_being(unit: Unit, day: date) -> bool:
    """Return whether `unit` exists on `day`."""
    return unit.from_date <= day and (unit.until_date is None or day <= unit.until_date)
