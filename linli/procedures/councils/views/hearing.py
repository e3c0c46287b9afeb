"""The opinions on a topic, of which a person says one by one whether all may read them."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.language import said
from linli.cases import authority
from linli.cases.views.finding import case_or_404
from linli.core.errors import NotAllowed, Refused
from linli.procedures.councils import access, opinions
from linli.procedures.councils.forms import DecideForm
from linli.procedures.councils.naming import name_of
from linli.procedures.councils.words import ONLINE, OPINION_WAYS, WITHHELD_GROUNDS

# Forms on a page at a time, and opinions that were dealt with.
AT_ONCE, MOST = 20, 100


@never_cache
@require_safe
@require(access.works)
def heard(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the opinions, those that wait for a decision first."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference, "deliberation")
    sides = authority.sides_of(case, acting.actor)
    if not sides:
        raise PermissionDenied(said(opinions.NOT_YOURS))
    rows = list(case.deliberation.opinions.all())
    waiting = [one for one in rows if not one.is_decided]
    decided = [one for one in reversed(rows) if one.is_decided]
    context = {
        "case": case,
        "row": case.deliberation,
        "may_decide": "lead" in sides,
        "waiting": [(one, _way(one.way), DecideForm(pk=one.pk)) for one in waiting[:AT_ONCE]],
        "left": max(len(waiting) - AT_ONCE, 0),
        "decided": [(one, _way(one.way), name_of(WITHHELD_GROUNDS, one.withheld))
                    for one in decided[:MOST]],
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "councils/opinions.html", context)


@never_cache
@require_POST
@require(access.works)
def decide(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Release an opinion, or say on which ground it is not."""
    acting, at = cast(ActingRequest, request), timezone.now()
    case = case_or_404(acting, reference, "deliberation")
    one = case.deliberation.opinions.filter(pk=pk).first()
    if one is None:
        raise Http404
    form = DecideForm(request.POST, pk=pk)
    if not form.is_valid():
        messages.warning(request, next(iter(form.errors.values()))[0])
        return redirect("councils:opinions", case.reference)
    given = form.cleaned_data
    try:
        if given["ground"]:
            opinions.withhold(one, ground=given["ground"], by=acting.actor, at=at)
        else:
            opinions.release(one, answer=given["answer"], by=acting.actor, at=at)
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Noted."))
    return redirect("councils:opinions", case.reference)


def _way(key: str) -> object:
    return name_of((*OPINION_WAYS, ONLINE), key)
