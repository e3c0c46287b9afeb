"""Marks a message as an accusation (检举控告) and takes it back from all whom it must not reach.

Source: petition regulations (信访工作条例, 2022), Art. 30(3) and 46(5): nothing of an accusation
may reach the person or unit accused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from linli.base.accounts.models import InForceQuerySet, Post, Unit, User
from linli.base.audit.log import record
from linli.base.notices import desk
from linli.base.privacy.actions import keep, reveal
from linli.cases import authority, counters, indexing
from linli.cases.marked import with_all
from linli.cases.models import Accused, Barred, Call, Case, Reader
from linli.cases.readers import check_keeper, listed_in, readers_of, take_off
from linli.cases.refusals import recorded
from linli.cases.reminding import tell_desk
from linli.cases.sight import Sight
from linli.cases.values import unit_fact
from linli.cases.wall import (
    ACCUSED,
    bar,
    barred_posts,
    check_post,
    check_target,
)
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day

MARKERS = frozenset({"coordinating", "lead", "assisting", "system"})

NOBODY_ACCUSED = Text("请写明被检举控告的单位或人员。", "Name the unit or person accused.")
SEALED_ALREADY = Text("此件已按检举控告件办理。", "This is handled as an accusation already.")
NOT_TO_MARK = Text(
    "只有归口、承办和协办单位可以标记检举控告件。",
    "Only units that run, handle or assist with a case can mark it as an accusation.",
)
MARKER_ACCUSED = Text(
    "检举控告涉及您或您所在单位，不能由您标记，请交信访部门办理。",
    "The accusation concerns you or your unit, so it isn't yours to mark. Leave it to the "
    "petition office.",
)
NEEDS_COORDINATOR = Text(
    "归口单位被检举控告，请指定由哪个单位归口办理。",
    "The unit that runs the case is accused: name another one to run it.",
)
NOT_A_READER = Text(
    "只有知情名单上的人员可以查看。", "Only those on the list of readers can see this."
)


@dataclass(frozen=True)
class Named:
    """Whom an accusation names: units, people who sign in here, and others by their identifiers
    (`{"name": …}`), each kept encrypted."""

    units: Sequence[Unit] = ()
    people: Sequence[User] = ()
    others: Sequence[Mapping[str, str]] = field(default_factory=tuple)

    def facts(self) -> dict[str, Any]:
        """Return what the log keeps: units by name, people by id, the others by number."""
        return {
            "units": [unit_fact(unit) for unit in self.units],
            "people": sorted(person.pk for person in self.people),
            "others": len(self.others),
        }


def seal(
    case: Case,
    *,
    accused_units: Sequence[Unit] = (),
    accused_people: Sequence[User] = (),
    accused_others: Sequence[Mapping[str, str]] = (),
    readers: Sequence[Post] = (),
    coordinator: Unit | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Mark the message of `case` as an accusation and return the case: all its cases are seen
    from now on by `readers`, the post that marks it, and the heads of the units that hold and
    run them; never by the accused, nor by anybody who acts in an accused unit now or later.

    `coordinator` takes the cases that an accused unit runs. What had gone out is taken back:
    places of accused units in the case, who is in charge, notices, calls on other lists.

    Raises NotAllowed for posts that take no part; Incomplete when nobody is accused; Refused
    when it is marked already, when the marker is accused (`by_accused`), when a reader is
    (`barred_post`), and, at `coordinator`, when another unit must run it.
    """
    named = Named(accused_units, accused_people, accused_others)

    def change(cases: list[Case]) -> None:
        if not (named.units or named.people or named.others):
            raise Incomplete(NOBODY_ACCUSED, field="accused_units")
        if any(one.is_sealed for one in cases):
            raise WrongState(SEALED_ALREADY, code="sealed")
        _name(cases, named, by, at)
        for one in cases:
            one.is_sealed = True
            _put_on_list(one, readers, by, at)
            _clear(one, coordinator, at)
            counters.withdraw(one)
            if one.room.on_seal:
                one.room.on_seal(one, at)
            facts = {**named.facts(), "readers": sorted(listed_in(one))}
            record(one.chain, "case.sealed", by=by, at=at, facts=facts)
            _tell_readers(one, by, at)
        indexing.forget(cases)

    return with_all(case, "seal", change, _check_may_mark, by=by, at=at)


