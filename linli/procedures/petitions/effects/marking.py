"""Marks: accusations, urgent matters, recusals (Art. 25, 28, 30)."""

from __future__ import annotations

from collections.abc import Sequence

from linli.base.accounts.models import Post, Unit, User
from linli.cases import sealing
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join
from linli.cases.recusing import bar_person
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions import targets
from linli.procedures.petitions.effects.saving import save
from linli.procedures.petitions.words import ACCUSATION

NOBODY = Text("请写明报告给哪些单位。", "Name the units that this is reported to.")
OWN_UNIT = Text("请报告给本单位以外的单位。", "Report it to a unit other than your own.")
SEPARATORS = "、，,；;"


def mark_accusation(
    moving: Moving,
    *,
    units: Sequence[Unit] = (),
    people: Sequence[User] = (),
    others: str = "",
    coordinator: Unit | None = None,
) -> None:
    """Put the wall around an accusation, and take it from those accused (Art. 30(3))."""
    case, day = moving.case, local_day(moving.at)
    if coordinator:
        targets.check_office_above(coordinator, case, day, field="coordinator")
    try:
        sealing.seal(
            case,
            accused_units=units,
            accused_people=people,
            accused_others=[{"name": name} for name in _names(others)],
            coordinator=coordinator,
            by=moving.by,
            at=moving.at,
        )
    except Incomplete as error:
        raise Incomplete(error.message, field="units") from error
    # Sealing took it from whom it accuses; what this step holds is from before.
    case.refresh_from_db()
    case.lane = ACCUSATION


def mark_urgent(moving: Moving, *, units: Sequence[Unit], situation: str) -> None:
    """A grave and urgent matter is reported at once; the units told keep sight (Art. 25)."""
    case, day = moving.case, local_day(moving.at)
    others = [unit for unit in units if unit.pk != moving.by.unit_id]
    if not units:
        raise Incomplete(NOBODY, field="units")
    if not others:
        raise Refused(OWN_UNIT, field="units", code="own_unit")
    for unit in others:
        targets.check_in_being(unit, day, field="units")
        if unit.pk not in (case.unit_id, case.coordinator_id):
            join(case, unit, part="overseeing", at=moving.at)
        notify_unit(case, unit, "petition.urgent", at=moving.at)
    save(moving, urgent_at=case.petition.urgent_at or moving.at)


def recuse(moving: Moving, *, person: Post, reason: str) -> None:
    """Somebody with a stake in it stands back (Art. 28(3))."""
    bar_person(moving.case, person=person.person, by=moving.by, at=moving.at)
    moving.case.refresh_from_db()


def ask_recusal(moving: Moving, *, reason: str) -> None:
    """The petitioner asks for it: the head of the unit and the office that runs it decide."""
    case, at = moving.case, moving.at
    notify_unit(case, case.unit, "petition.recusal_asked", at=at, role="unit_head")
    if case.coordinator_id != case.unit_id:
        notify_unit(case, case.coordinator, "petition.recusal_asked", at=at)


def _names(text: str) -> list[str]:
    for separator in SEPARATORS:
        text = text.replace(separator, "\n")
    return [name.strip() for name in text.splitlines() if name.strip()]


EFFECTS: dict[str, Effect] = {
    "mark_accusation": mark_accusation,
    "mark_urgent": mark_urgent,
    "recuse": recuse,
    "ask_recusal": ask_recusal,
}
