"""The second step of signing in: who owes it, and who has taken it in this session.

Outside the demo nobody acts in a post without it; whoever has none yet sets one up first.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from linli.base.accounts.models import User
from linli.base.audit import log as audit
from linli.core.actors import Actor

TAKEN_KEY = "second_step"
SIGNED_IN_KEY = "signed_in_at"
# Whoever changes how they sign in must have signed in not longer ago than this (own design).
RECENT = timedelta(minutes=15)
STEPS = (Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value)
CODES = Authenticator.Type.RECOVERY_CODES.value


def is_required() -> bool:
    """Return whether people must take the second step: always, but in the demo."""
    return bool(settings.LINLI_SECOND_STEP)


def may_act(request: HttpRequest) -> bool:
    """Return whether the person signed in has taken the second step, or needn't."""
    return not is_required() or way_taken(request, request.user) != ""


def way_taken(request: HttpRequest, person: Any) -> str:
    """Return by what `person` took the second step in this session, or nothing."""
    taken = request.session.get(TAKEN_KEY)
    if not isinstance(taken, dict) or taken.get("person") != person.pk:
        return ""
    return str(taken.get("way", ""))


def take(request: HttpRequest, person: Any, way: str) -> None:
    """Note in the session that `person` took the second step, by an authenticator's type."""
    request.session[TAKEN_KEY] = {"person": person.pk, "way": way}


def signed_in_recently(request: HttpRequest, at: datetime) -> bool:
    """Return whether the session is so fresh that nobody else can have sat down at it."""
    since = request.session.get(SIGNED_IN_KEY)
    return isinstance(since, int) and at.timestamp() - since < RECENT.total_seconds()


def steps_of(person: Any) -> list[Authenticator]:
    """Return the person's ways of taking the second step, the oldest first."""
    return list(Authenticator.objects.filter(user=person, type__in=STEPS).order_by("pk"))


def may_remove(authenticator: Authenticator) -> bool:
    """Return whether a way may go: the last one may not where the second step is required."""
    return not is_required() or any(
        one.pk != authenticator.pk for one in steps_of(authenticator.user)
    )


def forget_all(person: User, *, by: Actor, at: datetime) -> int:
    """Take away all of the person's ways and recovery codes, on record; return how many.

    Needs an open transaction. The next sign-in sets up a new one.
    """
    removed: int = Authenticator.objects.filter(user=person).delete()[0]
    if removed:
        facts = {"person": person.pk, "removed": removed}
        audit.record("system", "second_step.reset", by=by, at=at, facts=facts)
    return removed


@transaction.atomic
def record(kind: str, person: Any, way: str, *, at: datetime) -> None:
    """Append to the log what `person` did with a way of taking the second step."""
    by = Actor(kind="system", key="sign-in", name="sign-in", person_id=person.pk)
    audit.record("system", f"second_step.{kind}", by=by, at=at, facts={"way": way})