def accuse(
    case: Case,
    *,
    unit: Unit | None = None,
    person: User | None = None,
    other: Mapping[str, str] | None = None,
    coordinator: Unit | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Name another unit or person accused by a sealed case; everything of it is taken from them
    as `seal` does. For the keepers of its list. Raises what `seal` raises."""
    named = Named([unit] if unit else [], [person] if person else [], [other] if other else [])

    def change(cases: list[Case]) -> None:
        if not (named.units or named.people or named.others):
            raise Incomplete(NOBODY_ACCUSED, field="unit")
        _name(cases, named, by, at)
        for one in cases:
            _clear(one, coordinator, at)
            record(one.chain, "case.accused", by=by, at=at, facts=named.facts())

    return with_all(case, "accuse", change, check_keeper, by=by, at=at)


def reveal_accused(
    case: Case, accused: Accused, kind: str, *, by: Actor, at: datetime, reason: str
) -> str:
    """Return an identifier of somebody accused in clear, for a reader of the list, on record."""
    with recorded(case, "case.reveal_accused", by=by, at=at):
        authority.check_in_force(by, at)
        if not Case.objects.past_wall(by).filter(pk=case.pk, is_sealed=True).exists():
            raise NotAllowed(NOT_A_READER)
        return reveal(accused.subject, kind, by=by, at=at, reason=reason, chain=case.chain)


def accused_by(case: Case) -> tuple[list[Unit], list[User], list[Accused]]:
    """Return the units accused, the staff named themselves or with their unit, and the others
    accused. Three queries."""
    bars = Barred.objects.filter(case=case, ground=ACCUSED)
    units = Unit.objects.filter(pk__in=bars.values("unit")).order_by("pk")
    people = User.objects.filter(pk__in=bars.values("person")).order_by("name", "pk")
    others = Accused.objects.filter(message=case.message_id).order_by("pk")
    return list(units), list(people), list(others)


def near_to(units: Sequence[Unit], *, at: datetime) -> InForceQuerySet:
    """Return the units right below `units`, by place or by line. They are not accused with them:
    whoever marks an accusation is shown them, and decides."""
    below = Q(parent__in=units) | Q(superior__in=units)
    return Unit.objects.on(local_day(at)).filter(below).order_by("kind", "code")


def _name(cases: Sequence[Case], named: Named, by: Actor, at: datetime) -> None:
    """Bar those whom the accusation names from all its cases; Refused where that is `by`."""
    day = local_day(at)
    for one in cases:
        bar(one, units=named.units, people=named.people, day=day)
    mine = Case.objects.filter(pk__in=[one.pk for one in cases])
    if by.kind == "post" and mine.exclude(Sight.of(by).past_bars()).exists():
        raise Refused(MARKER_ACCUSED, code="by_accused")
    for identifiers in named.others:
        accused = Accused.objects.create(message_id=cases[0].message_id, named_at=at)
        for kind, value in identifiers.items():
            if value.strip():
                keep(accused.subject, kind, value)


def _put_on_list(case: Case, readers: Sequence[Post], by: Actor, at: datetime) -> None:
    for post in readers:
        check_post(case, post, field="readers")
    listed = {post.pk for post in readers} | {pk for pk in (by.post_id,) if pk}
    for pk in sorted(listed):
        Reader.objects.get_or_create(
            case=case, post_id=pk, until_at=None, defaults={"since_at": at}
        )


def _clear(case: Case, coordinator: Unit | None, at: datetime) -> None:
    """Take the case out of the hands of those barred from it, and off all other desks."""
    day = local_day(at)
    if _must_leave(case, case.coordinator, day):
        if coordinator is None:
            raise Refused(NEEDS_COORDINATOR, field="coordinator", code="needs_coordinator")
        check_target(case, coordinator, day=day, field="coordinator")
        case.coordinator = coordinator
    for one in case.participations.filter(until_at=None).select_related("unit"):
        if _must_leave(case, one.unit, day):
            one.until_at = at
            one.save(update_fields=["until_at"])
    if _must_leave(case, case.unit, day):
        case.unit, case.post = case.coordinator, None
    take_off(case, Q(post__in=barred_posts(case)), at)
    if case.post_id and case.post_id not in listed_in(case):
        case.post = None
    case.save(update_fields=["is_sealed", "coordinator", "unit", "post"])
    desk.withdraw(about=case.chain)
    Call.objects.filter(case=case, done_at=None).update(
        unit=case.coordinator, claimed_by=None, claimed_at=None
    )


def _must_leave(case: Case, unit: Unit, day: date) -> bool:
    try:
        check_target(case, unit, day=day)
    except Refused:
        return True
    return False


def _tell_readers(case: Case, by: Actor, at: datetime) -> None:
    for reader in readers_of(case):
        if reader.post_id != by.post_id:
            tell_desk(case, reader.post.unit, "case.sealed", at=at, post=reader.post)


def _check_may_mark(case: Case, by: Actor) -> None:
    if not authority.sides_of(case, by) & MARKERS:
        raise NotAllowed(NOT_TO_MARK)
