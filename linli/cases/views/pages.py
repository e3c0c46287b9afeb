"""The case page itself, the files of a case, and people shown in clear."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.files.serving import response_for
from linli.base.ui.language import said
from linli.cases.looks import look, reveal
from linli.cases.models import Accused, Case
from linli.cases.page import files_of, people_of
from linli.cases.sealing import reveal_accused
from linli.cases.views.finding import case_or_404
from linli.cases.views.showing import Carried, show
from linli.core.errors import NotAllowed, Refused


@never_cache
@require_safe
@require_post
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the case, and put the look on record."""
    acting = cast(ActingRequest, request)
    at = timezone.now()
    found = case_or_404(acting, reference)
    if request.method == "GET":
        look(found, post=acting.post, by=acting.actor, at=at)
    return show(acting, found, at=at)


@never_cache
@require_safe
@require_post
def file(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Send a file of the case to someone who may see the case."""
    acting = cast(ActingRequest, request)
    found = case_or_404(acting, reference)
    attachment = next((one for one in files_of(found) if one.pk == pk), None)
    if attachment is None:
        raise Http404
    if request.method == "GET":
        look(found, post=acting.post, by=acting.actor, at=timezone.now())
    # Streamed, which the decorators' types don't know.
    return cast(HttpResponse, response_for(attachment.file))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_post
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one identifier of the sender, or the name of somebody accused, in clear, once, for a
    reason that goes on record."""
    acting = cast(ActingRequest, request)
    found = case_or_404(acting, reference)
    if request.method != "POST":
        return redirect("cases:case", found.reference)
    at = timezone.now()
    kind = request.POST.get("kind", "")
    reason = request.POST.get("reason", "")
    carried = Carried()
    accused = _accused(found, request.POST.get("accused", ""))
    key = f"accused-{accused.pk}" if accused else kind
    by = acting.actor
    try:
        carried.revealed[key] = (
            reveal_accused(found, accused, "name", by=by, at=at, reason=reason)
            if accused
            else reveal(found, kind, by=by, at=at, reason=reason)
        )
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        carried.not_revealed[key] = said(refused.message)
    if "HX-Request" in request.headers and not accused:
        return _one_person(acting, found, kind, carried)
    return show(acting, found, at=at, carried=carried, status=422 if carried.not_revealed else 200)


def _accused(found: Case, asked: str) -> Accused | None:
    """Return who is asked for among those accused; None when it is not about them."""
    if not asked:
        return None
    rows = Accused.objects.filter(message=found.message_id)
    known = {str(one.pk): one for one in rows}
    if asked not in known:
        raise Http404
    return known[asked]


def _one_person(request: ActingRequest, found: Case, kind: str, carried: Carried) -> HttpResponse:
    """Return the line of one identifier alone, for htmx to put in place."""
    one = next((one for one in people_of(found) if one.kind.key == kind), None)
    if one is None:
        raise Http404
    context = {"case": found, "one": one, "carried": carried, "may_reveal": True}
    return render(request, "cases/person.html", context)
