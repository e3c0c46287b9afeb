"""Who has shown a receipt and its passcode: the browser's session, for that receipt alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.cases.models import Message
from linli.cases.receiving import opens
from linli.core.references import parse

KEY = "receipt_shown"
LASTS = timedelta(hours=2)
# A hash of the usual form that no passcode opens, so that unknown numbers take as long.
NO_HASH = f"{'0' * 16}${'0' * 64}"


def enter(request: HttpRequest, *, number: str, passcode: str, at: datetime) -> bool:
    """Open the session for the receipt `number`, as typed, if `passcode` is its own.

    Unknown number and wrong passcode give the same answer after the same work.
    """
    message = Message.objects.filter(receipt=parse(number) or "").first()
    shown = message or Message(passcode_hash=NO_HASH)
    if not opens(shown, passcode) or message is None:
        return False
    request.session.cycle_key()
    request.session[KEY] = {
        "receipt": message.receipt,
        "stamp": _stamp(message),
        "until": (at + LASTS).isoformat(),
    }
    return True


def leave(request: HttpRequest) -> None:
    """Forget the receipt that was shown."""
    request.session.pop(KEY, None)


def shown_message(request: HttpRequest, *, at: datetime) -> Message | None:
    """Return the message whose receipt was shown, None when that is over: after two hours, or
    when another passcode was issued meanwhile."""
    held = request.session.get(KEY)
    if not held or datetime.fromisoformat(held["until"]) < at:
        return None
    message = Message.objects.select_related("region").filter(receipt=held["receipt"]).first()
    if message is None or not constant_time_compare(held["stamp"], _stamp(message)):
        return None
    return message


def require_receipt(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return `view` called with the message shown after the request; without one the visitor
    is sent to show a receipt first."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        message = shown_message(request, at=timezone.now())
        if message is None:
            if request.session.pop(KEY, None):
                messages.info(request, _("Please enter your receipt number and passcode again."))
            return redirect("portal:track")
        return view(request, message, *args, **kwargs)

    return guarded


def _stamp(message: Message) -> str:
    """Return what changes when another passcode is issued."""
    return hashlib.sha256(message.passcode_hash.encode()).hexdigest()[:32]
