"""Who works on the pages of disputes, by role and kind of unit."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.base.accounts.access import View, require_post
from linli.base.accounts.models import Post

COMMITTEE = "mediation_committee"
MEDIATING = frozenset({"mediator", "unit_head"})
# Who goes on rounds beside mediators: the staff of communities, and of streets and towns.
WALKING = {"community": frozenset({"community_worker", "unit_head"}),
           "township": frozenset({"street_clerk", "unit_head"})}  # fmt: skip


def mediates(post: Post | None) -> bool:
    """Return whether `post` mediates for a committee."""
    return post is not None and post.unit.kind == COMMITTEE and post.role in MEDIATING


def walks(post: Post | None) -> bool:
    """Return whether `post` plans and records rounds."""
    if post is None:
        return False
    return mediates(post) or post.role in WALKING.get(post.unit.kind, ())


def require(may: Callable[[Post | None], bool]) -> Callable[[View], View]:
    """Return a decorator that lets in the posts for which `may`; others get a 403 page."""

    def guard(view: View) -> View:
        @require_post
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.post):  # type: ignore[attr-defined]
                raise PermissionDenied(_("This page is not for the post in which you act."))
            return view(request, *args, **kwargs)

        return guarded

    return guard
