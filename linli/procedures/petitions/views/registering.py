"""Registering at the counter: the form, what the same person sent before, and the slip."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases import clocks, notes, receipts
from linli.cases.receiving import receipt_for
from linli.cases.steps import steps_for
from linli.cases.submissions import AlreadySentError, once
from linli.cases.views.finding import case_or_404
from linli.core.errors import Refused
from linli.procedures.petitions import access
from linli.procedures.petitions.counter import earlier_of, is_certain
from linli.procedures.petitions.earlier import Likely
from linli.procedures.petitions.forms import IDENTIFIERS, RegisterForm
from linli.procedures.petitions.registering import register as register_petition

LISTS = ("accused_units", "urgent_units", "readers")
PERSONAL = ("name", "telephone", "identity_number", "address", "request", "facts", "reasons",
            "representatives", "accused_others", "situation")  # fmt: skip


@never_cache
@sensitive_post_parameters(*PERSONAL)
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.registers)
def register(request: HttpRequest) -> HttpResponse:
    """Take a petition down; sending the form twice is one petition."""
    acting, at = cast(ActingRequest, request), timezone.now()
    if request.method != "POST":
        return _show(acting, RegisterForm(acting.post), receipts.new_key())
    key = receipts.key_of(acting)
    known = _earlier(acting, at)
    if "look" in request.POST:
        typed = {**request.POST.dict(), **{name: request.POST.getlist(name) for name in LISTS}}
        form = RegisterForm(acting.post, initial=typed)
        for wrong in form.keep_files(request, key=f"petition:{acting.actor.key}:{key}"):
            messages.error(request, wrong)
        return _show(acting, form, key, known)
    form = RegisterForm(acting.post, request.POST)
    form.take_files(request, key=f"petition:{acting.actor.key}:{key}")
    if form.is_valid():
        is_again = receipt_for(key) is not None
        must_say = any(map(is_certain, known)) and not form.cleaned_data["is_new_matter"]
        if must_say and not is_again:
            return _show(acting, form, key, known, must_say=True)
        try:
            opened = register_petition(
                form.draft(), form.told(), post=acting.post, submission_key=key,
                by=acting.actor, at=at,
            )  # fmt: skip
        except Refused as refused:
            form.show(refused)
        else:
            path = reverse("petitions:registered", args=[opened.case.reference])
            return receipts.hand_over(redirect(path), key, path=path)
    return _show(acting, form, key, known)


@never_cache
@sensitive_post_parameters(*PERSONAL)
@require_POST
@require(access.registers)
def earlier(request: HttpRequest) -> HttpResponse:
    """Show what the same person sent before, for htmx to put into the form."""
    known = _earlier(cast(ActingRequest, request), timezone.now())
    context = {"earlier": known, "has_looked": True}
    return render(request, "petitions/parts/earlier.html", context)


@never_cache
@sensitive_post_parameters(*PERSONAL)
@require_POST
@require(access.registers)
def same(request: HttpRequest) -> HttpResponse:
    """Put what was told down on the earlier petition about the same matter; nothing is opened
    (Art. 19(3))."""
    acting, at = cast(ActingRequest, request), timezone.now()
    key = receipts.key_of(acting)
    case = case_or_404(acting, request.POST.get("earlier", ""), "petition")
    form = RegisterForm(acting.post, request.POST)
    form.take_files(request, key=f"petition:{acting.actor.key}:{key}")
    if not form.is_valid():
        return _show(acting, form, key, _earlier(acting, at))
    draft = form.draft()
    text = _("Came again, not registered anew:") + "\n\n" + draft.body
    try:
        with once(case, "case.note", f"same:{key}", by=acting.actor, at=at):
            notes.write(case, text=text, is_public=False, files=draft.files, by=acting.actor, at=at)
    except AlreadySentError:
        return redirect("cases:case", case.reference)
    except Refused as refused:
        form.show(refused)
        return _show(acting, form, key, _earlier(acting, at))
    messages.success(request, _("Nothing new was registered; what was told stands here as a note."))
    return redirect("cases:case", case.reference)


@never_cache
@require_safe
@require(access.registers)
def registered(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the slip to print, and lead on to the notice."""
    acting, at = cast(ActingRequest, request), timezone.now()
    case = case_or_404(acting, reference, "petition")
    open_steps = [one.step.key for one in steps_for(case, by=acting.actor, at=at)]
    running = [
        (one, case.declared.term(one.term).public_name)
        for one in clocks.running(case)
        if one.binds == "authority"
    ]
    context = {
        "case": case,
        "receipt": case.message.receipt,
        "passcode": receipts.passcode_of(case.message, request),
        "running": running,
        "may_route": "transfer" in open_steps,
        "may_notify": "notify" in open_steps,
        "is_identified": case.petition.is_identified,
    }
    return render(request, "petitions/registered.html", context)


def _earlier(request: ActingRequest, at: datetime) -> list[Likely]:
    told = {name: request.POST.get(name, "") for name in IDENTIFIERS}
    return earlier_of(told, post=request.post, by=request.actor, at=at)


def _show(
    request: ActingRequest,
    form: RegisterForm,
    key: str,
    earlier: list[Likely] | None = None,
    *,
    must_say: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "key": key,
        "earlier": earlier,
        "has_looked": earlier is not None,
        "must_say": must_say,
        "unit": said(request.post.unit.text),
    }
    is_wrong = must_say or bool(form.is_bound and form.errors)
    return render(request, "petitions/register.html", context, status=422 if is_wrong else 200)
