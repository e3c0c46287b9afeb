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
from linli.base.accounts.sign_in.second_step import may_act

SEEN_KEY = "seen_at"
# What a page asks for by itself, unasked by anybody, says so and keeps no session alive.
BY_ITSELF = "Linli-By-Itself"
# A session is written at most this often, so that reading pages stays reading.
NOTED_EVERY = 60


class IdleMiddleware:
    """Ends a session in which nothing was asked for `LINLI_IDLE_MINUTES`, notes those at work,
    and lets the browser be known in which somebody has signed in."""

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
        request.way_out = "idle"  # type: ignore[attr-defined]
        logout(request)
        minutes = {"minutes": settings.LINLI_IDLE_MINUTES}
        messages.warning(
            request, _("You were signed out after %(minutes)d minutes without use.") % minutes
        )
        return
    if BY_ITSELF in request.headers and seen is not None:
        return
    if not isinstance(seen, int) or moment - seen >= NOTED_EVERY:
        request.session[SEEN_KEY] = moment
        sessions.note(request)
