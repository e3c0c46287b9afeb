"""Hands a receipt from the form that was sent to the page that shows it.

A form carries a signed key from its first showing on, so that sending it twice is one message.
The key travels on in a cookie of the receipt's page alone: reloading shows the receipt again,
and neither the address nor the server's session holds the passcode.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from linli.cases.models import Message
from linli.cases.receiving import receipt_for

COOKIE = "receipt"
SALT = "linli.cases.receipts"
SHOWN_FOR = 30 * 60


def new_key() -> str:
    """Return a key for a form that is shown for the first time."""
    return Signer(salt=SALT).sign(uuid4().hex)


def is_key(key: str) -> bool:
    """Return whether this instance gave out `key`: nobody may choose one, since whoever knows
    a key is shown its receipt."""
    try:
        Signer(salt=SALT).unsign(key)
    except BadSignature:
        return False
    return True


def key_of(request: HttpRequest) -> str:
    """Return the key of the form that was sent; a new one where it bears none of this instance."""
    sent = request.POST.get("key", "")
    return sent if is_key(sent) else new_key()


def hand_over(response: HttpResponse, key: str, *, path: str) -> HttpResponse:
    """Let the page at `path` show the receipt of `key` for half an hour; return `response`."""
    response.set_signed_cookie(
        COOKIE,
        key,
        salt=SALT,
        max_age=SHOWN_FOR,
        path=path,
        secure=settings.IS_BEHIND_TLS,
        httponly=True,
        samesite="Lax",
    )
    return response


def handed_over(request: HttpRequest) -> str:
    """Return the key that was handed over to this page, or an empty string."""
    key: str = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SHOWN_FOR) or ""
    return key


def passcode_of(message: Message, request: HttpRequest) -> str:
    """Return the passcode of `message` on the page to which its form led, else an empty string."""
    held = receipt_for(handed_over(request))
    return held.passcode if held and held.message.pk == message.pk else ""


def put_away(response: HttpResponse, *, path: str) -> HttpResponse:
    """Forget at `path` the receipt that was handed over; return `response`."""
    response.delete_cookie(COOKIE, path=path, samesite="Lax")
    return response
