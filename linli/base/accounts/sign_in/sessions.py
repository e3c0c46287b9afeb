"""Where somebody is signed in: noted, listed for themselves, and ended.

Only the person sees the addresses and devices; they go when the session ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from linli.base.accounts.actions.authority import must_have
from linli.base.accounts.models import User
from linli.base.accounts.sign_in.ending import end
from linli.base.accounts.sign_in.user_agents import device_name
from linli.base.audit import log as audit
from linli.core.actors import Actor
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in which the person is signed in."""

    pk: int
    device: Text
    address: str
    since: datetime
    seen_at: datetime
    is_here: bool


def note(request: HttpRequest) -> None:
    """Keep that the person signed in is at work in this session, just now."""
    try:
        UserSession.objects.create_from_request(request)
    except PermissionDenied:
        return  # no address, such as in a shell


def follow(before: str | None, request: HttpRequest) -> None:
    """Let the entry follow its session, whose key was just changed."""
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def places_of(request: HttpRequest) -> list[Place]:
    """Return where the person of the request is signed in, this browser first."""
    rows = UserSession.objects.purge_and_list(request.user)
    here = request.session.session_key
    places = [
        Place(
            pk=row.pk,
            device=device_name(row.user_agent),
            address=row.ip,
            since=row.created_at,
            seen_at=row.last_seen_at,
            is_here=row.session_key == here,
        )
        for row in rows
    ]
    return sorted(places, key=lambda one: (not one.is_here, -one.seen_at.timestamp()))


def forget(at: datetime) -> int:
    """Delete the entries whose sessions are over, addresses and all; return how many."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    return int(UserSession.objects.exclude(session_key__in=alive).delete()[0])


@transaction.atomic
def end_own(request: Any, *, only: int | None = None, at: datetime) -> int:
    """End the person's other sessions, or `only` the one with that id; return how many."""
    rows = UserSession.objects.filter(user=request.user)
    rows = rows.exclude(session_key=request.session.session_key)
    ended = end(rows if only is None else rows.filter(pk=only))
    if ended:
        by = Actor(kind="system", key="sign-in", name="sign-in", person_id=request.user.pk)
        facts = {"person": request.user.pk, "ended": ended}
        audit.record("system", "sign_in.sessions_ended", by=by, at=at, facts=facts)
    return ended


@transaction.atomic
def end_all(person: User, *, by: Actor, at: datetime) -> int:
    """End every session of `person`, at once; return how many there were.

    Raises NotAllowed without the power "people".
    """
    must_have(by, "people")
    ended = end(UserSession.objects.filter(user=person))
    facts = {"person": person.pk, "ended": ended}
    audit.record("system", "person.sessions_ended", by=by, at=at, facts=facts)
    return ended
