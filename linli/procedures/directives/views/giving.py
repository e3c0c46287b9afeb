"""Giving a directive, and those that were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.paging import page_by_key
from linli.cases.links import PART
from linli.cases.models import Case
from linli.cases.submissions import new_key
from linli.cases.views.sending import carried_out
from linli.procedures.directives import access, opening, progress
from linli.procedures.directives.forms import GiveForm
from linli.registers.conferences.models import Conference, Demand

ROWS = 25


@never_cache
@require_safe
@require(access.gives)
def given(request: HttpRequest) -> HttpResponse:
    """Show the directives that the post's unit gave first, the newest first, each with how far it
    is."""
    acting, at = cast(ActingRequest, request), timezone.now()
    mine = Case.objects.visible_to(acting.post).filter(
        procedure="directive", coordinator=acting.post.unit_id
    )
    firsts = mine.exclude(links_out__kind=PART).for_list()
    page = page_by_key(
        firsts, keys=("opened_at", "id"), asked=request.GET, size=ROWS, is_newest_first=True
    )
    sums = progress.of_roots([case.pk for case in page.rows], acting.post, at=at)
    rows = [(case, sums.get(case.pk)) for case in page.rows]
    return render(request, "directives/given.html", {"page": page, "rows": rows, "now": at})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.gives)
def give(request: HttpRequest) -> HttpResponse:
    """Give a directive, of a demand or of a document; sending the form twice is one directive.
    With `look` nothing is given: the posts of the lead unit are shown."""
    acting, at = cast(ActingRequest, request), timezone.now()
    demand = _demand(acting)
    sent = request.method == "POST" and "look" not in request.POST
    form = GiveForm(
        acting.post, request.POST if sent else None, initial=_filled_in(request), demand=demand
    )
    key = request.POST.get("submission", "") or new_key()
    case = carried_out(form, lambda now: _give(acting, form, demand, key, now)) if sent else None
    if case:
        messages.success(request, _("The directive is given."))
        return redirect("cases:case", reference=case.reference)
    context = {"form": form, "demand": demand, "submission": key, "now": at}
    return render(request, "directives/give.html", context, status=422 if form.errors else 200)


def _give(
    acting: ActingRequest, form: GiveForm, demand: Demand | None, key: str, at: datetime
) -> Case:
    to = form.to()
    if demand is None:
        own = f"{acting.post.unit_id}:{key}"
        return opening.give(form.task_given(), to, key=own, by=acting.actor, at=at)
    return opening.open_from(
        demand,
        lead=to.lead,
        assisting=to.assisting,
        post=to.responsible,
        due_on=form.cleaned_data["due_on"],
        measure=form.cleaned_data["measure"],
        by=acting.actor,
        at=at,
    )


def _filled_in(request: HttpRequest) -> dict[str, Any]:
    """Return what stands in the form that was sent."""
    return {**request.POST.dict(), "assisting": request.POST.getlist("assisting")}


def _demand(acting: ActingRequest) -> Demand | None:
    """Return the demand that is asked for, of a conference that the post may see."""
    asked = acting.GET.get("demand", "")
    if not asked:
        return None
    seen = Conference.objects.visible_to(acting.post)
    rows = Demand.objects.filter(conference__in=seen).exclude(confirmed_at=None)
    rows = rows.select_related("conference__host__region")
    demand = rows.filter(pk=int(asked)).first() if asked.isascii() and asked.isdecimal() else None
    if demand is None:
        raise Http404
    return demand
