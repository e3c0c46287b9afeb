"""What the department does: signs, contacts, comes, acts, reports; and the township beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.base.accounts.models import Unit
from linli.cases import clocks, links
from linli.cases.engine import Moving
from linli.cases.models import Case
from linli.cases.registry import Effect
from linli.cases.reminding import tell_desk
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.procedures.whistles.words import LEFT, POOR, SOLVED

IN_FUTURE = Text("到场时间不能晚于现在。", "They can't have come later than now.")
TOO_EARLY = Text("到场时间不能早于呼叫。", "They can't have come before they were called.")
PAST = Text("约定的时间须晚于现在。", "The time agreed on must lie ahead.")
NO_DAYS = Text("至少延长一个工作日。", "Extend it by at least one working day.")
NOT_LEFT = Text(
    "该事项已由上级部门收回，是部门自身职责，不得交给街道（乡镇）。",
    "This matter was taken back by departments: it can't be left with the township.",
)
SAY_WHY = Text(
    "未解决或不配合的，请写明情况。", "Say why, where it was not solved or cooperation was poor."
)


def contact(moving: Moving, *, way: str, agreed_at: datetime | None = None, note: str = "") -> None:
    """The department has spoken with the township."""
    if agreed_at and agreed_at < moving.at:
        raise Refused(PAST, field="agreed_at", code="past")
    _save(moving, contacted_at=moving.at, agreed_at=agreed_at)
    _tell_township(moving, "whistle.contacted")


def arrive(moving: Moving, *, came_at: datetime) -> None:
    """The department says that it is there; until the township answers, its clock stands still."""
    _check_time(moving, came_at)
    _save(moving, arrived_at=came_at)
    _tell_township(moving, "whistle.arrived")


def confirm(moving: Moving, *, came_at: datetime) -> None:
    """The township confirms it: being there counts from when they came, not from this click."""
    _check_time(moving, came_at)
    arrived_at = moving.case.turnout.arrived_at
    attended_at = max(came_at, arrived_at) if arrived_at else came_at
    _attend(moving, attended_at)


def deny(moving: Moving, *, reason: str) -> None:
    """They are not there: the clock goes on."""
    _save(moving, arrived_at=None)
    _tell_department(moving, "whistle.denied")


def let_stand(moving: Moving) -> None:
    """The township did not say in time, which is not the department's fault."""
    _attend(moving, moving.case.turnout.arrived_at)


def extend(moving: Moving, *, units: int, reason: str) -> None:
    """The township grants more time."""
    if units < 1:
        raise Refused(NO_DAYS, field="units", code="no_days")
    clock = clocks.extend(moving.case, units=units, on="extend", at=moving.at)
    moving.facts["due_at"] = clock.due_at.isoformat()
    _tell_department(moving, "whistle.extended")


def report(moving: Moving, *, outcome: str, report: str, **files: Any) -> None:
    """What came of it; what departments took back can't be left with the township (list 3)."""
    if outcome == LEFT and moving.case.turnout.is_its_own:
        raise Refused(NOT_LEFT, field="outcome", code="its_own")
    _save(moving, outcome=outcome)
    _tell_township(moving, "whistle.reported")


def return_report(moving: Moving, *, reason: str) -> None:
    """Something is still missing."""
    _save(moving, outcome="")
    _tell_department(moving, "whistle.returned")


def assess(moving: Moving, *, result: str, cooperation: str, comment: str = "") -> None:
    """The township's view of the department, never of a person (JS-15)."""
    if (result != SOLVED or cooperation == POOR) and not comment.strip():
        raise Incomplete(SAY_WHY, field="comment")
    _save(moving, result=result, cooperation=cooperation)
    _tell_department(moving, "whistle.assessed")
    tell_if_all_back(moving.case, at=moving.at)


def remark(moving: Moving, *, remark: str) -> None:
    """What the department thinks of the call: read by township and county, counted nowhere."""
    _tell_township(moving, "whistle.remarked")
    tell_county(moving.case, "whistle.remarked", at=moving.at)


def withdraw(moving: Moving, *, reason: str) -> None:
    """The township needs it no more."""
    _tell_department(moving, "whistle.withdrawn")
    tell_if_all_back(moving.case, at=moving.at)


def tell_county(case: Case, kind: str, *, at: datetime, role: str = "") -> None:
    """Put a notice on the desk of the county that oversees `case`."""
    for part in case.participations.filter(part="overseeing", until_at=None).select_related("unit"):
        tell_desk(case, part.unit, kind, at=at, role=role)


def tell_if_all_back(case: Case, *, at: datetime) -> None:
    """Tell the township that its whistle can be closed, when `case` was the last one out."""
    parent = case.turnout.whistle.case
    if all(one.pk == case.pk for one in links.open_parts(parent)):
        tell_desk(parent, parent.unit, "whistle.all_back", at=at)


def _attend(moving: Moving, attended_at: datetime) -> None:
    turnout = moving.case.turnout
    moving.occurred_at = attended_at
    contacted_at = turnout.contacted_at or attended_at
    _save(
        moving,
        arrived_at=turnout.arrived_at or attended_at,
        attended_at=attended_at,
        contacted_at=contacted_at,
    )


def _check_time(moving: Moving, came_at: datetime) -> None:
    if came_at > moving.at:
        raise Refused(IN_FUTURE, field="came_at", code="in_future")
    # What is typed has no seconds.
    if came_at < moving.case.opened_at.replace(second=0, microsecond=0):
        raise Refused(TOO_EARLY, field="came_at", code="too_early")


def _save(moving: Moving, **changes: object) -> None:
    turnout = moving.case.turnout
    for name, value in changes.items():
        setattr(turnout, name, value)
    turnout.save(update_fields=list(changes))


def _tell_township(moving: Moving, kind: str) -> None:
    _tell(moving, moving.case.coordinator, kind)


def _tell_department(moving: Moving, kind: str) -> None:
    _tell(moving, moving.case.unit, kind)


def _tell(moving: Moving, unit: Unit, kind: str) -> None:
    tell_desk(moving.case, unit, kind, at=moving.at)


EFFECTS: dict[str, Effect] = {
    "contact": contact,
    "arrive": arrive,
    "confirm": confirm,
    "deny": deny,
    "let_stand": let_stand,
    "extend": extend,
    "report": report,
    "return_report": return_report,
    "assess": assess,
    "remark": remark,
    "withdraw": withdraw,
}
