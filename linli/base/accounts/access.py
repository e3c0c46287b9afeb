"""Guards on pages: who must be signed in, in which role, with which power."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post, User
from linli.core.actors import Actor

View = Callable[..., HttpResponse]


class ActingRequest(HttpRequest):
    """The request as a guarded page gets it: signed in, with an acting post."""

    user: User
    post: Post
    actor: Actor
    open_posts: list[Post]


def require_post(view: View) -> View:
    """Return `view` for people who act in a post; others sign in or choose one first."""
    return _guarded(view, lambda post: True, lambda: "")


def require_role(*roles: str) -> Callable[[View], View]:
    """Return a decorator that lets in posts with one of `roles`; other posts get a 403 page."""
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"undeclared roles: {sorted(unknown)}")
    return lambda view: _guarded(view, lambda post: post.role in roles, lambda: _names(roles))


def require_power(*powers: str) -> Callable[[View], View]:
    """Return a decorator that lets in posts whose role has any of `powers`; others get a 403
    page."""
    roles = tuple(role.key for role in ROLES.values() if role.powers & set(powers))
    for power in powers:
        if not any(power in ROLES[role].powers for role in roles):
            raise ValueError(f"no role has the power {power!r}")
    return lambda view: _guarded(view, lambda post: post.role in roles, lambda: _names(roles))


def _guarded(view: View, may: Callable[[Post], bool], wanted: Callable[[], str]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # A form that was sent after the session ended can't be sent again by a redirect.
        back = request.get_full_path() if request.method == "GET" else ""
        if not request.user.is_authenticated:
            return redirect_to_login(back or reverse("accounts:choose"))
        if request.post is None:
            query = f"?{urlencode({'next': back})}" if back else ""
            return redirect(reverse("accounts:choose") + query)
        if not may(request.post):
            raise PermissionDenied(_why_not(request, may, wanted()))
        response = view(request, *args, **kwargs)
        # Whoever uses the machine next must not find the page by going back to it.
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return guarded


def _why_not(request: ActingRequest, may: Callable[[Post], bool], wanted: str) -> str:
    now = _names((request.post.role,))
    why = _("This page is for: %(wanted)s. You act as: %(now)s.") % {"wanted": wanted, "now": now}
    if any(may(post) for post in request.open_posts):
        return why + " " + _("Another of your posts may open it: switch posts first.")
    return why


def _names(roles: tuple[str, ...]) -> str:
    language = get_language() or "zh-hans"
    separator = ", " if language.startswith("en") else "、"
    return separator.join(ROLES[role].name.in_language(language) for role in roles)
