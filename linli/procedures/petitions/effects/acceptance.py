"""What the unit with the power decides: notice, course, objection (Art. 19, 23, 24, 29 to 31)."""

from __future__ import annotations

from linli.base.accounts.models import Unit
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions import earlier as known
from linli.procedures.petitions import selectors, targets
from linli.procedures.petitions.documents import issue
from linli.procedures.petitions.effects.saving import save, send
from linli.procedures.petitions.words import ORDINARY, SIMPLY, SUGGESTION

ROUTES_ONLY = Text(
    "信访部门登记分流，不受理、不办理；请转送有权处理的机关、单位。",
    "A petition office registers and routes; send it to the unit with the power to handle it.",
)
OBJECT_INSTEAD = Text(
    "转送、交办的事项不属于本机关、单位职权范围的，应在5个工作日内提出异议，不能以此为由不予受理。",
    "What was sent to you and isn't yours is objected to within five working days; it can't be "
    "refused for that.",
)


def notify(moving: Moving, *, way: str, on_spot: bool = False) -> None:
    """The petitioner is told in writing that it came in, and the way it goes (Art. 23)."""
    issue(moving, "notice", on_spot=on_spot)
    save(moving, notified_at=moving.at)


def accept(moving: Moving, *, way: str, on_spot: bool = False) -> None:
    """Accepted as a petition: the 60 days begin (Art. 31(6), 34)."""
    _accept(moving, ORDINARY, on_spot)


def accept_simply(moving: Moving, *, way: str, on_spot: bool = False) -> None:
    """Accepted for simplified handling: ten working days, within the 60 days."""
    _accept(moving, SIMPLY, on_spot)


def guide(moving: Moving, *, course: str, way: str, on_spot: bool = False) -> None:
    """It goes its statutory way, whose own terms apply (Art. 31(1) to (5))."""
    _decide(moving, course)
    issue(moving, "notice", on_spot=on_spot)


def study(moving: Moving, *, way: str) -> None:
    """A suggestion is studied (Art. 29)."""
    _decide(moving, SUGGESTION)
    issue(moving, "notice")


def examine(moving: Moving) -> None:
    """An accusation is examined by the unit in charge of the accused (Art. 30)."""
    _check_has_power(moving)


def decline(moving: Moving, *, ground: str, explanation: str, earlier: str = "") -> None:
    """Not accepted; what is known already is tied to the earlier petition. A unit that it was
    sent to objects where it has not the power: only the sender may take it back (Art. 23(3))."""
    _check_has_power(moving)
    if ground == "elsewhere" and moving.case.state == "referred":
        raise Refused(OBJECT_INSTEAD, field="ground", code="object_instead")
    if ground == "in_hand":
        known.tie_in_hand(moving, earlier)
    elif ground == "ended":
        known.tie_ended(moving, earlier)
    issue(moving, "refusal")
    save(moving, notified_at=moving.case.petition.notified_at or moving.at)


def object_to(moving: Moving, *, reason: str, proposed: Unit | None = None) -> None:
    """The unit says that the matter is not its own; it stays responsible (Art. 23)."""
    referral = selectors.latest_referral(moving.case)
    assert referral is not None, "what was referred has a referral"
    referral.objected_at = moving.at
    referral.save(update_fields=["objected_at"])
    notify_unit(moving.case, referral.sent_by, "petition.objected", at=moving.at)


def dispute_competence(moving: Moving, *, unit: Unit, reason: str) -> None:
    """Units with the same power did not agree: the unit above them all decides, or the joint
    conference (Art. 24)."""
    case = moving.case
    referral = selectors.latest_referral(case)
    others = list(referral.others.all()) if referral else []
    targets.check_common(unit, [case.unit, *others], local_day(moving.at))
    send(moving, unit)


def hand_to_successor(moving: Moving, *, unit: Unit) -> None:
    """The unit was merged or closed: its successor handles the petition (Art. 24(2))."""
    case, day = moving.case, local_day(moving.at)
    targets.check_successor(unit, case.unit, day)
    targets.check_in_being(unit, day)
    targets.check_kind(case, unit, sender=case.coordinator)
    send(moving, unit)


def _accept(moving: Moving, lane: str, on_spot: bool) -> None:
    _decide(moving, lane)
    issue(moving, "acceptance", on_spot=on_spot)
    save(moving, accepted_at=moving.at, accepted_by=moving.case.unit)


def _decide(moving: Moving, lane: str) -> None:
    _check_has_power(moving)
    moving.case.lane = lane
    save(moving, notified_at=moving.case.petition.notified_at or moving.at)


def _check_has_power(moving: Moving) -> None:
    if moving.case.unit.kind == targets.OFFICE:
        raise Refused(ROUTES_ONLY, code="routes_only")


EFFECTS: dict[str, Effect] = {
    "notify": notify,
    "accept": accept,
    "accept_simply": accept_simply,
    "guide": guide,
    "study": study,
    "examine": examine,
    "decline": decline,
    "object": object_to,
    "dispute_competence": dispute_competence,
    "hand_to_successor": hand_to_successor,
}
