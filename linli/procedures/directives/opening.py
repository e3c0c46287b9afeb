"""Gives a directive: from a confirmed demand of a conference or from a document, and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from linli.base.accounts.models import Post, Unit
from linli.base.regions.models import Region
from linli.cases import authority, links
from linli.cases.assignment import notify_unit
from linli.cases.engine import join, open_case
from linli.cases.models import Case, Message
from linli.cases.receiving import Draft, receive, title_of
from linli.cases.values import unit_fact
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import end_of_day, local_day
from linli.procedures.directives import lines
from linli.procedures.directives.choosing import head_of
from linli.procedures.directives.models import Directive
from linli.procedures.directives.steps.takers import CLERKS
from linli.registers.conferences.models import Demand
from linli.registers.duties.models import DutyItem

NOT_YOURS = Text("只能以本单位名义下达。", "A directive is given in the name of one's own unit.")
NOT_GIVEN = Text(
    "只有党委、政府和部门可以下达。",
    "Party committees, governments and departments alone give directives.",
)
NOT_THE_HOST = Text(
    "会议的要求由主办单位或其承办部门交办。",
    "What a conference asks is given out by its host or the host's office.",
)
NO_TASK = Text("请写明要求。", "Say what is asked.")
NO_MEASURE = Text("请写明完成标准。", "Say by what it is measured.")
IN_PAST = Text("期限不能早于今天。", "It can't be due before today.")
NOT_CONFIRMED = Text("这条要求还没有确认。", "This demand is not confirmed yet.")
NOT_THEIR_POST = Text(
    "第一责任人须是牵头单位在任的岗位。",
    "The responsible post must be one of the lead unit, held today.",
)
GIVEN_ALREADY = Text("这条要求已经交给该单位。", "This demand was given to the unit already.")


@dataclass(frozen=True)
class Task:
    """What is asked, by which measure and day, on which item of the duty lists."""

    text: str
    measure: str
    due_on: date
    item: DutyItem | None = None
    approval: str = ""
    document: str = ""
    demand: Demand | None = None


@dataclass(frozen=True)
class Given:
    """To whom a task is given. `whole` is what it is a part of. `in_name_of` is the organ whose
    office the giving unit is; it is that organ's power to direct which counts."""

    lead: Unit
    assisting: Sequence[Unit] = field(default_factory=tuple)
    responsible: Post | None = None
    whole: Case | None = None
    in_name_of: Unit | None = None


def open_from(
    demand: Demand,
    *,
    lead: Unit,
    assisting: Sequence[Unit],
    post: Post | None,
    due_on: date,
    measure: str,
    by: Actor,
    at: datetime,
) -> Case:
    """Make a confirmed `demand` of a conference a directive for `lead` and return its case; `post`
    is the first responsible one, the unit's head unless named. The office of a conference gives it
    in the name of the host.

    Raises NotAllowed for units that neither held the conference nor are its office, Refused for
    a demand that is not confirmed or was given to the unit before, and as `give` does.
    """
    if demand.confirmed_at is None:
        raise Refused(NOT_CONFIRMED, code="not_confirmed")
    conference = demand.conference
    if by.unit_id not in (conference.host_id, conference.office_id):
        raise NotAllowed(NOT_THE_HOST)
    same = Directive.objects.filter(demand=demand, case__unit=lead)
    if same.exclude(case__state="withdrawn").exists():
        raise Refused(GIVEN_ALREADY, field="lead", code="given_already")
    task = Task(text=demand.text, measure=measure, due_on=due_on, demand=demand)
    host = Unit.objects.select_related("region").get(pk=conference.host_id)
    to = Given(lead, assisting, post, in_name_of=host)
    return give(task, to, key=f"demand:{demand.pk}:{lead.pk}:{at.isoformat()}", by=by, at=at)


def give(task: Task, to: Given, *, key: str, by: Actor, at: datetime) -> Case:
    """Give a task in the name of the actor's unit and return its case; the same `key` again
    returns the case that it made first.

    The unit may hold it itself, to break it down. Raises NotAllowed for posts of units that give
    none, Refused with the rule in it for a unit that it may not direct, Incomplete for what is
    missing.
    """
    authority.check_in_force(by, at)
    giver = Unit.objects.select_related("region").get(pk=by.unit_id)
    _check_giver(giver, by)
    power = to.in_name_of or giver
    if to.lead.pk not in (giver.pk, power.pk):
        lines.check(power, to.lead, field="lead")
    for unit in to.assisting:
        lines.check(power, unit, field="assisting")
    check_task(task, day=local_day(at))
    with transaction.atomic():
        receipt = receive(_draft(task, giver.region), submission_key=f"directive:{key}", at=at)
        if not receipt.is_new:
            return Case.objects.filter(message=receipt.message).order_by("pk")[0]
        return _open(receipt.message, giver, task, to, by=by, at=at)


