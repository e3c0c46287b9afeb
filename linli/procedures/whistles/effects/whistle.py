"""Calling departments, joint tasks, the end of a whistle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linli.base.accounts.models import Unit
from linli.cases import helping, links
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.cases.values import unit_fact
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.whistles import proposing
from linli.procedures.whistles.models import Task
from linli.procedures.whistles.opening import check_may_be_called, lane_of, turn_out

NOBODY = Text("请选择要呼叫的部门。", "Choose the departments to call.")
NO_REASON = Text(
    "呼叫建议以外的部门，请写明理由。", "Say why, where you call others than those proposed."
)
TOO_FEW = Text("请至少选择两个部门。", "Choose at least two departments.")
DUE_PAST = Text("完成日期不能早于今天。", "It can't be due before today.")


def call(
    moving: Moving, *, units: Sequence[Unit] = (), others: Sequence[Unit] = (), reason: str = ""
) -> None:
    """Each department chosen gets a case of its own. The duty lists' reason stands with those
    that they name, the township's own with the others. Who asked for it in the first place is
    told once, when the first are called."""
    case, at = moving.case, moving.at
    whistle = case.whistle
    chosen = list({unit.pk: unit for unit in (*units, *others)}.values())
    if not chosen:
        raise Incomplete(NOBODY, field="units")
    named = {one.unit.pk: one for one in proposing.proposals(case, at=at)}
    if not reason.strip() and any(unit.pk not in named for unit in chosen):
        raise Incomplete(NO_REASON, field="reason")
    for unit in chosen:
        check_may_be_called(whistle, unit, field="others", at=at)
    lane = lane_of(whistle, together=len(chosen))
    for unit in chosen:
        one = named.get(unit.pk)
        why = one.why if one else Text(reason.strip(), reason.strip())
        item = one.item if one else None
        turn_out(whistle, unit, item=item, why=why, lane=lane, by=moving.by, at=at)
    moving.facts["called"] = [unit_fact(unit) for unit in chosen]
    if whistle.called_at is None:
        whistle.called_at = at
        whistle.save(update_fields=["called_at"])
        if whistle.origin:
            helping.tell(whistle.origin, chosen, by=moving.by, at=at)


def set_task(
    moving: Moving, *, what: str, with_whom: Sequence[Unit], due_on: date | None = None
) -> None:
    """Several departments do something together; each reads of it with its own call."""
    if len(with_whom) < 2:
        raise Refused(TOO_FEW, field="with_whom", code="too_few")
    if due_on and due_on < local_day(moving.at):
        raise Refused(DUE_PAST, field="due_on", code="due_past")
    made = Task.objects.create(
        whistle=moving.case.whistle, what=what.strip(), due_date=due_on, set_at=moving.at
    )
    made.units.set(with_whom)
    wanted = {unit.pk for unit in with_whom}
    for part in links.open_parts(moving.case):
        if part.unit_id in wanted:
            notify_unit(part, part.unit, "whistle.task", at=moving.at)


def finish_task(moving: Moving, *, task: Task, result: str = "") -> None:
    """A joint task is done, as the township sees it."""
    task.done_at, task.result = moving.at, result.strip()
    task.save(update_fields=["done_at", "result"])


EFFECTS: dict[str, Effect] = {
    "call": call,
    "call_more": call,
    "set_task": set_task,
    "finish_task": finish_task,
}
