"""Puts every sign-in, failed sign-in, sign-out, second step and change of password on record."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from linli.base.accounts.models import User
from linli.base.accounts.sign_in.second_step import SIGNED_IN_KEY, take, way_taken
from linli.base.audit import log as audit
from linli.core.actors import Actor

LONGEST_USERNAME = 60


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def signed_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Record who signed in and how: by password, through the identity provider or, in the demo,
    at one click; and by what they took the second step."""
    facts = {"way": getattr(request, "way_in", "password")}
    if request is not None:
        request.session[SIGNED_IN_KEY] = int(timezone.now().timestamp())
        if way := way_taken(request, user):
            facts["second_step"] = way
    _record("sign_in.succeeded", request, user, facts)


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def signed_out(request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    """Record who signed out, or was signed out after doing nothing for long; nothing for a
    visitor."""
    if user is not None:
        why = getattr(request, "way_out", "")
        _record("sign_in.ended", request, user, {"way": why} if why else {})


@receiver(authenticator_used, dispatch_uid="accounts.second_step_used")
def took_second_step(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Note and record by what somebody took the second step."""
    take(request, user, authenticator.type)
    _record("second_step.used", request, user, {"way": authenticator.type})


@receiver(password_changed, dispatch_uid="accounts.password_changed")
def changed_password(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Record who changed their password."""
    _record("sign_in.password_changed", request, user, {})


@receiver(user_login_failed, dispatch_uid="accounts.sign_in_failed")
def sign_in_failed(request: HttpRequest | None, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Record a failed sign-in.

    What was typed as user name is kept as an erasable text, since people type passwords there
    by mistake.
    """
    typed = str(credentials.get("username") or "")[:LONGEST_USERNAME]
    texts = {"username": typed, "address": _address(request)}
    # In a transaction of its own: the record must outlive whatever is refused around it.
    with transaction.atomic(durable=True):
        audit.record(
            "system",
            "sign_in.failed",
            by=Actor.system("sign-in"),
            at=timezone.now(),
            facts={"refused": "wrong_credentials"},
            texts=texts,
        )


def held_back(request: HttpRequest | None, username: str) -> None:
    """Record that a door was shut for a while after too many failures."""
    texts = {"username": username[:LONGEST_USERNAME], "address": _address(request)}
    with transaction.atomic():
        audit.record(
            "system", "sign_in.held_back", by=Actor.system("sign-in"), at=timezone.now(),
            texts=texts,
        )  # fmt: skip


def _record(kind: str, request: HttpRequest | None, user: User, facts: dict[str, Any]) -> None:
    by = Actor(kind="system", key="sign-in", name="sign-in", person_id=user.pk)
    texts = {"address": _address(request)}
    with transaction.atomic():
        audit.record("system", kind, by=by, at=timezone.now(), facts=facts, texts=texts)


def _address(request: HttpRequest | None) -> str:
    if request is None:
        return ""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
