"""The page of one step that the holder of a receipt may take in a case."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.files.forms import WithFiles
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases.engine import move
from linli.cases.forms import form_for
from linli.cases.models import Case
from linli.cases.steps import OpenStep, steps_for
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.faces.portal import limits


def take_step(
    request: HttpRequest, case: Case, key: str, *, receipt: str, back: str
) -> HttpResponse:
    """Show the form of the step `key` of whoever holds `receipt`, or take the step and lead to
    the page named `back`. Of a step that must wait only the reason is shown there."""
    by, at = Actor.receipt(receipt), timezone.now()
    mine = next((one for one in steps_for(case, by=by, at=at) if one.step.key == key), None)
    if mine is None or mine.why_not:
        if mine and mine.why_not:
            messages.warning(request, said(mine.why_not))
        return redirect(back)
    data = request.POST if request.method == "POST" else None
    # The holder of a receipt has no post.
    form = form_for(case, mine.step, None, data)  # type: ignore[arg-type]
    has_files = isinstance(form, WithFiles)
    if data is not None and isinstance(form, WithFiles):
        take_files(request, form, f"{case.chain}:{key}:{by.key}")
    if form.is_valid():
        try:
            move(case, key, by=by, at=at, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Thank you, this has been noted."))
            return redirect(back)
    context = {"form": form, "case": case, "step": mine.step, "has_files": has_files, "back": back}
    return render(request, "portal/step.html", context)


def own_steps(case: Case, *, receipt: str, at: datetime) -> list[OpenStep]:
    """Return the steps of whoever holds `receipt`; why one must wait is said of those alone that
    would move the case, since nobody looks for the others."""
    steps = steps_for(case, by=Actor.receipt(receipt), at=at)
    return [one for one in steps if one.step.target or not one.why_not]


def take_files(request: HttpRequest, form: WithFiles, key: str) -> None:
    """Take the files that came with `form`, as far as one address may send so many."""
    if limits.spend(limits.SENDING, limits.address_of(request)):
        form.take_files(request, key=key)
    else:
        form.add_error(None, limits.BUSY)
        form.hold_files(request, key=key)
