"""How the sign-in library behaves here: nobody signs up, redirects stay on this site, and failed
tries are counted at our own doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django import forms
from django.urls import reverse
from django.utils import timezone

from linli.base.accounts.entrance import first_page
from linli.base.accounts.middleware import set_acting_post
from linli.base.accounts.sign_in import tries
from linli.base.accounts.sign_in.doors import password_doors, sentence
from linli.base.accounts.sign_in.second_step import is_required, may_act
from linli.base.ui.back import is_here

if TYPE_CHECKING:
    from django.http import HttpRequest

    from linli.base.accounts.models import User

STAGES = ("linli.base.accounts.sign_in.stage.SecondStepStage",)


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the security administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody makes an account for themselves."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Return whether `url` lies on the very host that was asked; the library would also
        follow every other allowed host."""
        return bool(url) and is_here(context.request, url)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the first page of the person's only post, or the page that asks which one; for
        somebody without a second step the page to set one up."""
        if is_required() and not may_act(request):
            return reverse("mfa_index")
        set_acting_post(request)
        post = request.post  # type: ignore[attr-defined]
        return first_page(post) if post else reverse("accounts:choose")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page of the person's posts."""
        return reverse("accounts:choose")

    def get_login_stages(self) -> list[str]:
        """Return what stands between the password and the session: the second step alone."""
        return list(STAGES)

    def is_reauthentication_required(self, app: str = "") -> bool:
        """Return False: our own pages ask how long ago the person signed in."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try. Raises ValidationError, the password unseen, after too many failures."""
        now, username = timezone.now(), str(credentials.get("username") or "")
        try:
            self._claim = tries.claim(password_doors(request, username), at=now)
        except tries.HeldBack as held:
            raise forms.ValidationError(sentence(held, now), code="held_back") from held

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the person whom the credentials fit; their try is taken back."""
        person: User | None = super().authenticate(request, **credentials)
        if person is not None:
            tries.take_back(self._claim, at=timezone.now())
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Put on record that from now on this door is shut for a while."""
        from linli.base.accounts.sign_in_log import held_back

        if self._claim.begins_wait:
            held_back(request, str(credentials.get("username") or ""))
