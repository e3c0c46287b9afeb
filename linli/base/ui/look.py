"""The look that a browser chose: larger type, or elder mode on the residents' pages."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linli.base.ui.back import safe_next

COOKIE: Final = "look"
ELDER: Final = "elder"
# The usual size has no name.
LOOKS: Final = ("large", "larger", ELDER)
KEPT_FOR: Final = 365 * 24 * 60 * 60


def look_of(request: HttpRequest) -> str:
    """Return the look that the browser chose, an empty string for the usual one."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in LOOKS else ""


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the look that was chosen in a cookie, and lead back to the page."""
    response = redirect(safe_next(request) or "/")
    chosen = request.POST.get("look", "")
    if chosen not in LOOKS:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    response.set_cookie(
        COOKIE,
        chosen,
        max_age=KEPT_FOR,
        secure=settings.IS_BEHIND_TLS,
        httponly=True,
        samesite="Lax",
    )
    return response
