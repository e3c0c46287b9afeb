"""Who works on the hotline's own pages: clerks and supervisors of a hotline centre."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.base.accounts.access import require_role
from linli.base.accounts.models import Post

ROLES = ("hotline_clerk", "supervisor")


def works_here(post: Post | None) -> bool:
    """Return whether `post` is a clerk's or supervisor's of a hotline centre."""
    return post is not None and post.role in ROLES and post.unit.kind == "hotline_centre"


def require_centre(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return `view` for clerks and supervisors of a hotline centre; others get a 403 page."""

    @require_role(*ROLES)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_here(request.post):  # type: ignore[attr-defined]
            raise PermissionDenied(_("This page is for posts of a hotline centre."))
        return view(request, *args, **kwargs)

    return guarded
