"""Takes the forms of the case page: the procedure's steps, and the acts of every case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.files.forms import WithFiles
from linli.base.notices.desk import mark_seen
from linli.base.ui.back import safe_next
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases.engine import move
from linli.cases.forms import form_for
from linli.cases.models import Case
from linli.cases.submissions import AlreadySentError, once
from linli.cases.views.acts import ACTS
from linli.cases.views.finding import case_or_404
from linli.cases.views.showing import Carried, show
from linli.core.errors import NotAllowed, Refused, WrongState

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Sent:
    """A form that was sent for a case: under which key, how the log names the act, what to do
    with its values, and what to say then."""

    case: Case
    key: str
    form: forms.Form
    act: str
    run: Callable[[Mapping[str, Any], datetime], object]
    done: str


@never_cache
@require_http_methods(METHODS)
@require_post
def step(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Take a step of the procedure."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference)
    declared = next((one for one in case.declared.transitions if one.key == key), None)
    if declared is None:
        raise Http404
    if request.method != "POST":
        return _back_to_form(case, key)
    form = form_for(case, declared, acting.post, request.POST)
    if isinstance(form, WithFiles):
        form.take_files(request, key=f"{case.chain}:{key}:{acting.actor.key}")
    sent = Sent(
        case,
        key,
        form,
        f"{case.procedure}.{key}",
        lambda values, at: move(case, key, by=acting.actor, at=at, **values),
        _("Done: %(step)s") % {"step": said(declared.name)},
    )
    return _take(acting, sent)


@never_cache
@require_http_methods(METHODS)
@require_post
def act(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Do one of the acts that every case knows."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference)
    if key not in ACTS:
        raise Http404
    if request.method != "POST":
        return _back_to_form(case, key)
    chosen = ACTS[key]
    form = chosen.form(case, acting.post, request.POST)
    if isinstance(form, WithFiles):
        form.take_files(request, key=f"{case.chain}:{key}:{acting.actor.key}")
    sent = Sent(
        case,
        key,
        form,
        f"case.{key}",
        lambda values, at: chosen.run(case, values, acting, at),
        said(chosen.done),
    )
    return _take(acting, sent)


def _take(request: ActingRequest, sent: Sent) -> HttpResponse:
    """Run a valid form's act once and lead back; draw the page anew when something is wrong."""
    at = timezone.now()
    carried = Carried(key=sent.key, form=sent.form)
    status = 422
    if sent.form.is_valid():
        try:
            return _done(request, sent, at)
        except NotAllowed as refused:
            raise PermissionDenied(said(refused.message)) from refused
        except WrongState as refused:
            carried.trouble, status = refused.message, 409
        except Refused as refused:
            add_refusal(sent.form, refused)
    # Read anew: the step may have failed because the case has moved on.
    case = case_or_404(request, sent.case.reference)
    return show(request, case, at=at, carried=carried, status=status)


def _done(request: ActingRequest, sent: Sent, at: datetime) -> HttpResponse:
    submission = request.POST.get("submission", "")
    key = f"{submission}:{sent.key}" if submission else ""
    try:
        with once(sent.case, sent.act, key, by=request.actor, at=at):
            sent.run(sent.form.cleaned_data, at)
    except AlreadySentError:
        again = _("This form had been sent before; nothing was done twice.")
        messages.info(request, again)
    else:
        messages.success(request, sent.done)
        mark_seen(request.post, at=at, about=sent.case.chain)
    return redirect(safe_next(request) or _where_to(request, sent.case))


def _where_to(request: ActingRequest, case: Case) -> str:
    """Return the address of the case, or of the desk when the step took it out of sight."""
    if Case.objects.visible_to(request.post).filter(pk=case.pk).exists():
        return reverse("cases:case", args=[case.reference])
    return settings.LOGIN_REDIRECT_URL


def _back_to_form(case: Case, key: str) -> HttpResponse:
    """Lead whoever comes to a form's address by a link or the language switch to the form."""
    return redirect(reverse("cases:case", args=[case.reference]) + f"?open={key}#do-{key}")
