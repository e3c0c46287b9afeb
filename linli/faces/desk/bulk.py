"""Takes what was chosen on a list, asks what is still needed, and has a batch do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.accounts.models import Post
from linli.base.batches import actions
from linli.base.batches.models import Batch
from linli.base.ui.language import said, screen_language
from linli.base.ui.pieces import Crumb
from linli.cases import submissions
from linli.cases.bulk.acts import BULK_ACTS, BulkAct
from linli.core.text import Text
from linli.faces.desk import exporting
from linli.faces.desk.choosing import SEARCH, Choice
from linli.faces.desk.filters import PAGES
from linli.faces.desk.overview import Row
from linli.faces.desk.scopes import works_on_cases

EXPORT: Final = "export"
# An act is done case by case; what is exported is read.
MOST_DONE: Final = 2_000
MOST_EXPORTED: Final = 50_000
NAMED: Final = 8
EXPORTED: Final = Text("导出办件", "Export cases")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_post
def bulk(request: HttpRequest) -> HttpResponse:
    """Show what is about to be done with the cases chosen; sent with `go`, have it done."""
    acting = cast(ActingRequest, request)
    if request.method != "POST":
        return redirect("desk:home")
    key = request.POST.get("act", "")
    act = _act(acting, key)
    choice, at = Choice.sent(request.POST), timezone.now()
    cases = choice.cases(acting.post, at=at)
    most = MOST_DONE if act else MOST_EXPORTED
    number = cases.order_by().count()
    if not number:
        messages.error(request, _("Nothing was chosen. Tick cases first."))
        return redirect(_back(choice))
    form = _form(act, acting, is_sent="go" in request.POST)
    if number <= most and "go" in request.POST and form.is_valid():
        batch = _asked(acting, act, choice, form)
        if not batch.is_over or batch.refused or not act:
            return redirect("batches:job", batch.pk)
        messages.success(request, _("Done: %(act)s, %(n)s.") % _said_of(act, batch))
        return redirect(_back(choice))
    rows = [Row(case, acting.post) for case in cases.for_list().order_by("due_at", "pk")[:NAMED]]
    context = {
        "act_key": key, "name": act.name if act else EXPORTED, "form": form, "choice": choice,
        "number": number, "rows": rows, "rest": number - len(rows), "most": most,
        "is_too_many": number > most, "is_export": act is None, "back": _back(choice),
        "key": request.POST.get("key") or submissions.new_key(),
        "crumbs": [Crumb(_("My desk"), _back(choice)), Crumb(act.name if act else EXPORTED)],
    }  # fmt: skip
    return render(request, "desk/bulk.html", context)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a list offers to do with several of its cases."""

    acts: list[BulkAct]
    references: list[str]
    query: str
    source: str
    whole: str = ""


def offer(
    post: Post, rows: Sequence[Row], asked: QueryDict, *, source: str, whole: str = "", **place: str
) -> Offer:
    """Return what `post` may do with some of `rows`, the page of the list or search that `asked`
    and `place` name; `whole` says how many the filter finds. No query."""
    query = asked.copy()
    for name in (*PAGES, *place):
        query.pop(name, None)
    query.update(place)
    cases = [row.case for row in rows if not row.case.is_sealed]
    acts = [a for a in BULK_ACTS if a.may(post) and any(a.fits(case, post) for case in cases)]
    return Offer(acts, [case.reference for case in cases], query.urlencode(), source, whole)


def _act(request: ActingRequest, key: str) -> BulkAct | None:
    """Return the act, None for an export. Raises Http404 for one that the post may not do."""
    if not works_on_cases(request.post):
        raise Http404
    if key == EXPORT:
        return None
    act = BULK_ACTS.get(key)
    if act is None or not act.may(request.post):
        raise Http404
    return act


def _form(act: BulkAct | None, request: ActingRequest, *, is_sent: bool) -> forms.Form:
    data = request.POST if is_sent else None
    return act.form(request.post, data) if act else forms.Form(data)


def _asked(request: ActingRequest, act: BulkAct | None, choice: Choice, form: forms.Form) -> Batch:
    at = timezone.now()
    common: dict[str, Any] = {
        "post": request.post, "key": request.POST.get("key", ""), "by": request.actor, "at": at,
        "facts": {"is_all": choice.is_all}, "texts": {"filter": choice.query},
    }  # fmt: skip
    if act is None:
        terms = choice.terms() | {"language": screen_language()}
        return actions.ask(exporting.KIND, terms=terms, **common)
    cases = choice.cases(request.post, at=at).order_by("due_at", "pk")
    things = list(cases.values_list("pk", flat=True)[:MOST_DONE])
    given = form.cleaned_data
    return actions.ask(
        act.key, things=things, terms=act.kept(given), about=act.about(given), **common
    )


def _said_of(act: BulkAct, batch: Batch) -> dict[str, Any]:
    return {"act": said(act.name), "n": batch.done}


def _back(choice: Choice) -> str:
    address = reverse("desk:search" if choice.source == SEARCH else "desk:home")
    return f"{address}?{choice.query}" if choice.query else address
