"""Says who may take which step, from posts and from nothing else."""

from __future__ import annotations

from datetime import datetime

from django.db.models import FilteredRelation, Q

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post, Unit, User
from linli.cases.models import Case, Holder
from linli.core.actors import Actor
from linli.core.errors import NotAllowed
from linli.core.procedure import Transition
from linli.core.text import Text
from linli.core.zone import local_day

# Sides on which nobody stands by a post.
WITHOUT_ROLE = ("receipt", "party", "system")
EXPIRED = Text(
    "该岗位已不在任期内，或您的代理期已过，请重新选择岗位。",
    "This post is no longer in force, or your time as deputy is over. Choose a post again.",
)
NOT_YOURS = Text(
    "“{step}”须由其他单位或岗位办理；此件可能刚刚转交，请回到工作台查看由您办理的事项。",
    "“{step}” is for another unit or role to do; the case may just have gone to them. "
    "Your desk shows what is yours.",
)


def sides_of(case: Case, actor: Actor) -> set[str]:
    """Return the sides on which `actor` stands in `case`. Administrators of the ground stand on
    none, whatever their unit does; nor does anybody from whom a wall keeps the case, by post or
    by person. One query, for posts."""
    if actor.kind == "system":
        return {"system"}
    if actor.kind == "receipt":
        return _sides_of_receipt(case, actor.key)
    if ROLES[actor.role].powers:
        return set()
    parts = _parts(case, actor)
    if not parts:
        return set()
    sides = {part for part in parts if part not in (None, "lead")}
    if actor.unit_id == case.unit_id:
        sides.add("lead")
    if actor.unit_id == case.coordinator_id:
        sides.add("coordinating")
    return sides


def unit_on(case: Case, side: str) -> Unit | None:
    """Return the unit that stands on `side` of `case`: of several that oversee it, the one that
    has the longest; None for none. No query for the units that run and hold it."""
    if side == "lead":
        return case.unit
    if side == "coordinating":
        return case.coordinator
    part = case.participations.filter(part=side, until_at=None).select_related("unit")
    found = part.order_by("since_at", "pk").first()
    return found.unit if found else None


def allows(step: Transition, sides: set[str], role: str) -> bool:
    """Return whether one of the step's takers stands on one of `sides` in `role`."""
    return any(
        taker.side in sides and (taker.side in WITHOUT_ROLE or taker.role == role)
        for taker in step.takers
    )


def takes_steps(case: Case, role: str) -> bool:
    """Return whether posts of `role` take any step of the procedure of `case`."""
    steps = case.declared.transitions
    return any(taker.role == role for step in steps for taker in step.takers)


def check_in_force(actor: Actor, at: datetime) -> None:
    """Raise NotAllowed when the actor's post does not hold at `at`, or is not this person's to
    take. Read from the database, since a page may have been open for days. One query."""
    if actor.kind != "post":
        return
    post = Post.objects.select_related("unit", "person", "deputy").filter(pk=actor.post_id).first()
    person = _acting(post, actor) if post else None
    is_same = post is not None and (post.role, post.unit_id) == (actor.role, actor.unit_id)
    if not post or not person or not is_same or not post.may_be_taken_by(person, local_day(at)):
        raise NotAllowed(EXPIRED, code="post_not_in_force")


def check(case: Case, step: Transition, actor: Actor) -> None:
    """Raise NotAllowed when `actor` may not take `step` in `case`."""
    if not allows(step, sides_of(case, actor), actor.role):
        raise NotAllowed(NOT_YOURS.format(step=step.name))


def _sides_of_receipt(case: Case, number: str) -> set[str]:
    """Return the side of whoever holds the receipt `number`: the sender, or another party whom
    the case concerns. Of an accusation no other party holds anything. One query for others."""
    if number == case.message.receipt:
        return {"receipt"}
    if case.is_sealed:
        return set()
    return {"party"} if Holder.objects.filter(case=case.pk, receipt=number).exists() else set()


def _parts(case: Case, actor: Actor) -> list[str | None]:
    """Return the parts of the actor's unit in `case`, [None] for none, and an empty list where
    the case is behind a wall."""
    now = Q(participations__unit=actor.unit_id, participations__until_at=None)
    taking = FilteredRelation("participations", condition=now)
    in_sight = Case.objects.filter(pk=case.pk).past_wall(actor).annotate(taking=taking)
    return list(in_sight.values_list("taking__part", flat=True))


def _acting(post: Post, actor: Actor) -> User | None:
    return next((p for p in (post.person, post.deputy) if p and p.pk == actor.person_id), None)