def give_part(whole: Case, task: Task, to: Given, *, by: Actor, at: datetime) -> Case:
    """Open a part of `whole`, given by the unit that holds it, and return it. Call it in the step
    of `whole`; the caller has checked who may direct whom."""
    of = Given(to.lead, to.assisting, to.responsible, whole)
    return _open(whole.message, whole.unit, task, of, by=by, at=at)


def check_task(task: Task, *, day: date) -> None:
    """Raise Incomplete or Refused, at the field, for a task that lacks something."""
    if not task.text.strip():
        raise Incomplete(NO_TASK, field="task")
    if not task.measure.strip():
        raise Incomplete(NO_MEASURE, field="measure")
    if task.due_on < day:
        raise Refused(IN_PAST, field="due_on", code="in_past")


def _check_giver(giver: Unit, by: Actor) -> None:
    if by.role not in CLERKS:
        raise NotAllowed(NOT_YOURS)
    if giver.kind not in lines.ORGANS | lines.DEPARTMENTS:
        raise NotAllowed(NOT_GIVEN)


def _draft(task: Task, region: Region) -> Draft:
    body = "\n\n".join(part for part in (task.text.strip(), task.document.strip()) if part)
    return Draft(title=title_of(task.text), body=body, region=region, channel="directive")


def _open(message: Message, giver: Unit, task: Task, to: Given, *, by: Actor, at: datetime) -> Case:
    def prepare(case: Case) -> None:
        case.post = _post_of(to, local_day(at))
        case.save(update_fields=["post"])
        _keep(case, task)
        if to.whole:
            links.attach(case, to.whole, at=at)
        _join(case, to, at)

    case = open_case(
        message,
        "directive",
        by=by,
        at=at,
        region=to.lead.region,
        coordinator=giver,
        unit=to.lead,
        title=title_of(task.text),
        event="direct",
        due_at=end_of_day(task.due_on),
        prepare=prepare,
        facts=_facts(task, to),
    )
    notify_unit(case, to.lead, "directive.given", at=at)
    for unit in to.assisting:
        notify_unit(case, unit, "directive.assists", at=at)
    return case


def _keep(case: Case, task: Task) -> None:
    Directive.objects.create(
        case=case,
        demand=task.demand,
        document=task.document.strip(),
        task=task.text.strip(),
        measure=task.measure.strip(),
        due_date=task.due_on,
        responsible=case.post,
        item=task.item,
        approval=task.approval.strip(),
    )


def _join(case: Case, to: Given, at: datetime) -> None:
    """Let the assisting units take part, and all that stand above look on."""
    for unit in to.assisting:
        join(case, unit, part="assisting", at=at)
    if to.whole is None:
        return
    above = {to.whole.coordinator_id: to.whole.coordinator}
    copies = to.whole.participations.filter(part="overseeing", until_at=None)
    above |= {one.unit_id: one.unit for one in copies.select_related("unit")}
    for unit in above.values():
        if unit.pk not in (case.coordinator_id, case.unit_id):
            join(case, unit, part="overseeing", at=at)


def _post_of(to: Given, day: date) -> Post | None:
    """Return who answers for it in the lead unit. Raises Refused for a post of another unit, or one
    that nobody holds on `day`. One query."""
    if to.responsible is None:
        return head_of(to.lead, day)
    posts = Post.objects.on(day).filter(unit=to.lead, pk=to.responsible.pk)
    if not posts.exists():
        raise Refused(NOT_THEIR_POST, field="responsible", code="post_elsewhere")
    return to.responsible


def _facts(task: Task, to: Given) -> dict[str, object]:
    facts: dict[str, object] = {"due_on": task.due_on.isoformat(), "lead": unit_fact(to.lead)}
    if to.assisting:
        facts["assisting"] = [unit_fact(unit) for unit in to.assisting]
    if task.demand:
        facts["demand"] = task.demand.pk
    if task.item:
        facts["item"] = {"id": task.item.pk, "name": task.item.name}
    if task.approval:
        facts["approval"] = task.approval
    if to.whole:
        facts["whole"] = to.whole.reference
    return facts


def names_of(units: Iterable[Unit]) -> str:
    """Return the names of units in one line, for letters."""
    return "、".join(unit.name for unit in units)
