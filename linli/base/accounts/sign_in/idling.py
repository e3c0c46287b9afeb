"""Signs out who has done nothing for long. Time is counted from request to request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.sign_in import devices, sessions
from linli.base.accounts.sign_in.second_step import SIGNED_IN_KEY, may_act

SEEN_KEY = "seen_at"
# What a page asks for by itself, unasked by anybody, says so and keeps no session alive.
BY_ITSELF = "Linli-By-Itself"
# A session is written at most this often, so that reading pages stays reading.
NOTED_EVERY = 60


class IdleMiddleware:
    """Ends a session in which nothing was asked for `LINLI_IDLE_MINUTES`, and any after
    `SESSION_COOKIE_AGE`; notes those at work, and lets the browser be known in which somebody
    has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; to somebody signed out for idling, as to a visitor."""
        if request.user.is_authenticated:
            _keep_or_end(request, timezone.now())
        response = self.get_response(request)
        if request.user.is_authenticated and may_act(request):
            devices.remember(request, response, request.user)
        return response


def idle_seconds() -> int:
    """Return after how many seconds without a request somebody is signed out."""
    return int(settings.LINLI_IDLE_MINUTES) * 60


def _keep_or_end(request: HttpRequest, now: datetime) -> None:
    moment, seen = int(now.timestamp()), request.session.get(SEEN_KEY)
    if isinstance(seen, int) and moment - seen > idle_seconds():
        minutes = {"minutes": settings.LINLI_IDLE_MINUTES}
        _end(
            request,
            "idle",
            _("You were signed out after %(minutes)d minutes without use."),
            minutes,
        )
        return
    since = request.session.get(SIGNED_IN_KEY)
    if isinstance(since, int) and moment - since > settings.SESSION_COOKIE_AGE:
        hours = {"hours": settings.SESSION_COOKIE_AGE // 3600}
        _end(request, "age", _("You were signed out, %(hours)d hours after signing in."), hours)
        return
    if BY_ITSELF in request.headers and seen is not None:
        return
    if not isinstance(seen, int) or moment - seen >= NOTED_EVERY:
        request.session[SEEN_KEY] = moment
        sessions.note(request)


def _end(request: HttpRequest, why: str, told: str, values: dict[str, int]) -> None:
    request.way_out = why  # type: ignore[attr-defined]
    logout(request)
    messages.warning(request, told % values)
