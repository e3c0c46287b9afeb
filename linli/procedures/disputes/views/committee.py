"""The register of the committee's mediators, with what the law asks of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.core.errors import Refused
from linli.procedures.disputes import access, registering, selectors
from linli.procedures.disputes.committees import tenure_ends, warnings_of
from linli.procedures.disputes.forms import MediatorForm
from linli.procedures.disputes.models import Mediator
from linli.procedures.disputes.words import STANDINGS

NAMES = {one.key: one.name for one in STANDINGS}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.mediates)
def committee(request: HttpRequest) -> HttpResponse:
    """Show who is in office and what the register lacks, and enter a mediator."""
    acting, at = cast(ActingRequest, request), timezone.now()
    form = MediatorForm(acting.post, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        signs_in = given.pop("post")
        try:
            registering.enter(**given, signs_in=signs_in, post=acting.post, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Entered in the register."))
            return redirect("disputes:committee")
    day = timezone.localdate()
    in_office = selectors.of_committee(acting.post.unit_id, day)
    context = {
        "form": form,
        "mediators": [(one, NAMES[one.standing], tenure_ends(one)) for one in in_office],
        "warnings": warnings_of(in_office, day=day),
    }
    return render(request, "disputes/committee.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@require(access.mediates)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a mediator leaves office today."""
    acting, at = cast(ActingRequest, request), timezone.now()
    mediator = get_object_or_404(Mediator, pk=pk, unit=acting.post.unit_id)
    try:
        registering.end(
            mediator, until_date=timezone.localdate(), post=acting.post, by=acting.actor, at=at
        )
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("No longer in office."))
    return redirect("disputes:committee")
