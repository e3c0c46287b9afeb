"""Drafting a letter of a council, the conventions of an area, and the quorums that a place sets."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.cases.models import Case
from linli.cases.views import answering
from linli.cases.views.finding import case_or_404
from linli.cases.views.sending import carried_out
from linli.procedures.councils import access, published, setting
from linli.procedures.councils.forms import QuorumForm
from linli.procedures.councils.letters.drafting import draft
from linli.procedures.councils.models import LocalQuorum
from linli.procedures.councils.naming import name_of, title_of
from linli.procedures.councils.quorums import RULES
from linli.procedures.councils.words import FILINGS

MOST = 50


@never_cache
@require_POST
@require(access.works)
def draft_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft the letter that was asked for and lead to it; a refusal is said on the case page."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference, "deliberation", "assembly")
    return answering.draft_letter(acting, case, draft)


@never_cache
@require_safe
@require(access.works)
def conventions(request: HttpRequest) -> HttpResponse:
    """Show the conventions in force in the area of the unit, and where each stands."""
    acting = cast(ActingRequest, request)
    versions = published.conventions(acting.post.unit.region)
    cases = Case.objects.visible_to(acting.post).filter(
        assembly__motions__version__in=[one.pk for one in versions]
    )
    seen = {found.pk: found for found in cases}
    rows = [
        {
            "version": one,
            "name": title_of(one.convention),
            "filing": name_of(FILINGS, one.filing),
            "case": seen.get(one.motion.assembly.case_id),
        }
        for one in versions
    ]
    return render(request, "councils/conventions.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.sets_rules)
def quorums(request: HttpRequest) -> HttpResponse:
    """Show what is declared for each kind of assembly and what places have set, and set one."""
    acting = cast(ActingRequest, request)
    is_sent = request.method == "POST"
    form = QuorumForm(acting.post, request.POST if is_sent else None)
    by, post = acting.actor, acting.post
    if is_sent and carried_out(
        form, lambda now: setting.set_quorum(**form.cleaned_data, post=post, by=by, at=now)
    ):
        messages.success(request, _("Set. Assemblies called before keep their rule."))
        return redirect("councils:quorums")
    place = acting.post.unit.region
    rows = LocalQuorum.objects.filter(region_id__gte=place.code, region_id__lt=place.code_end)
    rows = rows.select_related("region").order_by("-in_force_from", "-pk")[:MOST]
    context = {
        "form": form, "rules": RULES.values(),
        "rows": [(one, RULES[one.kind].name, *one.shares) for one in rows],
    }  # fmt: skip
    return render(request, "councils/quorums.html", context, status=422 if form.errors else 200)
