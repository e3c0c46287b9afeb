"""Practices of a directive: posting one, taking one up, saying what came of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases.models import Case
from linli.cases.views.sending import carried_out
from linli.core.errors import NotAllowed, Refused
from linli.procedures.directives import access
from linli.procedures.directives import practices as acts
from linli.procedures.directives.forms import OutcomeForm, PracticeForm
from linli.procedures.directives.models import Adoption, Practice
from linli.procedures.directives.views.finding import directive_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.works)
def practices(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the practices of a directive's tree, and post one."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    sent, by = request.POST if request.method == "POST" else None, acting.actor
    form = PracticeForm(sent)
    if sent is not None and carried_out(
        form, lambda now: acts.post_practice(case, **form.cleaned_data, by=by, at=now)
    ):
        messages.success(request, _("Posted."))
        return redirect("directives:practices", reference=case.reference)
    return _show(acting, case, form=form, status=422 if form.errors else 200)


@never_cache
@require_POST
@require(access.works)
def adopt(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a practice up in one's own part."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    practice = get_object_or_404(Practice.objects.select_related("told_in__case"), pk=pk)
    try:
        acts.adopt(practice, case, by=acting.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Taken up; say later what came of it."))
    return redirect("directives:practices", reference=case.reference)


@never_cache
@require_POST
@require(access.works)
def outcome(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Say what came of a practice that the unit took up in this part."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    rows = Adoption.objects.select_related("directive__case__unit", "directive__case__message")
    adoption = rows.filter(directive__case=case, pk=pk).first()
    if adoption is None:
        raise Http404
    form, by = OutcomeForm(request.POST), acting.actor
    if carried_out(
        form, lambda now: acts.tell_outcome(adoption, **form.cleaned_data, by=by, at=now)
    ):
        messages.success(request, _("Written down."))
        return redirect("directives:practices", reference=case.reference)
    return _show(acting, case, outcome=form, status=422)


def _show(
    acting: ActingRequest,
    case: Case,
    *,
    form: PracticeForm | None = None,
    outcome: OutcomeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may_post = acts.may_post(case, acting.actor)
    own = case.directive.pk
    rows = [
        (one, next((a for a in one.adoptions.all() if a.directive_id == own), None))
        for one in acts.practices_of(case)
    ]
    context = {
        "case": case,
        "rows": rows,
        "form": form or PracticeForm(),
        "outcome": outcome or OutcomeForm(),
        "may_post": may_post,
        "now": timezone.now(),
    }
    return render(acting, "directives/practices.html", context, status=status)
