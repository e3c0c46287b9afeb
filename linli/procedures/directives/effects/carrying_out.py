"""Breaking down by the lists, communities' help, progress, more time, supervision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linli.base.accounts.models import Unit
from linli.cases import links
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join
from linli.cases.registry import Effect
from linli.cases.values import unit_fact
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.directives import duty_rules, lines
from linli.procedures.directives.effects.receiving import day_of_whole
from linli.procedures.directives.effects.saving import (
    check_day,
    save,
    set_due,
    tell_giver,
    tell_holder,
)
from linli.procedures.directives.models import Help
from linli.procedures.directives.opening import Given, Task, check_task, give_part
from linli.registers.duties.models import DutyItem

NO_UNITS = Text("请选择承接单位。", "Choose to which units it goes.")
HAS_IT = Text("“{unit}”已经承接了这项任务。", "“{unit}” has a part of this already.")
NOT_YOUR_COMMUNITY = Text("只能请本辖区的社区、村。", "Only communities of your own area.")
WAITS_FOR = Text("“{unit}”还没有答复上一次的请求。", "“{unit}” has not answered the last request.")


def break_down(
    moving: Moving,
    *,
    units: Sequence[Unit],
    task: str,
    measure: str,
    due_on: date,
    item: DutyItem | None = None,
    approval: str = "",
    is_through_owner: bool = False,
) -> None:
    """Parts for departments or the next level, as the duty lists allow (履职事项清单)."""
    case, day = moving.case, local_day(moving.at)
    if not units:
        raise Incomplete(NO_UNITS, field="units")
    for unit in units:
        lines.check(case.unit, unit, field="units")
    check_day(moving, due_on, field="due_on", most=case.directive.due_date)
    of = Task(task, measure, due_on, item, approval)
    check_task(of, day=day)
    found = duty_rules.shares(
        units, item, approval=approval, is_through_owner=is_through_owner, day=day
    )
    _check_leads(moving, found, units)
    made = [
        give_part(case, of, Given(one.lead, one.assisting), by=moving.by, at=moving.at)
        for one in found
    ]
    moving.facts["parts"] = [part.reference for part in made]


def _check_leads(
    moving: Moving, shares: Sequence[duty_rules.Share], chosen: Sequence[Unit]
) -> None:
    """Owners that the lists name must be the unit's to direct as well; nobody gets it twice."""
    have = set(
        links.parts_of(moving.case).exclude(state="withdrawn").values_list("unit", flat=True)
    )
    asked = {unit.pk for unit in chosen}
    for share in shares:
        if share.lead.pk not in asked:
            lines.check(moving.case.unit, share.lead, field="item")
        if share.lead.pk in have:
            said = HAS_IT.format(unit=share.lead.text)
            raise Refused(said, field="units", code="has_it")


def ask_communities(moving: Moving, *, communities: Sequence[Unit], what: str) -> None:
    """Communities of the town are asked to help; they are given no task."""
    case = moving.case
    if not communities:
        raise Incomplete(NO_UNITS, field="communities")
    for unit in communities:
        if unit.kind != lines.COMMUNITY or not case.region.covers(unit.region_id):
            raise Refused(NOT_YOUR_COMMUNITY, field="communities", code="elsewhere")
        if Help.objects.filter(directive=case.directive, unit=unit, answer="").exists():
            said = WAITS_FOR.format(unit=unit.text)
            raise Refused(said, field="communities", code="waits")
        join(case, unit, part="assisting", at=moving.at)
        Help.objects.create(
            directive=case.directive, unit=unit, what=what.strip(), asked_at=moving.at
        )
        notify_unit(case, unit, "directive.help_asked", at=moving.at)


def answer_help(moving: Moving, *, answer: str, result: str = "") -> None:
    """The community says whether it helps, and what came of it."""
    asked = Help.objects.filter(directive=moving.case.directive, unit=moving.by.unit_id, answer="")
    one = asked.select_related("unit").get()
    one.answer, one.result, one.answered_at = answer, result.strip(), moving.at
    one.save(update_fields=["answer", "result", "answered_at"])
    moving.facts["unit"] = unit_fact(one.unit)
    tell_holder(moving, "directive.help_answered")


def note_progress(
    moving: Moving, *, done: str, obstacle: str = "", obstacle_said: str = ""
) -> None:
    """What was done, and what stands in the way now; nothing said means nothing does."""
    save(moving, obstacle=obstacle or "", obstacle_said=(obstacle_said or "").strip())
    if obstacle:
        tell_giver(moving, "directive.obstacle")


def ask_more_time(moving: Moving, *, until: date, reason: str) -> None:
    """The unit asks; the giver decides."""
    check_day(moving, until, field="until")
    if until <= moving.case.directive.due_date:
        raise Refused(NOT_LATER, field="until", code="not_later")
    save(moving, asked_until=until, asked_why=reason.strip())
    tell_giver(moving, "directive.time_asked")


NOT_LATER = Text("须晚于现在的期限。", "It must be later than the day that is set.")


def grant_more_time(moving: Moving, *, due_on: date) -> None:
    """A new day, not after that of the task of which this is a part."""
    check_day(moving, due_on, field="due_on", most=day_of_whole(moving.case))
    set_due(moving, due_on)
    save(moving, due_date=due_on, asked_until=None, asked_why="")
    tell_holder(moving, "directive.time_granted")


def refuse_more_time(moving: Moving, *, reason: str) -> None:
    """The day stays."""
    save(moving, asked_until=None, asked_why="")
    tell_holder(moving, "directive.time_refused")


def supervise(moving: Moving, *, finding: str, answer_on: date) -> None:
    """The unit is pressed; a letter can be drafted for it."""
    check_day(moving, answer_on, field="answer_on")
    tell_holder(moving, "directive.supervised")


EFFECTS: dict[str, Effect] = {
    "break_down": break_down,
    "ask_communities": ask_communities,
    "answer_help": answer_help,
    "note_progress": note_progress,
    "ask_more_time": ask_more_time,
    "grant_more_time": grant_more_time,
    "refuse_more_time": refuse_more_time,
    "supervise": supervise,
}
