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

from linli.cases import holders
from linli.cases.models import Holder, Message
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
    receipt = parse(number) or ""
    message, holder = Message.objects.filter(receipt=receipt).first(), holders.find(receipt)
    found: Message | Holder | None = message or holder
    shown = found or Message(passcode_hash=NO_HASH)
    if not opens(shown, passcode) or found is None:
        return False
    request.session.cycle_key()
    request.session[KEY] = {
        "receipt": found.receipt,
        "stamp": _stamp(found),
        "until": (at + LASTS).isoformat(),
    }
    return True


def leave(request: HttpRequest) -> None:
    """Forget the receipt that was shown."""
    request.session.pop(KEY, None)


def shown_message(request: HttpRequest, *, at: datetime) -> Message | None:
    """Return the message whose receipt was shown, None when that is over: after two hours, or
    when another passcode was issued meanwhile."""
    held = _held(request, at)
    if held is None:
        return None
    message = Message.objects.select_related("region").filter(receipt=held["receipt"]).first()
    return message if message and _is_stamped(message, held) else None


def shown_holder(request: HttpRequest, *, at: datetime) -> Holder | None:
    """Return who else holds the receipt that was shown, as `shown_message` does."""
    held = _held(request, at)
    holder = holders.find(held["receipt"]) if held else None
    return holder if holder and held and _is_stamped(holder, held) else None


def require_receipt(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return `view` called with the message shown after the request; without one the visitor
    is sent to show a receipt first."""

    return _requiring(shown_message, view)


def require_holder(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return `view` called with who else holds the receipt shown, as `require_receipt` does."""
    return _requiring(shown_holder, view)


def _requiring(
    shown: Callable[..., Message | Holder | None], view: Callable[..., HttpResponseBase]
) -> Callable[..., HttpResponseBase]:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = shown(request, at=timezone.now())
        if found is None:
            if request.session.pop(KEY, None):
                messages.info(request, _("Please enter your receipt number and passcode again."))
            return redirect("portal:track")
        return view(request, found, *args, **kwargs)

    return guarded


def _held(request: HttpRequest, at: datetime) -> dict[str, str] | None:
    held: dict[str, str] | None = request.session.get(KEY)
    return held if held and datetime.fromisoformat(held["until"]) >= at else None


def _is_stamped(found: Message | Holder, held: dict[str, str]) -> bool:
    return constant_time_compare(held["stamp"], _stamp(found))


def _stamp(found: Message | Holder) -> str:
    """Return what changes when another passcode is issued."""
    return hashlib.sha256(found.passcode_hash.encode()).hexdigest()[:32]
