"""The office's pages of themed collections: all of them, one, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.base.ui.paging import page_by_key
from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.suggestions import access, campaigns
from linli.procedures.suggestions.forms import CampaignForm, FeedbackForm
from linli.procedures.suggestions.models import Campaign

ROWS_ON_PAGE = 25
METHODS = ["GET", "HEAD", "POST"]
ACTS: dict[str, Callable[..., Campaign]] = {"publish": campaigns.publish, "end": campaigns.end}


@never_cache
@require_http_methods(METHODS)
@require(access.collects)
def all_campaigns(request: HttpRequest) -> HttpResponse:
    """Show the collections of the office, and draft one."""
    acting, at = cast(ActingRequest, request), timezone.now()
    form = CampaignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = campaigns.make(**form.cleaned_data, post=acting.post, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Drafted. Read it once more, then publish it."))
            return redirect("suggestions:campaign", made.pk)
    page = page_by_key(
        campaigns.of_unit(acting.post), keys=("from_date", "id"), asked=request.GET,
        size=ROWS_ON_PAGE, is_newest_first=True,
    )  # fmt: skip
    context = {"form": form, "page": page, "day": local_day(at)}
    status = 422 if form.errors else 200
    return render(request, "suggestions/campaigns.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
@require(access.collects)
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a collection; a draft can be changed, a published one answered."""
    acting, at = cast(ActingRequest, request), timezone.now()
    found = _found(acting, pk)
    data = request.POST if request.method == "POST" else None
    form = _form(found, data)
    if data is not None and form.is_valid():
        act = campaigns.answer if found.published_at else campaigns.change
        given: dict[str, Any] = form.cleaned_data
        try:
            act(found, **given, post=acting.post, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("suggestions:campaign", pk)
    context = {
        "campaign": found,
        "form": form,
        "is_open": campaigns.is_open(found, local_day(at)),
        "received": found.suggestions.count(),
        "now": at,
    }
    status = 422 if form.errors else 200
    return render(request, "suggestions/campaign.html", context, status=status)


@never_cache
@require_POST
@require(access.collects)
def act(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Publish a collection, or end it today."""
    acting = cast(ActingRequest, request)
    found, chosen = _found(acting, pk), ACTS.get(key)
    if chosen is None:
        raise Http404
    try:
        chosen(found, post=acting.post, by=acting.actor, at=timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Done."))
    return redirect("suggestions:campaign", pk)


def _form(found: Campaign, data: Any) -> CampaignForm | FeedbackForm:
    if found.published_at:
        return FeedbackForm(data, initial={"feedback": found.feedback})
    return CampaignForm(data, of=found)


def _found(acting: ActingRequest, pk: int) -> Campaign:
    found = campaigns.of_unit(acting.post).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
