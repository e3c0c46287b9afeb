"""What steps of whistles and turnouts wait for, each with the sentence that says so."""

from __future__ import annotations

from datetime import datetime

from linli.cases import links
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.text import Text

ONE_ALONE = Text("只呼叫了一个部门。", "One department alone was called.")
NO_TASK = Text("没有未完成的联合任务。", "No joint task is open.")
STILL_OUT = Text("还有部门没有办结：{who}。", "Not all departments are through: {who}.")
TASKS_LEFT = Text("还有联合任务没有完成。", "A joint task is not done yet.")
CONTACTED = Text("已登记联系。", "The contact is on record.")
NOTED = Text("已登记到场，等街道确认。", "It is on record; the township confirms it.")
NOT_NOTED = Text("部门还没有登记到场。", "The department has not said that it is there.")
ITS_OWN = Text(
    "该事项已由上级部门收回，不得留给街道（乡镇）：应当报到，或改由其他部门报到。",
    "This matter was taken back by departments and can't be left with the township: it must come, "
    "or another department does.",
)


def several_called(case: Case, by: Actor, at: datetime) -> Text | None:
    """There is more than one department at work."""
    return None if len(links.open_parts(case)) > 1 else ONE_ALONE


def task_waits(case: Case, by: Actor, at: datetime) -> Text | None:
    """A joint task is not done."""
    return None if case.whistle.tasks.filter(done_at=None).exists() else NO_TASK


def all_back(case: Case, by: Actor, at: datetime) -> Text | None:
    """Every department's own case is over."""
    out = [one.unit.text for one in links.open_parts(case)]
    if not out:
        return None
    who = Text("、".join(one.zh for one in out), ", ".join(one.en for one in out))
    return STILL_OUT.format(who=who)


def tasks_done(case: Case, by: Actor, at: datetime) -> Text | None:
    """No joint task is open."""
    return TASKS_LEFT if case.whistle.tasks.filter(done_at=None).exists() else None


def not_contacted(case: Case, by: Actor, at: datetime) -> Text | None:
    """It was not contacted before."""
    return CONTACTED if case.turnout.contacted_at else None


def not_arrived(case: Case, by: Actor, at: datetime) -> Text | None:
    """The department has not said so before."""
    return NOTED if case.turnout.arrived_at else None


def has_arrived(case: Case, by: Actor, at: datetime) -> Text | None:
    """The department says that it is there."""
    return None if case.turnout.arrived_at else NOT_NOTED


def not_its_own(case: Case, by: Actor, at: datetime) -> Text | None:
    """The matter is not one that departments took back."""
    return ITS_OWN if case.turnout.is_its_own else None


CONDITIONS = {
    check.__name__: check
    for check in (
        several_called, task_waits, all_back, tasks_done, not_contacted, not_arrived, has_arrived,
        not_its_own,
    )
}  # fmt: skip
