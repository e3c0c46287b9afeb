"""What we keep about the sender of a message, and the sender's rights in it: to see it, to have a
copy, to correct it, to have it erased (Personal Information Protection Law, Art. 44 to 50)."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.files.models import StoredFile
from linli.base.privacy.kinds import KINDS
from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases import correcting, holding, kept
from linli.cases.models import Attachment, Case, Message
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.faces.portal import copying, limits, session
from linli.faces.portal.forms import CorrectForm, RightsForm
from linli.faces.portal.helping import helpers
from linli.procedures.rights import actions as rights
from linli.procedures.rights.words import KEY


@require_safe
@session.require_receipt
def mine(request: HttpRequest, message: Message) -> HttpResponse:
    """Show what is kept, why, how long, and who looked at it."""
    at = timezone.now()
    kept.note_shown(message, by=Actor.receipt(message.receipt), at=at)
    context = {
        "message": message,
        "parts": kept.parts_of(message),
        "periods": kept.periods_of(message, on=timezone.localdate(at)),
        "looks": kept.looks_at(message),
        "helpers": helpers(message),
    }
    return render(request, "portal/mine.html", context)


@require_POST
@session.require_receipt
def copy(request: HttpRequest, message: Message) -> HttpResponse | FileResponse:
    """Send the sender's own copy."""
    at = timezone.now()
    if not limits.spend(limits.COPYING, message.receipt):
        messages.warning(request, limits.BUSY)
        return redirect("portal:mine")
    files = _own_files(message)
    try:
        archive = copying.make(message, files, at=at)
    except Refused as refused:
        messages.error(request, said(refused.message))
        return redirect("portal:mine")
    kept.note_copied(message, files=len(files), by=Actor.receipt(message.receipt), at=at)
    name = f"linli-{message.receipt}.zip"
    response = FileResponse(archive, as_attachment=True, filename=name)
    response["Content-Type"] = "application/zip"
    response["Cache-Control"] = "private, no-store"
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@session.require_receipt
def correct(request: HttpRequest, message: Message) -> HttpResponse:
    """Take a correction of who the sender is and how to reach them."""
    masked = masked_for([message.subject])[message.subject]
    given = request.POST if request.method == "POST" else None
    form = CorrectForm(given, contact_by=message.contact_by, masked=masked)
    if request.method == "POST" and form.is_valid():
        by, at = Actor.receipt(message.receipt), timezone.now()
        try:
            correcting.correct(
                message, people=form.people(), contact_by=form.cleaned_data["contact_by"],
                by=by, at=at,
            )  # fmt: skip
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Corrected. From now on we reach you in this way."))
            return redirect("portal:mine")
    open_cases = Case.objects.filter(message=message, closed_at=None).exclude(procedure=KEY)
    context = {"form": form, "message": message, "to_add": open_cases.first()}
    return render(request, "portal/correct.html", context)


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
@session.require_receipt
def erase(request: HttpRequest, message: Message) -> HttpResponse:
    """Say what can be erased now and what must stay, why and until when; erase what can be on
    the sender's word, or take a request that the unit decides."""
    by, at = Actor.receipt(message.receipt), timezone.now()
    wishes = rights.wishes_of(message)
    form = RightsForm(wishes, request.POST if request.POST.get("do") == "ask" else None)
    try:
        if request.POST.get("do") == "now":
            rights.erase_now(message, by=by, at=at)
            messages.success(request, _("Erased: your name, telephone and address."))
            return redirect("portal:mine")
        if form.is_bound and form.is_valid():
            rights.ask(message, **form.cleaned_data, by=by, at=at)
            messages.success(request, _("Received. The answer shows on the page of your message."))
            return redirect("portal:message")
    except Refused as refused:
        if form.is_bound:
            add_refusal(form, refused)
        else:
            messages.warning(request, said(refused.message))
    return render(request, "portal/erase.html", _erasable(message, form))


def _erasable(message: Message, form: RightsForm) -> dict[str, object]:
    masked = masked_for([message.subject])[message.subject]
    return {
        "message": message,
        "form": form,
        "masked": [masked[kind] for kind in KINDS if kind in masked],
        "why_not": rights.why_not_now(message),
        "is_registered": rights.needs_decision(message),
        "obstacles": holding.against_contact(message, leaving_out=KEY),
        "periods": holding.until_when(message, on=timezone.localdate(), leaving_out=KEY),
        "waiting": Case.objects.filter(message=message, procedure=KEY, closed_at=None).exists(),
    }


def _own_files(message: Message) -> list[StoredFile]:
    public = Attachment.objects.filter(message=message, is_public=True)
    found = [one.file for one in public.select_related("file").order_by("added_at", "pk")]
    for case in Case.objects.filter(message=message):
        if case.room.sender_files:
            found += case.room.sender_files(case)
    return list({one.pk: one for one in found}.values())
