"""Keeps a form that was sent by somebody already signed out, until they are back at it.

What was typed lies in the database, encrypted under a key of which the browser's cookie holds one
half; only the person who had signed in there last gets it back, in that browser, for an hour.
Files are not kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from linli.base.accounts.models import KeptForm, User
from linli.base.accounts.sign_in.devices import last_person
from linli.base.ui.back import is_here
from linli.home import key

COOKIE = "linli_kept"
LASTS = timedelta(hours=1)
LARGEST = 200_000
LONGEST_ADDRESS = 1000
# Of one browser; the oldest gives way.
MOST = 5
NONCE = 12
# Each page has its own; the one that was sent is not the one to be sent again.
OF_THE_PAGE = {"csrfmiddlewaretoken"}

Values = dict[str, list[str]]


def keep(request: HttpRequest, *, at: datetime) -> tuple[str, str]:
    """Keep the form that `request` sends. Return the page to come back to, and the half of the
    key that the browser must be given (`give`).

    Nothing is kept, and the half is empty, unless the browser is known and the form of a size
    that people type.
    """
    page, person = _page_of(request), _person_of(request)
    typed = {n: v for n, v in request.POST.lists() if n not in OF_THE_PAGE}
    plain = json.dumps(typed, ensure_ascii=False)
    too_long = max(len(page), len(request.path)) > LONGEST_ADDRESS
    if person is None or not typed or len(plain) > LARGEST or too_long:
        return page or reverse("accounts:choose"), ""
    half = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    _make_room(half)
    KeptForm.objects.update_or_create(
        browser=_digest(half),
        action=request.path,
        defaults={
            "person": person,
            "page": page or request.path,
            "sealed": _seal(plain, half, person.pk, request.path),
            "expires_at": at + LASTS,
        },
    )
    return page or request.path, half


def give(response: HttpResponse, half: str) -> None:
    """Hand the browser its half of the key."""
    response.set_cookie(
        COOKIE, half, max_age=int(LASTS.total_seconds()), httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip


def kept_for(request: HttpRequest, *, at: datetime) -> tuple[KeptForm, Values] | None:
    """Return the latest form that waits for the person of the request on this very page."""
    here = (one for one in all_kept(request, at=at) if urlsplit(one[0].page).path == request.path)
    return next(here, None)


def all_kept(request: HttpRequest, *, at: datetime) -> list[tuple[KeptForm, Values]]:
    """Return the forms of this browser that wait for the person of the request, opened, the
    latest first."""
    half = request.COOKIES.get(COOKIE, "")
    if not half or not request.user.is_authenticated:
        return []
    mine = KeptForm.objects.filter(
        browser=_digest(half), person_id=request.user.pk, expires_at__gt=at
    )
    opened = ((kept, _open(kept, half)) for kept in mine.order_by("-expires_at"))
    return [(kept, typed) for kept, typed in opened if typed is not None]


def let_go(request: HttpRequest) -> None:
    """Forget the form of this browser that `request` has just sent again."""
    if half := request.COOKIES.get(COOKIE, ""):
        KeptForm.objects.filter(browser=_digest(half), action=request.path).delete()


def forget(at: datetime) -> int:
    """Delete the forms that nobody came back for in time; return how many."""
    return KeptForm.objects.filter(expires_at__lte=at).delete()[0]


def _person_of(request: HttpRequest) -> User | None:
    last = last_person(request)
    return User.objects.filter(pk=last, is_active=True).first() if last else None


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page on which the form stood, as the browser tells it."""
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not told or not is_here(request, told):
        return ""
    parts = urlsplit(told)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _make_room(half: str) -> None:
    rows = KeptForm.objects.filter(browser=_digest(half)).order_by("-expires_at")
    KeptForm.objects.filter(pk__in=[row.pk for row in rows[MOST - 1 :]]).delete()


def _digest(half: str) -> str:
    return hashlib.sha256(half.encode()).hexdigest()


def _cipher(half: str) -> AESGCM:
    return AESGCM(hmac.new(key("kept-forms"), half.encode(), hashlib.sha256).digest())


def _binding(person: int, action: str) -> bytes:
    return f"linli kept form\0{person}\0{action}".encode()


def _seal(plain: str, half: str, person: int, action: str) -> str:
    nonce = os.urandom(NONCE)
    sealed = _cipher(half).encrypt(nonce, plain.encode(), _binding(person, action))
    return base64.b64encode(nonce + sealed).decode()


def _open(kept: KeptForm, half: str) -> Values | None:
    raw = base64.b64decode(kept.sealed)
    binding = _binding(kept.person_id, kept.action)
    try:
        opened: Any = json.loads(_cipher(half).decrypt(raw[:NONCE], raw[NONCE:], binding))
    except (InvalidTag, ValueError):
        return None
    return {str(name): [str(one) for one in typed] for name, typed in opened.items()}
