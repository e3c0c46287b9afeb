"""Writing to us, and the receipt for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.cases import clocks, receipts
from linli.cases.models import Case
from linli.cases.receiving import Receipt, receipt_for
from linli.cases.registry import Opened, rooms
from linli.core.errors import Refused
from linli.faces.portal import limits
from linli.faces.portal.forms import MessageForm


@never_cache
@sensitive_post_parameters("body", "place", "telephone", "name")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Take a message; one sent twice is one message and shows the same receipt."""
    if request.method != "POST":
        return _show(request, MessageForm(), key=receipts.new_key())
    key = request.POST.get("key", "")
    key = key if receipts.is_key(key) else receipts.new_key()
    if receipt_for(key):
        return _to_receipt(key)
    return _send(request, key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt of what was just sent; a POST puts it away."""
    if request.method == "POST":
        return receipts.put_away(redirect("portal:home"), path=reverse("portal:receipt"))
    held = receipt_for(receipts.handed_over(request))
    if held is None:
        return redirect("portal:track")
    return render(request, "portal/receipt.html", _shown(held))


def _send(request: HttpRequest, key: str) -> HttpResponse:
    at = timezone.now()
    form = MessageForm(request.POST)
    if not limits.spend(limits.SENDING, limits.address_of(request), at=at):
        form.add_error(None, limits.BUSY)
        form.hold_files(request, key=key)
        return _show(request, form, key=key, status=429)
    form.take_files(request, key=key)
    if form.is_valid():
        try:
            _opener()(form.draft(), submission_key=key, by=None, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _to_receipt(key)
    return _show(request, form, key=key)


def _opener() -> Callable[..., Opened]:
    """Return what opens a case from what a resident wrote: the first procedure that offers it."""
    return next(room.opener for room in rooms if room.opener)


def _to_receipt(key: str) -> HttpResponse:
    path = reverse("portal:receipt")
    return receipts.hand_over(redirect(path), key, path=path)


def _show(request: HttpRequest, form: MessageForm, *, key: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "key": key}
    return render(request, "portal/write.html", context, status=status)


def _shown(held: Receipt) -> dict[str, object]:
    message = held.message
    running = [
        (clock, case.declared.term(clock.term).public_name)
        for case in Case.objects.filter(message=message)
        for clock in clocks.running(case)
        if clock.binds == "authority"
    ]
    masked = masked_for([message.subject])[message.subject]
    return {
        "message": message,
        "passcode": held.passcode,
        "running": running,
        "telephone": masked.get("telephone", "") if message.contact_by == "telephone" else "",
    }
