"""Writing to us, and the receipt for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.base.ui.look import ELDER, look_of
from linli.cases import clocks, receipts
from linli.cases.models import Case
from linli.cases.receiving import Receipt, receipt_for
from linli.cases.registry import Opener, openers
from linli.cases.writing import WritingForm
from linli.core.errors import Refused
from linli.faces.portal import elder, limits
from linli.faces.portal.helping import helpers


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Show the ways in which one can write to us; where there is but one, lead to it."""
    ways = list(openers().values())
    if len(ways) == 1:
        return redirect("portal:write_as", ways[0].key)
    return render(request, "portal/choose.html", {"ways": ways})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, way: str) -> HttpResponse:
    """Take a message in one of these ways; one sent twice is one message and shows the same
    receipt."""
    opener = openers().get(way)
    if opener is None:
        raise Http404
    if request.method != "POST":
        chosen = {name: request.GET[name] for name in opener.form.PRESET if name in request.GET}
        return _show(request, opener, opener.form(initial=chosen), key=receipts.new_key())
    key = receipts.key_of(request)
    if receipt_for(key):
        return _to_receipt(key)
    return _send(request, opener, key)


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


def _send(request: HttpRequest, opener: Opener, key: str) -> HttpResponse:
    at = timezone.now()
    form = opener.form(request.POST)
    if not limits.spend(limits.SENDING, limits.address_of(request)):
        form.add_error(None, limits.BUSY)
        form.hold_files(request, key=key)
        return _show(request, opener, form, key=key, status=429)
    form.take_files(request, key=key)
    if form.is_valid():
        try:
            opener.open(form.draft(), submission_key=key, by=None, at=at, **form.details())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _to_receipt(key)
    return _show(request, opener, form, key=key)


def _to_receipt(key: str) -> HttpResponse:
    path = reverse("portal:receipt")
    return receipts.hand_over(redirect(path), key, path=path)


def _show(
    request: HttpRequest, opener: Opener, form: WritingForm, *, key: str, status: int = 200
) -> HttpResponse:
    context: dict[str, object] = {
        "opener": opener, "form": form, "key": key, "has_choice": len(openers()) > 1,
    }  # fmt: skip
    if look_of(request) == ELDER:
        context |= elder.arrange(form)
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
        "helpers": helpers(message),
        "telephone": masked.get("telephone", "") if message.contact_by == "telephone" else "",
    }
