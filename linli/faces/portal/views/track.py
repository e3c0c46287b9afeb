"""Following a message: showing the receipt, reading what happened, and the sender's own steps."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.files.models import StoredFile
from linli.base.files.serving import response_for
from linli.base.privacy.selectors import masked_for
from linli.cases import clocks, notes
from linli.cases.models import Attachment, Case, Clock, Message
from linli.cases.steps import OpenStep
from linli.cases.submissions import AlreadySentError, new_key, once
from linli.cases.timeline import Line, for_sender
from linli.core.actors import Actor
from linli.core.text import Text
from linli.faces.portal import limits, session
from linli.faces.portal.forms import FactsForm, ReceiptForm
from linli.faces.portal.helping import helpers
from linli.faces.portal.views.stepping import own_steps, take_files, take_step


@dataclass(frozen=True)
class Shown:
    """A case as its sender sees it. `above` are the lines whose words stand in the panel, by
    number, with the id of the element that shows them; `has_rights` says that the panel offers
    steps itself."""

    case: Case
    clocks: list[tuple[Clock, Text]]
    panel: str
    steps: list[OpenStep]
    lines: list[Line]
    above: Mapping[int, str]
    has_rights: bool


@never_cache
@sensitive_post_parameters("passcode")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for number and passcode."""
    at = timezone.now()
    if request.method != "POST":
        if session.shown_message(request, at=at):
            return redirect("portal:message")
        if session.shown_holder(request, at=at):
            return redirect("portal:party")
        return render(request, "portal/track.html", {"form": ReceiptForm()})
    form, status = ReceiptForm(request.POST), 200
    if form.is_valid():
        number, passcode = form.cleaned_data["number"], form.cleaned_data["passcode"]
        address = limits.address_of(request)
        within = limits.spend(limits.ENTERING, address)
        if not (within and limits.spend(limits.NUMBER, number)):
            form.add_error(None, _("Tried too often. Please try again in an hour, or call us."))
            status = 429
        elif session.enter(request, number=number, passcode=passcode, at=at):
            is_sender = session.shown_message(request, at=at) is not None
            return redirect("portal:message" if is_sender else "portal:party")
        else:
            form.add_error(None, _("Number and passcode don't belong together. Check both."))
    return render(request, "portal/track.html", {"form": form}, status=status)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the receipt that was shown."""
    session.leave(request)
    messages.success(request, _("Closed. On this device nobody can look at your message now."))
    return redirect("portal:track")


@require_safe
@session.require_receipt
def message(request: HttpRequest, message: Message) -> HttpResponse:
    """Show what became of the message."""
    at = timezone.now()
    cases = Case.objects.filter(message=message).select_related("unit", "region", "message")
    context = {
        "message": message,
        "shown": [_shown(case, at) for case in cases.order_by("opened_at")],
        "files": _files_of(message),
        "masked": masked_for([message.subject])[message.subject],
        "helpers": helpers(message),
    }
    return render(request, "portal/message.html", context)


@require_safe
@session.require_receipt
def file(request: HttpRequest, message: Message, pk: UUID) -> FileResponse:
    """Send a file of the message, one that a unit added for the sender to see, or a letter that
    was delivered."""
    attachment = _files_of(message).filter(file=pk).first()
    stored = attachment.file if attachment else _letter_of(message, pk)
    if stored is None:
        raise Http404
    return response_for(stored)


@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
@session.require_receipt
def add_facts(request: HttpRequest, message: Message, reference: str) -> HttpResponse:
    """Take what the sender adds to an open case, with files."""
    case = get_object_or_404(Case, message=message, reference=reference, closed_at=None)
    key = request.POST.get("key") or new_key()
    form, at = FactsForm(request.POST or None), timezone.now()
    if request.method == "POST":
        take_files(request, form, key)
        if form.is_valid():
            by, text = Actor.receipt(message.receipt), form.cleaned_data["text"]
            with (
                suppress(AlreadySentError),
                once(case, "case.add_facts", f"facts:{key}", by=by, at=at),
            ):
                notes.add_facts(case, text=text, files=form.kept.files, by=by, at=at)
            messages.success(request, _("Thank you. Those who handle it have been told."))
            return redirect("portal:message")
    context = {"form": form, "case": case, "key": key}
    return render(request, "portal/facts.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@session.require_receipt
def take(request: HttpRequest, message: Message, reference: str, key: str) -> HttpResponse:
    """Take one of the sender's own steps, such as rating or opening again."""
    case = get_object_or_404(Case, message=message, reference=reference)
    return take_step(request, case, key, receipt=message.receipt, back="portal:message")


def _files_of(message: Message) -> QuerySet[Attachment]:
    """Return the files that the sender gave, and those that units added for the sender."""
    public = Attachment.objects.filter(message=message, is_public=True)
    return public.select_related("file").order_by("added_at", "pk")


def _letter_of(message: Message, pk: UUID) -> StoredFile | None:
    cases = Case.objects.filter(message=message)
    given = (case.room.sender_files(case) for case in cases if case.room.sender_files)
    return next((one for files in given for one in files if one.pk == pk), None)


def _shown(case: Case, at: datetime) -> Shown:
    steps = own_steps(case, receipt=case.message.receipt, at=at)
    given = _given(case, steps, at)
    in_panel = given.get("steps_shown", ())
    return Shown(
        case=case,
        clocks=[] if given.get("has_clocks") else _clocks(case),
        panel=render_to_string(case.room.track_panel, given) if case.room.track_panel else "",
        steps=[one for one in steps if one.step.key not in in_panel],
        lines=for_sender(case),
        above=given.get("told_above", {}),
        has_rights=bool(in_panel),
    )


def _given(case: Case, steps: list[OpenStep], at: datetime) -> dict[str, Any]:
    """Return what the procedure's own part of the page is drawn with."""
    context = case.room.track_context
    hrefs = {
        one.step.key: reverse("portal:take", args=[case.reference, one.step.key])
        for one in steps
        if not one.why_not
    }
    own = context(case, at) if context else {}
    return {"case": case, "now": at, "hrefs": hrefs, "file_page": "portal:file", **own}


def _clocks(case: Case) -> list[tuple[Clock, Text]]:
    """Return the clocks that the sender is told of, each with what is done within it."""
    return [
        (clock, case.declared.term(clock.term).public_name)
        for clock in clocks.running(case)
        if clock.binds != "nobody"
    ]
