"""What residents read: what is talked over and decided near them; an opinion without a name."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.limits import BUSY, Limit, address_of, spend
from linli.base.privacy.redaction import redact
from linli.base.regions.models import Region
from linli.base.ui.forms import add_refusal
from linli.cases import receipts
from linli.core.errors import Refused
from linli.procedures.councils import opinions, published
from linli.procedures.councils.forms import OpinionForm, PlaceForm
from linli.procedures.councils.models import Deliberation
from linli.procedures.councils.naming import adoption_of, name_of, title_of
from linli.procedures.councils.showing import motions_of, partners_of, tasks_of
from linli.procedures.councils.words import FILINGS, OUTCOMES, SCOPES

# A whole estate may share one address.
HEARING = Limit("council_opinions", 30, 60 * 60)
FEW = 10


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show on what opinions are heard now, and lead to one's own community."""
    form = PlaceForm(request.GET if "place" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("councils:place", code=form.cleaned_data["place"].code)
    at = timezone.now()
    context = {
        "form": form,
        "heard": published.heard_now(None, at=at)[:FEW],
        "latest": [_line(one) for one in published.topics()[:FEW]],
        "now": at,
    }
    return render(request, "councils/home.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def place(request: HttpRequest, code: int) -> HttpResponse:
    """Show what is talked over and decided in a place, and its conventions."""
    region = get_object_or_404(Region, pk=code)
    at = timezone.now()
    heard = list(published.heard_now(region, at=at)[:FEW])
    open_now = {one.pk for one in heard}
    context = {
        "region": region,
        "heard": heard,
        "topics": [_line(one) for one in published.topics(region)[: published.MOST]
                   if one.pk not in open_now],
        "assemblies": published.assemblies(region)[: published.MOST],
        "conventions": [(one, title_of(one.convention))
                        for one in published.conventions(region)],
        "now": at,
    }  # fmt: skip
    return render(request, "councils/place.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a topic from its notice to what came of it, and hear an opinion while it is open."""
    found = published.topic(reference)
    if found is None:
        raise Http404
    at = timezone.now()
    if request.method != "POST":
        return _show(request, found, OpinionForm(), receipts.new_key(), at)
    key = receipts.key_of(request)
    form = OpinionForm(request.POST)
    if not spend(HEARING, address_of(request)):
        form.add_error(None, BUSY)
        return _show(request, found, form, key, at, status=429)
    if form.is_valid():
        try:
            opinions.give(found, form.cleaned_data["text"], submission_key=key, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request,
                _("Thank you. The community reads it; it is shown here once they release it."),
            )
            return redirect("councils:topic", reference)
    return _show(request, found, form, key, at, status=422)


@never_cache
@require_safe
def assembly(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an assembly: what is voted on, how many came, how it was counted, what was decided."""
    found = published.assembly(reference)
    if found is None:
        raise Http404
    case = found.case
    is_public = found.published_at is not None
    context = {
        "row": found, "case": case, "rule": found.rule,
        "needed": found.rule.quorum.of(found.electorate),
        "sittings": found.sittings.all(),
        "motions": motions_of(case), "is_published": is_public,
        "tasks": tasks_of(case) if is_public else [], "now": timezone.now(),
    }  # fmt: skip
    return render(request, "councils/assembly_public.html", context)


@never_cache
@require_safe
def convention(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a convention in its version in force, and the versions before."""
    found = published.convention(pk)
    if found is None:
        raise Http404
    rows = found.versions.filter(motion__assembly__case__is_sealed=False)
    versions = list(rows.select_related("motion__assembly__case"))
    context = {
        "convention": found, "name": title_of(found), "version": versions[0],
        "filing": name_of(FILINGS, versions[0].filing), "earlier": versions[1:],
    }  # fmt: skip
    return render(request, "councils/convention.html", context)


def _show(
    request: HttpRequest, of: Deliberation, form: OpinionForm, key: str, at: datetime,
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    case = of.case
    context = {
        "row": of, "case": case, "form": form, "key": key, "now": at,
        "is_open": opinions.is_open(of, case, at=at),
        "scope": name_of(SCOPES, of.scope), "outcome": name_of(OUTCOMES, of.outcome),
        "adoption": adoption_of(of.adoption), "partners": partners_of(case),
        "tasks": tasks_of(case),
        "opinions": [(one, redact(one.text)) for one in published.released(of)],
    }  # fmt: skip
    return render(request, "councils/topic.html", context, status=status)


def _line(of: Deliberation) -> dict[str, object]:
    return {"row": of, "state": of.case.state_declared.public, "adoption": adoption_of(of.adoption)}
