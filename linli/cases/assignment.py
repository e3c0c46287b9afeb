"""Puts a person in charge inside a unit, asks other units to assist, reminds those who hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.cases import authority
from linli.cases.engine import join, leave, lock
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.cases.reminding import readers_in, tell_desk
from linli.cases.values import unit_fact
from linli.cases.wall import check_post
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day

NOT_THE_HOLDER = Text(
    "只有承办单位可以指定经办人。", "Only the unit that holds the case can put someone in charge."
)
NOT_IN_UNIT = Text(
    "此岗位不在本单位或已不在任。", "This post is not in your unit, or is no longer in force."
)
NOT_TO_ASK = Text(
    "只有承办单位和归口单位可以邀请协办。",
    "Only the unit that holds the case and the one that runs it can ask others to assist.",
)
NOT_ON_LIST = Text(
    "此岗位不在知情名单上，请先列入名单。",
    "This post is not on the list of readers; put it on the list first.",
)
CLOSED = Text("此件已办结。", "This case is closed.")
ASSISTS = Text("该单位已在协办。", "This unit assists already.")
LEFT = Text("该单位已不再协办。", "This unit does not assist any more.")
HOLDS_IT = Text("该单位就是承办单位。", "This unit already holds the case.")


def assign(case: Case, *, post: Post | None, by: Actor, at: datetime) -> Case:
    """Put `post` in charge of `case` inside the unit that holds it, or nobody (None).

    Anyone of that unit may; raises NotAllowed for others and Refused for a post elsewhere.
    """

    def change(locked: Case) -> None:
        if "lead" not in authority.sides_of(locked, by):
            raise NotAllowed(NOT_THE_HOLDER)
        if post and (post.unit_id != locked.unit_id or not post.is_in_force(local_day(at))):
            raise Refused(NOT_IN_UNIT, field="post", code="post_elsewhere")
        if post:
            _check_may_read(locked, post, at)
        locked.post = post
        locked.save(update_fields=["post"])
        facts = {
            "post": {"id": post.pk, "name": str(post)} if post else None,
            "person": post.person_id if post else None,
        }
        record(locked.chain, "case.assigned", by=by, at=at, facts=facts)
        if post and post.pk != by.post_id:
            remind_of(locked, "case.assigned", at=at, post=post)

    return _change(case, "assign", change, by=by, at=at)


def ask_to_assist(case: Case, *, unit: Unit, by: Actor, at: datetime) -> Case:
    """Let `unit` assist with `case`; the holder and the coordinator may ask."""

    def change(locked: Case) -> None:
        _check_may_ask(locked, by)
        if unit.pk == locked.unit_id:
            raise Refused(HOLDS_IT, field="unit", code="holds_it")
        if not join(locked, unit, part="assisting", at=at):
            raise Refused(ASSISTS, field="unit", code="assists")
        facts = {"unit": unit_fact(unit)}
        record(locked.chain, "case.assisted", by=by, at=at, facts=facts)
        notify_unit(locked, unit, "case.assisted", at=at)

    return _change(case, "ask_to_assist", change, by=by, at=at)


def release(case: Case, *, unit: Unit, by: Actor, at: datetime) -> Case:
    """End the assistance of `unit`; the holder and the coordinator may."""

    def change(locked: Case) -> None:
        _check_may_ask(locked, by)
        if not leave(locked, part="assisting", unit=unit, at=at):
            raise WrongState(LEFT, code="left")
        facts = {"unit": unit_fact(unit)}
        record(locked.chain, "case.released", by=by, at=at, facts=facts)

    return _change(case, "release", change, by=by, at=at)


def remind(case: Case, *, by: Actor, at: datetime) -> Case:
    """Remind the unit that holds `case`; the coordinator and overseeing units may."""

    def change(locked: Case) -> None:
        if not authority.sides_of(locked, by) & {"coordinating", "overseeing"}:
            raise NotAllowed(authority.NOT_YOURS.format(step=Text("催办", "Remind")))
        record(locked.chain, "case.reminded", by=by, at=at, facts={"unit": locked.unit_id})
        remind_of(locked, "case.reminded", at=at, post=in_charge(locked, at))

    return _change(case, "remind", change, by=by, at=at)


def in_charge(case: Case, at: datetime) -> Post | None:
    """Return the post in charge of `case`, None once nobody acts in it any more: what would be
    for that post alone is then for the whole unit."""
    post = case.post
    is_filled = post and post.is_in_force(local_day(at)) and post.person.is_active
    return post if is_filled else None


def remind_of(case: Case, kind: str, *, at: datetime, post: Post | None = None) -> None:
    """Put a notice about `case` on the desk of the unit that holds it."""
    tell_desk(case, case.unit, kind, at=at, post=post)


def notify_unit(case: Case, unit: Unit, kind: str, *, at: datetime, role: str = "") -> None:
    """Put a notice about `case` on the desk of another unit."""
    tell_desk(case, unit, kind, at=at, role=role)


def _check_may_read(case: Case, post: Post, at: datetime) -> None:
    check_post(case, post)
    if case.is_sealed and not readers_in(case, case.unit, at=at, post=post):
        raise Refused(NOT_ON_LIST, field="post", code="not_on_list")


def _check_may_ask(case: Case, by: Actor) -> None:
    if not authority.sides_of(case, by) & {"lead", "coordinating"}:
        raise NotAllowed(NOT_TO_ASK)


def _change(
    case: Case, act: str, change: Callable[[Case], None], *, by: Actor, at: datetime
) -> Case:
    """Run `change` on the locked, open case; record the refusal if it refuses."""
    with recorded(case, f"case.{act}", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        if locked.closed_at:
            raise Refused(CLOSED, code="closed")
        change(locked)
    return locked
