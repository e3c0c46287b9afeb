"""Writing a whistle down; departments are called on its own page, by what is proposed there."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases import receipts
from linli.cases.models import Case
from linli.cases.page import find
from linli.core.errors import NotAllowed, Refused
from linli.procedures.whistles import access
from linli.procedures.whistles.forms import BlowForm
from linli.procedures.whistles.opening import open_whistle


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.calls)
def blow(request: HttpRequest) -> HttpResponse:
    """Take a whistle down; sending the form twice is one whistle."""
    acting, at = cast(ActingRequest, request), timezone.now()
    origin = _origin(acting)
    if request.method != "POST":
        return _show(acting, BlowForm(acting.post, origin=origin), receipts.new_key())
    key = receipts.key_of(request)
    form = BlowForm(acting.post, request.POST, origin=origin)
    if form.is_valid():
        try:
            case = open_whistle(form.call(), submission_key=key, by=acting.actor, at=at)
        except NotAllowed as refused:
            raise PermissionDenied(said(refused.message)) from refused
        except Refused as refused:
            add_refusal(form, refused)
        else:
            url = reverse("cases:case", args=[case.reference])
            return redirect(f"{url}?open=call#do-call")
    return _show(acting, form, key, status=422)


def _origin(request: ActingRequest) -> Case | None:
    """Return the case that it shall help with; the same 404 for what is not to be seen and none."""
    number = request.POST.get("from", "") or request.GET.get("from", "")
    if not number:
        return None
    try:
        case = find(number, post=request.post)
    except Case.DoesNotExist:
        raise Http404 from None
    if case.is_sealed:
        raise Http404
    return case


def _show(request: ActingRequest, form: BlowForm, key: str, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "key": key, "origin": form.origin}
    return render(request, "whistles/blow.html", context, status=status)
