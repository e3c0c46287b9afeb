"""Tries a step on the engine as everybody: each role, on each side of the case and off it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post, Unit, User
from linli.cases.engine import move
from linli.cases.models import Case, Reader
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused
from tests.requests import START

# Who may take a step: (role, side); for the sender and the system the role is empty.
Allowed = Collection[tuple[str, str]]
# Side or place: the unit that stands there.
Places = Mapping[str, Unit]
EVERYWHERE = pytest.mark.parametrize(
    "everywhere",
    [pytest.param(False, id="close"), pytest.param(True, marks=pytest.mark.hard, id="everywhere")],
)
# Where every role tries each step: where the case is handled.
CLOSEST = ("lead",)
# Tried for the roles that may take the step somewhere: others are refused wherever they stand,
# and a deputy has no more than the post. `make test-hard` tries all as all.
BEYOND = (
    "coordinating", "assisting", "overseeing", "other_unit", "other_region",
    "deputy of coordinating", "deputy of lead",
    "expired coordinating", "expired lead",
    "expired deputy of coordinating", "expired deputy of lead",
)  # fmt: skip
LONG_AGO, PAST = date(2024, 1, 1), date(2025, 6, 30)


def wrong(
    case: Case,
    step: str,
    allowed: Allowed,
    *,
    places: Places,
    given: Mapping[str, Any],
    at: datetime,
    checked: Collection[str] = (),
    closed: Unit | None = None,
    everywhere: bool = False,
) -> list[tuple[str, str, str]]:
    """Return (role, scope, what happened) wherever the engine does otherwise than `allowed` says.

    `checked` are conditions that let one unit of several on the same side; nobody acts for a
    unit that was `closed`. `everywhere` tries roles that may do nothing in all places too.
    """
    found = []
    for role, scope in _tried(allowed, everywhere):
        where = places[scope.split(" of ")[-1].removeprefix("expired ")]
        may = any((role, side) in allowed for side in _sides(scope, places)) and where != closed
        actor = _actor(role, scope, where, case)
        let = is_let(case, step, actor, given, at=at, checked=checked)
        if let != may:
            found.append((role, scope, "let" if let else "refused"))
    return found


def is_let(
    case: Case,
    step: str,
    actor: Actor,
    given: Mapping[str, Any],
    *,
    at: datetime,
    checked: Collection[str] = (),
) -> bool:
    """Try the step and take it back; a refusal for another reason than who asks is a failure."""
    try:
        with transaction.atomic():
            move(case, step, by=actor, at=at, **given)
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    except Refused as refused:
        if refused.code in checked:
            return False
        raise
    return True


def _tried(allowed: Allowed, everywhere: bool) -> Iterator[tuple[str, str]]:
    acting = {role for role, _ in allowed}
    for role in ROLES:
        for scope in (*CLOSEST, *BEYOND) if everywhere or role in acting else CLOSEST:
            yield role, scope


def _sides(scope: str, places: Places) -> set[str]:
    """Return the sides on which the scope stands: none for those who stand nowhere or no more;
    both where the unit that runs the case holds it."""
    if scope.startswith("expired") or scope.startswith("other"):
        return set()
    here = places[scope.removeprefix("deputy of ")]
    return {side for side, unit in places.items() if unit == here}


def _actor(role: str, scope: str, where: Unit, case: Case) -> Actor:
    """Return an actor in `role` of the unit, as holder or deputy; on the list of what is sealed,
    so that role and side alone decide."""
    holder = User.objects.create_user(f"{role}-{scope}".replace(" ", "-"), "持有人")
    post = Post(person=holder, unit=where, role=role, from_date=LONG_AGO)
    if scope in ("expired coordinating", "expired lead"):
        post.until_date = PAST
    if "deputy" in scope:
        post.deputy = User.objects.create_user(f"{holder.username}-deputy", "代理人")
        post.deputy_from_date = LONG_AGO
        post.deputy_until_date = PAST if scope.startswith("expired") else None
    post.save()
    if case.is_sealed:
        Reader.objects.create(case=case, post=post, since_at=START)
    return post.actor(post.deputy) if post.deputy else post.actor()
