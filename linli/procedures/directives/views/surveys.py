"""Reports of a directive: asking for one, and reading what was filed."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases.models import Case
from linli.cases.views.sending import carried_out
from linli.procedures.directives import access, asking, reading, sources
from linli.procedures.directives.forms import FILING, AskForm
from linli.procedures.directives.models import Survey
from linli.procedures.directives.practices import root_of
from linli.procedures.directives.views.finding import directive_or_404


@never_cache
@require_safe
@require(access.works)
def reports(request: HttpRequest, reference: str) -> HttpResponse:
    """Show which reports a directive asks for."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    context = {
        "case": case,
        "surveys": asking.surveys_of(case),
        "may_ask": _may_ask(case, acting),
        "now": timezone.now(),
    }
    return render(request, "directives/reports.html", context)


@never_cache
@require_safe
@require(access.works)
def report(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show what was filed for one report, with the sums."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    of = root_of(case).surveys.select_related("root__case__region").filter(pk=pk).first()
    if of is None:
        raise Http404
    found = reading.read(of, acting.post, request.GET, known=sources.sources())
    context = {"case": case, "read": found, "now": timezone.now()}
    return render(request, "directives/report.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.gives)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a report; what it costs is shown before."""
    acting = cast(ActingRequest, request)
    case = directive_or_404(acting, reference)
    levels = {key: asking.units_of_level(case, key) for key in FILING}
    sent = request.POST if request.method == "POST" else None
    form = AskForm(levels, sent)
    if sent is not None and carried_out(form, lambda now: _ask(case, form, acting, now)):
        messages.success(request, _("The report is asked for."))
        return redirect("directives:reports", reference=case.reference)
    context = {"case": case, "form": form, "minutes": asking}
    return render(request, "directives/ask.html", context, status=422 if form.errors else 200)


def _ask(case: Case, form: AskForm, acting: ActingRequest, at: datetime) -> Survey:
    given = form.cleaned_data
    return asking.ask(
        case,
        title=given["title"],
        level=given["level"],
        why=given["why"],
        due_on=given["due_on"],
        fields=form.fields_asked(),
        by=acting.actor,
        at=at,
    )


def _may_ask(case: Case, acting: ActingRequest) -> bool:
    is_theirs = acting.post.unit_id == case.coordinator_id and access.gives(acting.post)
    return is_theirs and case.closed_at is None and root_of(case).case_id == case.pk
