"""Pages of the batches that a post asked for: the list, one with its progress, its files."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.batches import actions
from linli.base.batches.kinds import BATCH_KINDS, IMPORTS, ImportKind
from linli.base.batches.models import Batch
from linli.base.batches.selectors import (
    PREVIEWED_AT_MOST,
    SHOWN_AT_MOST,
    batches_of,
    changes_of,
    lines,
    refused_items,
)
from linli.base.batches.terms import import_of, plan_terms
from linli.base.files.kinds import EXCEL
from linli.base.files.serving import response_for
from linli.base.notices.desk import mark_seen
from linli.base.sheets import writing
from linli.base.ui.language import said, screen_language
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb
from linli.core.errors import Refused
from linli.core.text import Text

REFUSED = Text("未成功", "Not done")


@never_cache
@require_safe
@require_post
def jobs(request: HttpRequest) -> HttpResponse:
    """List what the post asked for, the newest first."""
    acting = cast(ActingRequest, request)
    rows = batches_of(acting.post)
    page = page_by_key(rows, keys=("id",), asked=request.GET, is_newest_first=True)
    imports = [one for one in IMPORTS if one.may(acting.post)]
    context = {"page": page, "imports": imports, "now": timezone.now()}
    return render(request, "batches/list.html", context)


@never_cache
@require_safe
@require_post
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a batch: what an import would do, how far it is, or what became of it."""
    acting = cast(ActingRequest, request)
    batch = own_or_404(acting, pk)
    if request.method == "GET":
        mark_seen(acting.post, at=timezone.now(), about=f"batch:{pk}")
    if batch.is_draft:
        return _preview(acting, batch)
    refused = batch.items.filter(outcome="refused")
    unchanged = batch.items.filter(outcome="done", change="same").count()
    done = batch.items.filter(outcome="done").exclude(change="same")
    context = {
        "batch": batch,
        "refused": lines(batch, acting.post, refused, most=SHOWN_AT_MOST),
        "done": lines(batch, acting.post, done, most=SHOWN_AT_MOST) if batch.is_over else [],
        "most": SHOWN_AT_MOST,
        "unchanged": unchanged,
        "done_number": batch.done - unchanged,
        "left": batch.total - batch.done - batch.refused if batch.is_over else 0,
        "crumbs": [Crumb(_("Batch jobs"), reverse("batches:list")), Crumb(batch.declared.name)],
        "now": timezone.now(),
    }
    return render(request, "batches/job.html", context)


@never_cache
@require_safe
@require_post
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a batch is, for htmx to put in place; once it is over, the page anew."""
    batch = own_or_404(cast(ActingRequest, request), pk)
    if not batch.is_under_way:
        response = redirect("batches:job", pk)
        if "HX-Request" in request.headers:
            response = HttpResponse(headers={"HX-Refresh": "true"})
        return response
    return render(request, "batches/progress.html", {"batch": batch})


@require_POST
@require_post
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm an import."""
    acting = cast(ActingRequest, request)
    batch = own_or_404(acting, pk)
    kind = import_of(batch)
    if kind is None or not kind.may(acting.post):
        raise Http404
    try:
        actions.start(batch, by=acting.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, said(refused.message))
    return redirect("batches:job", pk)


@require_POST
@require_post
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a batch."""
    acting = cast(ActingRequest, request)
    batch = own_or_404(acting, pk)
    try:
        actions.stop(batch, by=acting.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, said(refused.message))
    else:
        messages.success(request, _("Cancelled. What was done stays done."))
    return redirect("batches:job", pk)


@never_cache
@require_safe
@require_post
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what came out of a batch to the post that asked for it, on record."""
    acting = cast(ActingRequest, request)
    batch = own_or_404(acting, pk)
    if batch.file is None:
        raise Http404
    at, check = timezone.now(), batch.declared.on_download
    if check and not check(batch, acting.post):
        actions.make_anew(batch, at=at)
        messages.info(
            request,
            _("Some of these cases are no longer for you to see: the file is being made anew."),
        )
        return redirect("batches:job", pk)
    actions.downloaded(batch, "file", by=acting.actor, at=at)
    # Streamed, which the decorators' types don't know.
    return cast(HttpResponse, response_for(batch.file, as_attachment=True))


@never_cache
@require_safe
@require_post
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what was refused, each thing with its reasons, on record."""
    acting = cast(ActingRequest, request)
    batch = own_or_404(acting, pk)
    items, language = refused_items(batch), screen_language()
    if not items:
        raise Http404
    kind = import_of(batch)
    if kind:
        rows = [(item.row()["cells"], item.why) for item in items]
        content = writing.refused(kind.sheet, rows, language)
    elif batch.declared.lines:
        columns, told = batch.declared.columns, batch.declared.lines(items, acting.post)
        content = writing.table(REFUSED, columns, told, language)
    else:
        raise Http404
    actions.downloaded(batch, "refused", by=acting.actor, at=timezone.now())
    return workbook(content, f"{said(batch.declared.name)}-{said(REFUSED)}")


def workbook(content: bytes, name: str) -> HttpResponse:
    """Return an Excel file to be saved."""
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


def crumbs_of(kind: ImportKind, *more: str) -> list[Crumb]:
    """Return the way to a page of an import, from the page on which its table stands."""
    is_job = kind.page == "batches:list"
    above = Crumb(_("Batch jobs") if is_job else kind.name, reverse(kind.page))
    name = BATCH_KINDS[kind.batch_kind].name if is_job else _("Import")
    here = Crumb(name, reverse("batches:import", args=[kind.key]) if more else "")
    return [above, here, *(Crumb(one) for one in more)]


def own_or_404(request: ActingRequest, pk: int) -> Batch:
    """Return the batch if the acting post asked for it; the same 404 for others' and none."""
    found = batches_of(request.post).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _preview(request: ActingRequest, batch: Batch) -> HttpResponse:
    kind = import_of(batch)
    if kind is None or not kind.may(request.post):
        raise Http404
    changing = batch.items.filter(change__in=("new", "changed"))
    wrong = batch.items.filter(change="refused")
    counts = changes_of(batch)
    told = plan_terms(batch)
    context = {
        "batch": batch,
        "kind": kind,
        "counts": counts,
        "ends": told.ends,
        "hindrance": told.hindrance,
        "changing": lines(batch, request.post, changing, most=PREVIEWED_AT_MOST),
        "is_cut": counts[0][1] + counts[1][1] > PREVIEWED_AT_MOST,
        "previewed": PREVIEWED_AT_MOST,
        "refused": lines(batch, request.post, wrong, most=SHOWN_AT_MOST),
        "to_do": counts[0][1] + counts[1][1] + len(told.ends),
        "most": SHOWN_AT_MOST,
        "crumbs": crumbs_of(kind, _("Check")),
    }
    return render(request, "batches/preview.html", context)
