"""Knows the browsers in which somebody has signed in before, by a signed cookie.

A known browser's tries are counted apart from everybody else's: whoever tries passwords from
elsewhere can't shut it out. The cookie holds no name, only keyed digests.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "linli_device"
SALT = "linli.device"
LASTS = 180 * 24 * 3600
# People who share a browser, the latest first.
MOST = 8


def known_device(request: HttpRequest, username: str) -> str:
    """Return the id of the browser if `username` has signed in there before, else nothing."""
    cookie = _read(request)
    return cookie["id"] if _digest(username) in cookie["names"] else ""


def last_person(request: HttpRequest) -> int | None:
    """Return the id of the person who signed in last in this browser."""
    last: int | None = _read(request)["last"]
    return last


def remember(request: HttpRequest, response: HttpResponse, person: Any) -> None:
    """Let the browser be known as one of `person`'s, the one who used it last."""
    cookie, name = _read(request), _digest(person.get_username())
    if cookie["last"] == person.pk and name in cookie["names"]:
        return
    names = [name, *(one for one in cookie["names"] if one != name)][:MOST]
    kept = {"id": cookie["id"] or secrets.token_urlsafe(12), "names": names, "last": person.pk}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        return {"id": str(kept["id"]), "names": list(kept["names"]), "last": int(kept["last"])}
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return {"id": "", "names": [], "last": None}


def _digest(username: str) -> str:
    return salted_hmac(SALT, username.strip().casefold(), algorithm="sha256").hexdigest()[:32]
