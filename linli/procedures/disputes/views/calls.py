"""The calls that a committee owes senders who gave only a telephone: told, or no answer."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases import telling
from linli.cases.models import Call, Case
from linli.core.errors import NotAllowed, Refused
from linli.procedures.disputes import access


@never_cache
@require_POST
@require(access.mediates)
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person was told, or that nobody answered: then it comes back hours later."""
    acting, at = cast(ActingRequest, request), timezone.now()
    visible = Case.objects.visible_to(acting.post).filter(procedure="dispute")
    owed = Call.objects.select_related("case__message").filter(
        pk=pk, unit=acting.post.unit_id, case__in=visible
    )
    found = owed.first()
    if found is None:
        raise Http404
    try:
        if request.POST.get("outcome") == "no_answer":
            telling.postpone(found, by=acting.actor, at=at)
        else:
            telling.finish(found, by=acting.actor, at=at, outcome="told")
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Noted."))
    return redirect("disputes:day")
