"""Opens cases and moves them: the only place that changes a case's state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction

from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import authority, clocks, counters, indexing, telling
from linli.cases.models import Attachment, Case, Message, Participation
from linli.cases.refusals import recorded
from linli.cases.registry import rooms
from linli.cases.values import check_values, for_log
from linli.cases.wall import check_target, inherit
from linli.core.actors import Actor
from linli.core.errors import Refused, WrongState
from linli.core.procedure import Transition
from linli.core.references import new_reference
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day

NOON = time(12)
IN_FUTURE = Text("日期不能晚于今天。", "The day can't lie in the future.")
TOO_EARLY = Text("日期不能早于登记日。", "The day can't be before the case was registered.")
EMPTIED = Text(
    "此件的内容已经删除，不能再办理。", "What this case said was erased; nothing more can be done."
)
MOVED_ON = Text(
    "这件事已到“{state}”，不能再“{step}”。请刷新页面查看最新情况。",
    "This case now stands at “{state}”, so “{step}” is no longer possible. "
    "Reload the page to see where it is.",
)


@dataclass
class Moving:
    """A step being taken: the locked case, the step, who takes it and when.

    Effects change `case` (never its state) and may add to `facts`, which go to the log.
    `occurred_at` is when it took place, `at` when it was recorded; they differ only for steps
    that carry a date, and where an effect sets the day that the case itself knows. `due_at` is
    the date that an effect sets for a term without a length.
    """

    case: Case
    step: Transition
    by: Actor
    at: datetime
    occurred_at: datetime
    facts: dict[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None

    def give_to(self, unit: Unit) -> None:
        """Let `unit` hold the case from now on; the unit that held it stops leading. Raises
        Refused for a unit from which the case must be kept."""
        check_target(self.case, unit, day=local_day(self.at))
        leave(self.case, part="lead", at=self.at)
        self.case.unit, self.case.post = unit, None
        if unit.pk != self.case.coordinator_id:
            join(self.case, unit, part="lead", at=self.at)

    def take_back(self) -> None:
        """Let the coordinating unit hold the case again, and all others leave it."""
        leave(self.case, at=self.at)
        self.case.unit, self.case.post = self.case.coordinator, None

    def new_round(self) -> None:
        """Begin again from the start, so that the terms of the procedure can start once more."""
        self.case.round += 1


def open_case(
    message: Message,
    procedure: str,
    *,
    by: Actor,
    at: datetime,
    region: Region,
    coordinator: Unit,
    unit: Unit | None = None,
    title: str = "",
    event: str = "open",
    occurred_at: datetime | None = None,
    due_at: datetime | None = None,
    prepare: Callable[[Case], object] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """Open a case of `procedure` from `message` and return it.

    `event` is the declared way in: it gives the first state and starts the clocks that hang on
    it, from `occurred_at` where what came on paper is entered later, to `due_at` where it brings
    the day. `unit` holds the case, the coordinator unless named. `prepare` makes the procedure's
    own row, which clocks may depend on. `facts` are added to the log's line.
    """
    declared = rooms[procedure].procedure
    with transaction.atomic():
        case = _insert_with_new_reference(
            Case(
                procedure=procedure,
                state=declared.opens_in(event),
                message=message,
                title=title or message.title,
                region=region,
                coordinator=coordinator,
                unit=unit or coordinator,
                opened_at=at,
                moved_at=at,
            )
        )
        inherit(case)
        if unit and unit.pk != coordinator.pk:
            join(case, unit, part="lead", at=at)
        if prepare:
            prepare(case)
        clocks.happen(case, event, at=occurred_at or at, due_at=due_at, is_first=True)
        case.save(update_fields=["due_at"])
        counters.count(case, event, at=occurred_at or at, is_first=True)
        line = {"procedure": procedure, "receipt": message.receipt, **(facts or {})}
        record(case.chain, "case.opened", by=by, at=at, facts=line)
        indexing.write(case, is_new=True)
    return case


def move(case: Case, key: str, *, by: Actor, at: datetime, **values: Any) -> Case:
    """Take the transition `key` and return the case as it stands after it.

    In one transaction: lock the row, check state, authority, conditions and `values` (by field
    key, as Python objects), let the procedure's effect change what else must change, run the
    clocks, write the line of the log. Raises a subclass of Refused, recorded on the system
    chain, and changes nothing, when the step can't be taken.
    """
    step = case.declared.transition(key)
    with recorded(case, f"{case.procedure}.{key}", by=by, at=at), transaction.atomic():
        moving = _begin(case.pk, step, by, at, values)
        effect = moving.case.room.effects.get(key)
        if effect:
            effect(moving, **values)
        _finish(moving, values)
    return moving.case


def happened(case: Case, event: str, *, by: Actor, at: datetime, **facts: Any) -> Case:
    """Let a declared event that is no transition (such as a delivery) act on the clocks of
    `case`, log it, and return the case. `facts["due_at"]`, a time, sets a term without length."""
    if event not in case.declared.events:
        raise ValueError(f"{case.procedure} declares no event {event}")
    with transaction.atomic():
        locked = lock(case.pk)
        clocks.happen(locked, event, at=at, due_at=facts.pop("due_at", None))
        locked.save(update_fields=["due_at"])
        counters.count(locked, event, at=at)
        record(locked.chain, f"{case.procedure}.{event}", by=by, at=at, facts=facts)
    return locked


def lock(pk: int) -> Case:
    """Return the case with its row locked until the end of the transaction.

    The row is locked alone and read after that: a locking read that joins finds nothing on
    PostgreSQL when another transaction has just given the case to another unit. Its key is left
    free, since rows that point to it (ties) are written without the lock.
    """
    Case.objects.select_for_update(no_key=True).values_list("pk").get(pk=pk)
    related = ("message", "coordinator", "unit", "region")
    found: Case = Case.objects.select_related(*related).get(pk=pk)
    return found


def join(case: Case, unit: Unit, *, part: str, at: datetime) -> bool:
    """Let `unit` take part in `case`; once is enough. Return whether it is new. Raises Refused
    for a unit from which the case must be kept."""
    check_target(case, unit, day=local_day(at))
    _, is_new = Participation.objects.get_or_create(
        case=case, unit=unit, part=part, until_at=None, defaults={"since_at": at}
    )
    return is_new


def leave(case: Case, *, part: str = "", unit: Unit | None = None, at: datetime) -> int:
    """End the participations in `case` of a part, of a unit, of both, or all; return how many."""
    ending = Participation.objects.filter(case=case, until_at=None)
    if part:
        ending = ending.filter(part=part)
    if unit:
        ending = ending.filter(unit=unit)
    return ending.update(until_at=at)


def _begin(pk: int, step: Transition, by: Actor, at: datetime, values: Mapping[str, Any]) -> Moving:
    case = lock(pk)
    authority.check_in_force(by, at)
    authority.check(case, step, by)
    if case.state not in step.sources:
        raise WrongState(MOVED_ON.format(state=case.state_declared.name, step=step.name))
    if case.is_emptied and by.kind != "system":
        raise Refused(EMPTIED, code="emptied")
    for condition in step.conditions:
        why_not = case.room.conditions[condition](case, by, at)
        if why_not:
            raise Refused(why_not, code=condition)
    check_values(step, values)
    occurred_at = _occurred_at(case, step, values, at)
    return Moving(case=case, step=step, by=by, at=at, occurred_at=occurred_at)


def _occurred_at(case: Case, step: Transition, values: Mapping[str, Any], at: datetime) -> datetime:
    """Return when the step took place: `at`, or noon of the day that it carries. Raises Refused
    for a day to come and for one before the case was opened."""
    day = values.get(step.dated_by) if step.dated_by else None
    if day is None or day == local_day(at):
        return at
    if day > local_day(at):
        raise Refused(IN_FUTURE, field=step.dated_by, code="in_future")
    if day < local_day(case.opened_at):
        raise Refused(TOO_EARLY, field=step.dated_by, code="too_early")
    return datetime.combine(day, NOON, tzinfo=SHANGHAI)


def _finish(moving: Moving, values: Mapping[str, Any]) -> None:
    case, step, at = moving.case, moving.step, moving.at
    source = case.state
    if step.target:
        case.state = step.target
    if not case.state_declared.is_final:
        case.closed_at = None
    elif case.closed_at is None:
        case.closed_at = at
    case.moved_at = at
    clocks.happen(case, step.key, at=moving.occurred_at, due_at=moving.due_at)
    case.save()
    counters.count(case, step.key, at=moving.occurred_at)
    _attach(moving, values)
    facts, texts = for_log(step, values)
    facts = {"from": source, "to": case.state, **facts, **moving.facts}
    kind = f"{case.procedure}.{step.key}"
    record(case.chain, kind, by=moving.by, at=at, facts=facts, texts=texts)
    if step.public and step.is_told and moving.by.kind != "receipt":
        telling.tell(case, about=step.key, by=moving.by, at=at)


def _attach(moving: Moving, values: Mapping[str, Any]) -> None:
    """Keep the files that came with the step; the sender may open those of a public field."""
    case = moving.case
    Attachment.objects.bulk_create(
        Attachment(
            message=case.message, case=case, file=file, is_public=need.is_public, added_at=moving.at
        )
        for need in moving.step.needs
        if need.kind == "files"
        for file in values.get(need.key) or ()
    )


def _insert_with_new_reference(case: Case) -> Case:
    """Save under a number that nobody has yet; numbers are random, so one may be taken."""
    for _ in range(5):
        case.reference = new_reference()
        try:
            with transaction.atomic():
                case.save(force_insert=True)
                return case
        except IntegrityError:
            if not Case.objects.filter(reference=case.reference).exists():
                raise
    raise RuntimeError("no free reference number was found in five tries")
