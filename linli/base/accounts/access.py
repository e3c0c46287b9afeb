"""Guards on pages: who must be signed in, in which role, with which power."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post, User
from linli.base.accounts.sign_in import kept_forms
from linli.base.ui.language import screen_language
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


def require(may: Callable[[Post], bool]) -> Callable[[View], View]:
    """Return a decorator that lets in the posts for which `may`; others get a 403 page."""
    return lambda view: _guarded(view, may, lambda: "")


def _guarded(view: View, may: Callable[[Post], bool], wanted: Callable[[], str]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # A form that was sent after the session ended can't be sent again by a redirect, but
        # it is kept.
        back = request.get_full_path() if request.method == "GET" else ""
        if not request.user.is_authenticated:
            return _to_sign_in(request, back)
        if request.post is None:
            # The page asks for the second step first, if it is owed.
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


def _to_sign_in(request: HttpRequest, back: str) -> HttpResponse:
    """Return the way to the sign-in page and back, what was typed kept; a part of a page that
    htmx asked for must not take in the sign-in page."""
    half = ""
    if request.method == "POST":
        back, half = kept_forms.keep(request, at=timezone.now())
        if half:
            messages.info(request, _("What you typed is kept for an hour: sign in to go on."))
    answer: HttpResponse = redirect_to_login(back or reverse("accounts:choose"))
    if "HX-Request" in request.headers:
        here = urlsplit(request.headers.get("HX-Current-URL", ""))
        page = back if half else here.path + (f"?{here.query}" if here.query else "")
        url = redirect_to_login(page or reverse("accounts:choose")).url
        answer = HttpResponse(headers={"HX-Redirect": url})
    if half:
        kept_forms.give(answer, half)
    return answer


def _why_not(request: ActingRequest, may: Callable[[Post], bool], wanted: str) -> str:
    now = _names((request.post.role,))
    why = _("This page is not for the post in which you act.")
    if wanted:
        why = _("This page is for: %(wanted)s. You act as: %(now)s.") % {
            "wanted": wanted,
            "now": now,
        }
    if any(may(post) for post in request.open_posts):
        return why + " " + _("Another of your posts may open it: switch posts first.")
    return why


def _names(roles: tuple[str, ...]) -> str:
    language = screen_language()
    separator = ", " if language.startswith("en") else "、"
    return separator.join(ROLES[role].name.in_language(language) for role in roles)
