"""Who may see figures and details: a program on this very machine, or one with the token."""

from __future__ import annotations

import hmac
import ipaddress
from typing import Final

from django.conf import settings
from django.http import HttpRequest

# A proxy on the same machine is at loopback too: what came through one carries one of these.
FORWARDED: Final = (
    "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP",
)  # fmt: skip
BEARER: Final = "Bearer "


def may_see(request: HttpRequest) -> bool:
    """Return whether the request comes from loopback past no proxy, or carries the token."""
    return _has_token(request) or _is_near(request)


def _has_token(request: HttpRequest) -> bool:
    token, given = settings.LINLI_OPERATIONS_TOKEN, request.headers.get("Authorization", "")
    if not token or not given.startswith(BEARER):
        return False
    return hmac.compare_digest(given.removeprefix(BEARER).encode(), token.encode())


def _is_near(request: HttpRequest) -> bool:
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
