"""What the effects of directives share: saving the row, setting the day, telling the other side."""

from __future__ import annotations

from datetime import date
from typing import Any

from linli.cases.assignment import in_charge, notify_unit, remind_of
from linli.cases.engine import Moving
from linli.cases.models import Case
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import end_of_day, local_day
from linli.procedures.directives.models import Directive

IN_PAST = Text("期限不能早于今天。", "It can't be due before today.")
BEYOND = Text(
    "不能晚于本任务的期限（{day}）；需要更多时间，请先申请延期。",
    "Not later than this task itself ({day}); ask for more time first.",
)


def save(moving: Moving, **changes: Any) -> Directive:
    """Change the directive of the case and return it."""
    directive: Directive = moving.case.directive
    for name, value in changes.items():
        setattr(directive, name, value)
    directive.save(update_fields=list(changes))
    return directive


def set_due(moving: Moving, day: date) -> None:
    """Let the task be due on `day`. Raises Refused for a day that is over, and for one after that
    of the task of which it is a part."""
    check_day(moving, day, field="due_on")
    moving.due_at = end_of_day(day)


def check_day(moving: Moving, day: date, *, field: str, most: date | None = None) -> None:
    """Raise Refused, at `field`, for a day before today or after `most`."""
    if day < local_day(moving.at):
        raise Refused(IN_PAST, field=field, code="in_past")
    if most and day > most:
        raise Refused(BEYOND.format(day=most.isoformat()), field=field, code="beyond")


def tell_giver(moving: Moving, kind: str) -> None:
    """Remind the unit that gave the directive."""
    notify_unit(moving.case, moving.case.coordinator, kind, at=moving.at)


def tell_holder(moving: Moving, kind: str) -> None:
    """Remind whoever is in charge in the unit that holds it."""
    case: Case = moving.case
    remind_of(case, kind, at=moving.at, post=in_charge(case, moving.at))
