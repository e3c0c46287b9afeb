"""What the effects of both procedures share: saving a row, partners, tasks, days of notice."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from linli.base.calendars.selectors import working_calendar
from linli.base.rules.selectors import limit_for
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.terms import due
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.councils import selectors
from linli.procedures.councils.models import Partner, Task

END_OF_DAY = time(23, 59, 59)
UNITS = {
    "hours": Text("小时", "hours"),
    "days": Text("日", "days"),
    "workdays": Text("个工作日", "working days"),
}
TOO_SOON = Text(
    "会议须在公告满{length}{unit}之后召开，最早{day}（{basis}）。",
    "The meeting comes {length} {unit} after the notice, on {day} at the earliest ({basis}).",
)
HELD_EARLY = Text(
    "公告期到{day}，会议不能早于当日召开。",
    "The notice runs until {day}; the meeting can't have been held before.",
)
THERE = Text("“{name}”已在邀请之列。", "{name} was invited already.")
DUE_PAST = Text("完成日期不能早于今天。", "It can't be due before today.")
NOT_ITS_TASK = Text(
    "请选择本件尚未登记的任务。", "Choose a task of this case that was not reported on."
)


def save(moving: Moving, row: Any, **changes: Any) -> None:
    """Change `row`, which belongs to the case of `moving`."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))


def must_leave_notice(moving: Moving, when: datetime) -> None:
    """Raise Refused, at `when`, for a meeting before the days of notice are over."""
    case = moving.case
    limit = limit_for(case.declared, "notice", region_code=case.region_id, day=local_day(moving.at))
    ends = due(
        start=moving.at, length=limit.length or 0, unit=limit.unit, rolls=False,
        calendar=working_calendar(),
    )  # fmt: skip
    first = local_day(ends.at)
    if local_day(when) < first or when <= moving.at:
        why = TOO_SOON.format(
            length=limit.length, unit=UNITS[limit.unit], day=first.isoformat(),
            basis=limit.basis.cited,
        )  # fmt: skip
        raise Refused(why, field="when", code="too_soon")


def must_have_had_notice(moving: Moving, held_on: date) -> None:
    """Raise Refused, at `held_on`, for a meeting said to have been held within the notice."""
    clock = moving.case.clocks.filter(term="notice", stopped_at=None).first()
    if clock and held_on < local_day(clock.due_at):
        day = local_day(clock.due_at).isoformat()
        raise Refused(HELD_EARLY.format(day=day), field="held_on", code="held_early")


def invite(moving: Moving, *, kind: str, name: str) -> None:
    """An organisation is invited, once."""
    name = name.strip()
    if Partner.objects.filter(case=moving.case, name=name).exists():
        raise Refused(THERE.format(name=name), field="name", code="there")
    Partner.objects.create(case=moving.case, kind=kind, name=name, invited_at=moving.at)


def give_task(moving: Moving, *, what: str, due_on: date, partner: Partner | None = None) -> None:
    """Somebody does something by a day; the nearest one is followed by a clock."""
    if due_on < local_day(moving.at):
        raise Refused(DUE_PAST, field="due_on", code="due_past")
    Task.objects.create(
        case=moving.case, partner=partner, what=what.strip(), due_date=due_on, given_at=moving.at
    )
    set_due(moving)


def record_task(moving: Moving, *, task: Task, outcome: str, done_on: date, note: str = "") -> None:
    """It is known what became of a task; the next one is followed from now on."""
    # As it stands now: somebody else may have recorded it meanwhile.
    fresh = Task.objects.filter(pk=task.pk, case=moving.case, outcome="").first()
    if fresh is None:
        raise Refused(NOT_ITS_TASK, field="task", code="elsewhere")
    save(moving, fresh, outcome=outcome, done_date=done_on, note=note.strip())
    set_due(moving)


def set_due(moving: Moving) -> None:
    """Let the clock of tasks run to the nearest day by which one is due."""
    day = selectors.next_date(moving.case)
    moving.due_at = datetime.combine(day, END_OF_DAY, tzinfo=SHANGHAI) if day else None


COMMON: dict[str, Effect] = {
    "invite": invite, "give_task": give_task, "record_task": record_task,
}  # fmt: skip
