"""How the sign-in library behaves here: nobody signs up, and redirects stay on this site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.urls import reverse

from linli.base.accounts.entrance import first_page, is_here
from linli.base.accounts.middleware import set_acting_post

if TYPE_CHECKING:
    from django.http import HttpRequest


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
        """Return the first page of the person's only post, or the page that asks which one."""
        set_acting_post(request)
        post = request.post  # type: ignore[attr-defined]
        return first_page(post) if post else reverse("accounts:choose")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page of the person's posts."""
        return reverse("accounts:choose")
