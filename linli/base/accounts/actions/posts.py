"""Fills and ends posts, names and clears deputies."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from linli.base.accounts.actions.authority import must_have, must_not_be_oneself, ordered
from linli.base.accounts.actions.separation import (
    lock_security_administrators,
    must_keep_a_security_administrator,
    must_separate,
)
from linli.base.accounts.hooks import Appointment, before_appointing
from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post, Unit, User
from linli.base.audit import log as audit
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day


@transaction.atomic
def appoint(
    *,
    person: User,
    unit: Unit,
    role: str,
    from_date: date,
    until_date: date | None = None,
    title: str = "",
    by: Actor,
    at: datetime,
) -> Post:
    """Return the new post of `person` in `role` of `unit` from day to day.

    Raises NotAllowed without the power "posts" or for oneself; Incomplete, with the field, for
    an undeclared role or days out of order; Refused when the unit isn't open on those days, the
    person is inactive, holds the very post already, or the administrators' roles would meet in
    one person; and whatever a registered check refuses.
    """
    must_have(by, "posts")
    if role not in ROLES:
        raise Incomplete(Text("请选择岗位角色。", "Choose a role."), field="role")
    ordered(from_date, until_date)
    what = Appointment(_for_writing(person), unit, role, from_date, until_date)
    check_appointment(what, by, field="person")
    _check_not_held(what)
    post = Post.objects.create(
        person=what.person,
        unit=unit,
        role=role,
        title=title.strip(),
        from_date=from_date,
        until_date=until_date,
    )
    audit.record("system", "post.filled", by=by, at=at, facts=_facts(post))
    return post


@transaction.atomic
def end_post(post: Post, *, until_date: date, by: Actor, at: datetime) -> Post:
    """Return the post, whose last day is `until_date`; yesterday ends it at once. One that begins
    today or later is thereby revoked: it never held, and the same appointment can be made anew.

    Raises NotAllowed without the power "posts"; Incomplete for any other day before the post's
    first or before yesterday, since acts that are on record can't lose their authority;
    WrongState when it ends sooner already; Refused for the last security administrator.
    """
    must_have(by, "posts")
    if post.role == "security_administrator":
        lock_security_administrators()  # first, or two of them would wait for each other
    post = _locked(post)
    yesterday = local_day(at) - timedelta(days=1)
    post.is_revoked = post.is_revoked or until_date == yesterday < post.from_date
    if not post.is_revoked:
        ordered(post.from_date, until_date)
    if until_date < yesterday:
        raise Incomplete(
            Text("最早只能截止到昨天。", "Yesterday is the earliest last day."), field="until_date"
        )
    if post.until_date is not None and post.until_date <= until_date:
        raise WrongState(Text("该岗位已有更早的截止日期。", "This post ends sooner already."))
    post.until_date = until_date
    if post.role == "security_administrator":
        must_keep_a_security_administrator(without_post=post.pk)
    post.save(update_fields=["until_date", "is_revoked"])
    kind = "post.revoked" if post.is_revoked else "post.ended"
    audit.record("system", kind, by=by, at=at, facts=_facts(post))
    return post


@transaction.atomic
def set_deputy(
    post: Post,
    *,
    deputy: User,
    from_date: date,
    until_date: date | None = None,
    by: Actor,
    at: datetime,
) -> Post:
    """Return the post, in which `deputy` may act between the two days, replacing any other.

    Raises as `appoint` does, and Refused when the holder is named as their own deputy.
    """
    must_have(by, "posts")
    post = _locked(post)
    ordered(from_date, until_date)
    if deputy.pk == post.person_id:
        raise Refused(
            Text("代理人不能是岗位本人。", "A holder can't be their own deputy."), field="deputy"
        )
    last = min(filter(None, (until_date, post.until_date)), default=None)
    if from_date < post.from_date or (last is not None and last < from_date):
        raise Incomplete(
            Text("代理期间须在岗位任期之内。", "Deputise within the days of the post."),
            field="from_date",
        )
    what = Appointment(
        _for_writing(deputy), post.unit, post.role, from_date, until_date, is_deputy=True
    )
    check_appointment(what, by, field="deputy", beside=post)
    post.deputy = what.person
    post.deputy_from_date, post.deputy_until_date = from_date, until_date
    _save_deputy(post)
    audit.record("system", "deputy.set", by=by, at=at, facts=_facts(post) | _deputy_facts(post))
    return post


@transaction.atomic
def clear_deputy(post: Post, *, by: Actor, at: datetime) -> Post:
    """Return the post without a deputy. Raises WrongState when there is none."""
    must_have(by, "posts")
    post = _locked(post)
    if post.deputy_id is None:
        raise WrongState(Text("该岗位没有代理人。", "This post has no deputy."))
    facts = _facts(post) | _deputy_facts(post)
    post.deputy = post.deputy_from_date = post.deputy_until_date = None
    _save_deputy(post)
    audit.record("system", "deputy.cleared", by=by, at=at, facts=facts)
    return post


def check_appointment(
    what: Appointment, by: Actor, *, field: str, beside: Post | None = None
) -> None:
    """Raise as `appoint` does where the person, the unit, the days or the separation of the
    administrators' roles forbid it; whether the post is held already is not asked."""
    must_not_be_oneself(by, what.person.pk, field)
    if not what.person.is_active:
        raise Refused(Text("该人员已停用。", "This person's account is off."), field=field)
    unit = what.unit
    ends_first = unit.until_date is not None and (
        what.until_date is None or unit.until_date < what.until_date
    )
    if what.from_date < unit.from_date or (ends_first and not what.is_deputy):
        raise Refused(
            Text("任期须在单位存续期间之内。", "The days must lie within those of the unit."),
            field="from_date",
        )
    must_separate(what, beside=beside, field=field)
    for check in before_appointing:
        check(what)


def _check_not_held(what: Appointment) -> None:
    held = Post.objects.filter(
        Q(until_date=None) | Q(until_date__gte=what.from_date),
        person=what.person,
        unit=what.unit,
        role=what.role,
    )
    if what.until_date is not None:
        held = held.filter(from_date__lte=what.until_date)
    if held.exists():
        raise Refused(
            Text("该人员在此期间已担任这一岗位。", "This person holds this post on those days."),
            field="role",
        )


def _for_writing(person: User) -> User:
    """Lock the person, so that two appointments at once can't slip past the separation."""
    return User.objects.select_for_update().get(pk=person.pk)


def _locked(post: Post) -> Post:
    """Lock the row alone and read it after that: what a locking read joins is as old as its own
    beginning, however long it had to wait."""
    Post.objects.select_for_update().values_list("pk").get(pk=post.pk)
    read: Post = Post.objects.select_related("unit__region", "person").get(pk=post.pk)
    return read


def _save_deputy(post: Post) -> None:
    post.save(update_fields=["deputy", "deputy_from_date", "deputy_until_date"])


def _facts(post: Post) -> dict[str, object]:
    return {
        "post": post.pk,
        "person": post.person_id,
        "unit": post.unit_id,
        "role": post.role,
        "from_date": post.from_date.isoformat(),
        "until_date": post.until_date and post.until_date.isoformat(),
    }


def _deputy_facts(post: Post) -> dict[str, object]:
    first, last = post.deputy_from_date, post.deputy_until_date
    return {
        "deputy": post.deputy_id,
        "deputy_from_date": first and first.isoformat(),
        "deputy_until_date": last and last.isoformat(),
    }
