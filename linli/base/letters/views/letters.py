"""The page of a letter: what it says beside how it looks; its files, issuing, making it void."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.audit.log import refusals_recorded
from linli.base.files.kinds import WORD
from linli.base.files.serving import response_for
from linli.base.letters import actions
from linli.base.letters.access import home_of
from linli.base.letters.forms import LetterForm, VoidForm, as_data
from linli.base.letters.models import ISSUED, VOID
from linli.base.letters.readings import record_download, record_reading
from linli.base.letters.rendering import Paper
from linli.base.letters.selectors import Shown, one_shown
from linli.base.letters.values import open_values
from linli.base.ui.forms import add_refusal
from linli.base.ui.pieces import Crumb
from linli.core.errors import Refused

TYPES = {"docx": WORD, "pdf": "application/pdf"}


@require_http_methods(["GET", "POST"])
@require_post
def letter(request: ActingRequest, pk: int) -> HttpResponse:
    """Show the letter; sent back, save what was corrected, and issue it if that was asked."""
    shown = _shown(request, pk)
    form = _form(request, shown)
    if request.method != "POST":
        record_reading(shown.letter, by=request.actor, at=timezone.now())
        return _page(request, shown, form)
    _refuse_unless(shown.may_correct)
    if not form.is_valid():
        return _page(request, shown, form)
    values = form.cleaned_data

    def correct(at: datetime) -> object:
        return actions.correct(shown.letter, values=values, by=request.actor, at=at)

    if not _acted(request, shown, form, "letter.correct", correct):
        return _page(request, shown, form)
    if "issue" in request.POST:
        return _issued(request, _shown(request, pk), form)
    messages.success(request, _("Saved."))
    return redirect("letters:letter", pk=pk)


@require_POST
@require_post
def issue(request: ActingRequest, pk: int) -> HttpResponse:
    """Issue the letter as it is kept; for posts that issue and do not correct."""
    shown = _shown(request, pk)
    return _issued(request, shown, _form(request, shown, kept=True))


@require_POST
@require_post
def void(request: ActingRequest, pk: int) -> HttpResponse:
    """Make the letter void."""
    shown = _shown(request, pk)
    _refuse_unless(shown.may_void)
    form = VoidForm(request.POST, auto_id="void-%s")

    def act(at: datetime) -> object:
        reason = form.cleaned_data["reason"]
        return actions.void(shown.letter, reason=reason, by=request.actor, at=at)

    if form.is_valid() and _acted(request, shown, form, "letter.void", act):
        messages.success(request, _("The letter is void."))
        return redirect("letters:letter", pk=pk)
    return _page(request, shown, _form(request, shown, kept=True), void_form=form)


@require_POST
@require_post
def look(request: ActingRequest, pk: int) -> HttpResponse:
    """Show how the letter would look with what stands in the form now; keep nothing."""
    shown = _shown(request, pk)
    _refuse_unless(shown.may_correct)
    form = LetterForm(shown.kind, request.POST)
    form.full_clean()
    try:
        paper = actions.paper(shown.letter, at=timezone.now(), values=form.cleaned_data)
    except Refused:
        return HttpResponse(status=204)
    picture = base64.b64encode(paper.picture()).decode()
    context = {"source": f"data:image/png;base64,{picture}", "missing": paper.missing()}
    return render(request, "letters/look.html", context | {"shown": shown})


@require_safe
@require_post
def pages(request: ActingRequest, pk: int) -> HttpResponse:
    """Send a picture of the letter's pages."""
    shown = _shown(request, pk)
    if shown.is_erased:
        raise Http404
    record_reading(shown.letter, by=request.actor, at=timezone.now())
    return _sent(_paper(shown).picture(), "image/png")


@require_safe
@require_post
def preview(request: ActingRequest, pk: int, ending: str) -> HttpResponse:
    """Send a draft as Word or PDF, marked as such in the PDF, and put that on record."""
    shown = _shown(request, pk)
    if ending not in TYPES or not shown.is_draft:
        raise Http404
    paper = _paper(shown)
    content = paper.word if ending == "docx" else paper.pdf(timezone.now())
    record_download(shown.letter, ending, by=request.actor, at=timezone.now())
    name = f"{_('draft')} {paper.title}.{ending}"
    return _sent(content, TYPES[ending], name=name)


@require_safe
@require_post
def file(request: ActingRequest, pk: int, ending: str) -> HttpResponse:
    """Send a file of an issued letter, and put that on record."""
    shown = _shown(request, pk)
    stored = getattr(shown.letter, ending) if ending in TYPES else None
    if stored is None:
        raise Http404
    response = response_for(stored, as_attachment=True)
    record_download(shown.letter, ending, by=request.actor, at=timezone.now())
    return response


def _shown(request: ActingRequest, pk: int) -> Shown:
    shown = one_shown(pk, request.post)
    if shown is None:
        raise Http404
    return shown


def _form(request: ActingRequest, shown: Shown, *, kept: bool = False) -> LetterForm:
    """Return the form with what was sent, or with what is kept."""
    if request.method == "POST" and not kept:
        return LetterForm(shown.kind, request.POST)
    return LetterForm(shown.kind, as_data(shown.kind, open_values(shown.letter)))


def _issued(request: ActingRequest, shown: Shown, form: forms.Form) -> HttpResponse:
    _refuse_unless(shown.may_issue)

    def act(at: datetime) -> object:
        return actions.issue(shown.letter, by=request.actor, at=at)

    if _acted(request, shown, form, "letter.issue", act):
        messages.success(request, _("The letter is issued."))
        return redirect("letters:letter", pk=shown.letter.pk)
    return _page(request, shown, form)


def _acted(
    request: ActingRequest,
    shown: Shown,
    form: forms.Form,
    kind: str,
    act: Callable[[datetime], object],
) -> bool:
    """Return whether the act was done; a refusal is put on record and shown in the form."""
    now = timezone.now()
    chain, facts = shown.letter.chain, {"letter": shown.letter.pk}
    try:
        with refusals_recorded(kind, by=request.actor, at=now, facts=facts, chain=chain):
            act(now)
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def _page(
    request: ActingRequest, shown: Shown, form: forms.Form, void_form: forms.Form | None = None
) -> HttpResponse:
    home = home_of(shown.letter.chain)
    context = {
        "shown": shown,
        "letter": shown.letter,
        "form": form,
        "void_form": void_form or VoidForm(auto_id="void-%s"),
        "is_voiding": void_form is not None,
        "crumbs": [*([Crumb(home.name, home.url)] if home else []), Crumb(shown.kind.name)],
        "missing": _paper(shown).missing() if shown.is_draft else [],
        "pages_url": reverse("letters:pages", args=[shown.letter.pk]),
    }
    return render(request, "letters/letter.html", context)


def _paper(shown: Shown) -> Paper:
    """Return the letter on paper; an issued one from the very file that was issued."""
    letter = shown.letter
    if letter.docx_id and letter.stage in (ISSUED, VOID):
        return actions.issued_paper(letter)
    return actions.paper(letter, at=timezone.now())


def _refuse_unless(may: bool) -> None:
    if not may:
        raise PermissionDenied(_("Your post may not do this with the letter as it stands."))


def _sent(content: bytes, content_type: str, *, name: str = "") -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    if name:
        response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
