"""Puts every sign-in, failed sign-in, sign-out and change of password on record."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from linli.base.accounts.models import User
from linli.base.audit import log as audit
from linli.core.actors import Actor

LONGEST_USERNAME = 60


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def signed_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Record who signed in and how: by password or, in the demo, at one click."""
    _record("sign_in.succeeded", request, user, {"way": getattr(request, "way_in", "password")})


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def signed_out(request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    """Record who signed out; nothing for a visitor."""
    if user is not None:
        _record("sign_in.ended", request, user, {})


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
