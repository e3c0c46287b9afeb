"""Whom the identity provider's answer lets in: somebody already here, and nobody else."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as social_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.base.accounts.models import User
from linli.base.accounts.sign_in.identities import link
from linli.base.audit import log as audit
from linli.core.actors import Actor
from linli.identity_provider import PROVIDER

BY = Actor.system("identity-provider")


class OnlyPeopleHere(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up through a provider, and nobody links an identity to themselves."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return False."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in whom an administrator has linked, or whose user name the claim is where the
        instance says so. Raises ImmediateHttpResponse with the page of refusal."""
        request.way_in = "provider"  # type: ignore[attr-defined]
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(refused(request, "wrong_process"))
        if not sociallogin.is_existing:
            person = _by_username(sociallogin)
            if person is None:
                raise ImmediateHttpResponse(refused(request, "unknown_person"))
            link(person, sociallogin.account.uid, by=BY, at=timezone.now())
            sociallogin.lookup()
        if not sociallogin.user.is_active:
            raise ImmediateHttpResponse(refused(request, "account_off"))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **more: Any
    ) -> None:
        """Show our page, whatever went wrong between the two."""
        raise ImmediateHttpResponse(refused(request, "provider_failed", status=401))


def refused(request: HttpRequest, code: str, *, status: int = 403) -> HttpResponse:
    """Put on record that a provider's answer let nobody in, and return the page that says so.

    It doesn't tell an unknown person from one whose account is off.
    """
    with transaction.atomic():
        audit.record(
            "system", "sign_in.provider_refused", by=BY, at=timezone.now(), facts={"refused": code}
        )
    context = {"has_failed": code == "provider_failed"}
    return render(request, "accounts/provider_refused.html", context, status=status)


def the_provider(request: HttpRequest) -> Any:
    """Return the instance's provider, or None."""
    apps = social_adapter().list_apps(request, provider=PROVIDER)
    return social_adapter().get_provider(request, PROVIDER) if apps else None


def took_the_second_step(request: HttpRequest, login: Any) -> bool:
    """Return whether the person came through the provider, and it says that it asked for a
    second step in one of the ways that the instance trusts (claims amr and acr, RFC 8176)."""
    came = (login.signal_kwargs or {}).get("sociallogin")
    if came is None or not hasattr(came, "account"):
        return False
    trusted = set(came.provider.app.settings["second_step"])
    return bool(trusted & _ways(came.account.extra_data))


def _ways(claims: dict[str, Any]) -> set[str]:
    amr, acr = claims.get("amr"), claims.get("acr")
    named = {f"amr:{way}" for way in amr} if isinstance(amr, list) else set()
    return named | ({f"acr:{acr}"} if isinstance(acr, str) else set())


def _by_username(sociallogin: Any) -> User | None:
    if not sociallogin.provider.app.settings["by_username"]:
        return None
    return User.objects.filter(username=sociallogin.account.uid, is_active=True).first()
