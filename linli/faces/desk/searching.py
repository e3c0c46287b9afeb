"""The pages of the search: what was typed is a number, who sent something, or words.

The box sends by POST, so that no telephone or identity number ever stands in an address, a
history or a log of requests. Words are led to an address of their own, which can be kept.
"""

from __future__ import annotations

from typing import Any, Final, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.accounts.models import Post
from linli.base.privacy.kinds import KINDS
from linli.base.search.tokens import LONGEST_QUERY
from linli.base.ui.language import said
from linli.cases import searching
from linli.cases.counting import CAP
from linli.core.errors import Refused
from linli.faces.desk import bulk, found, saved
from linli.faces.desk.choosing import SEARCH
from linli.faces.desk.filters import CONDITIONS
from linli.faces.desk.scopes import works_on_cases

PERSONAL: Final = ("telephone", "identity_number", "name")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("q")
@require_post
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; a number leads to its case."""
    acting = cast(ActingRequest, request)
    if not works_on_cases(acting.post):
        raise Http404
    if request.method == "POST":
        return _sent(acting)
    typed = searching.what(request.GET.get("q", ""))
    if typed.kind == "reference":
        return _of_number(acting, typed.text, request.GET)
    if typed.kind in PERSONAL:
        # Somebody wrote it into the address: it is not looked for, and not said again.
        messages.error(
            request, _("Type numbers of people into the box: addresses are kept in histories.")
        )
        return redirect("desk:search")
    return _page(acting, found.search(acting.post, request.GET, on=_today()), request.GET)


@never_cache
@require_safe
@require_post
def count(request: HttpRequest) -> HttpResponse:
    """Say how many cases the search finds, for htmx to put over its first page."""
    acting = cast(ActingRequest, request)
    kept = saved.kept_of(request.GET)
    if not works_on_cases(acting.post) or not kept:
        raise Http404
    number = found.count(acting.post, QueryDict(kept))
    shown = f"{CAP}+" if number > CAP else str(number)
    return HttpResponse(escape(_("Cases found: %(count)s") % {"count": shown}))


@require_POST
@require_post
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search under a name, and go back to it."""
    acting = cast(ActingRequest, request)
    query = saved.kept_of(QueryDict(request.POST.get("query", "")))
    try:
        one = saved.save(acting.post, name=request.POST.get("name", ""), query=query)
    except Refused as refused:
        messages.error(request, said(refused.message))
    else:
        messages.success(request, _("Saved: %(name)s") % {"name": one.name})
    return redirect(f"{reverse('desk:search')}?{query}")


@require_POST
@require_post
def unsave(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved search."""
    acting = cast(ActingRequest, request)
    saved.delete(acting.post, pk)
    messages.success(request, _("Saved search deleted."))
    return redirect("desk:search")


def _sent(request: ActingRequest) -> HttpResponse:
    """Answer what was typed into the box, by what it is."""
    typed = searching.what(request.POST.get("q", "")[:LONGEST_QUERY])
    kind = "name" if request.POST.get("as") == "name" else typed.kind
    asked = QueryDict(mutable=True)
    asked.update({n: request.POST[n] for n in CONDITIONS if request.POST.get(n)})
    if kind in PERSONAL:
        result = found.of_sender(
            request.post, kind, typed.text, asked, by=request.actor, at=timezone.now()
        )
        return _page(request, result, asked, typed=typed.text, of=KINDS[kind].name)
    if kind == "reference":
        return _of_number(request, typed.text, asked)
    if typed.text:
        asked["q"] = typed.text
    return redirect(f"{reverse('desk:search')}?{asked.urlencode()}")


def _of_number(request: ActingRequest, number: str, asked: QueryDict) -> HttpResponse:
    """Lead to the case with this number, or say that there is none."""
    case = searching.by_number(request.post, number)
    if case:
        return redirect("cases:case", case.reference)
    trouble = _("No case that you may see has this number. Check each digit.")
    others = asked.copy()
    others.pop("q", None)
    result = found.search(request.post, others, on=_today())
    return _page(request, result, others, typed=number, trouble=trouble)


def _page(
    request: ActingRequest, result: found.Found, asked: QueryDict, **more: Any
) -> HttpResponse:
    rows = saved.saved_by(request.post)
    current = saved.kept_of(asked)
    context = {
        "found": result,
        "typed": result.query.text,
        "asked": [(name, asked[name]) for name in CONDITIONS if asked.get(name)],
        "saved": rows,
        "saved_tabs": saved.tabs(rows, current),
        "shown_saved": next((one for one in rows if one.query == current), None),
        "current": current,
        "bulk": None if more.get("of") or result.is_near else _offer(request.post, result, asked),
        "most": found.ROWS,
        "now": timezone.now(),
        **more,
    }
    return render(request, "desk/search.html", context)


def _offer(post: Post, result: found.Found, asked: QueryDict) -> bulk.Offer | None:
    rows = [hit.row for hit in result.hits]
    return bulk.offer(post, rows, asked, source=SEARCH) if rows else None


def _today() -> Any:
    return timezone.localdate()
