"""Pages that import a duty list: the file is looked at, shown, and only then taken over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import require_power
from linli.base.audit.log import refusals_recorded
from linli.base.files.actions import store
from linli.base.files.models import StoredFile
from linli.base.files.storage import path_of
from linli.base.regions.models import Region
from linli.base.ui.forms import add_refusal
from linli.base.ui.pieces import Crumb
from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.duties import workbooks
from linli.registers.duties.forms import ImportForm
from linli.registers.duties.importing import import_items
from linli.registers.duties.planning import plan
from linli.registers.duties.views.browsing import list_crumb

# What this session has uploaded; the file itself is cleared after a day.
SESSION_KEY = "duties_import"
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An uploaded file that waits to be taken over, and what was said about it."""

    file: StoredFile
    region: Region
    day: date
    is_whole: bool

    def rows(self) -> list[workbooks.SheetRow]:
        with path_of(self.file.sha256).open("rb") as file:
            return workbooks.read(file)

    def terms(self) -> dict[str, Any]:
        return {"region": self.region, "day": self.day, "is_whole": self.is_whole}


@require_http_methods(["GET", "POST"])
@require_power("duties")
def upload(request: Any) -> HttpResponse:
    """Take a file and go on to what it would change."""
    initial = {"region": request.post.unit.region, "day": timezone.localdate()}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            request.session[SESSION_KEY] = _stored(form.cleaned_data)
            return redirect("duties:preview")
        except Refused as refused:
            add_refusal(form, refused)
    crumbs = [list_crumb(), Crumb(_("Import a list"))]
    return render(request, "duties/import.html", {"form": form, "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
@require_power("duties")
def preview(request: Any) -> HttpResponse:
    """Show what the uploaded file would change; sent back, take it over."""
    waiting = _waiting(request)
    if waiting is None:
        return redirect("duties:import")
    refusal = None
    if request.method == "POST":
        try:
            return _taken_over(request, waiting)
        except Refused as refused:
            refusal = refused.message
    planned = plan(waiting.rows(), **waiting.terms())
    context = {
        "plan": planned,
        "waiting": waiting,
        "refusal": refusal,
        "shown": [row for row in planned.rows if row.change in ("new", "changed")][:ROWS_SHOWN],
        "counts": {change: planned.count(change) for change in ("new", "changed", "same")},
        "is_blocked": waiting.is_whole and bool(planned.rejected),
        "crumbs": [list_crumb(), Crumb(_("Import a list")), Crumb(_("Check"))],
    }
    return render(request, "duties/preview.html", context)


@require_safe
@require_power("duties")
def rejected(request: Any) -> HttpResponse:
    """Send the rejected rows of the uploaded file, each with its reasons."""
    waiting = _waiting(request)
    if waiting is None:
        return redirect("duties:import")
    planned = plan(waiting.rows(), **waiting.terms())
    rows = [(row.row, row.errors) for row in planned.rejected]
    return _workbook(workbooks.rejected(rows, _language()), _("rejected rows"))


@require_safe
@require_power("duties")
def template(request: Any) -> HttpResponse:
    """Send an empty file with the headings."""
    return _workbook(workbooks.template(_language()), _("duty list template"))


def _stored(asked: dict[str, Any]) -> dict[str, Any]:
    """Keep the file and return what the session remembers. Raises Refused for one that can't be
    read."""
    file = store(asked["file"])
    if file.content_type != workbooks.EXCEL:
        raise Refused(Text("请上传Excel文件（xlsx）。", "Send an Excel file (xlsx)."), field="file")
    with path_of(file.sha256).open("rb") as content:
        workbooks.read(content)
    return {
        "file": str(file.pk),
        "region": asked["region"].pk,
        "day": asked["day"].isoformat(),
        "is_whole": asked["is_whole"],
    }


def _waiting(request: Any) -> _Waiting | None:
    told = request.session.get(SESSION_KEY)
    if not told:
        return None
    file = StoredFile.objects.filter(pk=told["file"]).first()
    region = Region.objects.filter(pk=told["region"]).first()
    if file is None or region is None or not path_of(file.sha256).exists():
        return None
    return _Waiting(file, region, date.fromisoformat(told["day"]), told["is_whole"])


def _taken_over(request: Any, waiting: _Waiting) -> HttpResponse:
    now = timezone.now()
    facts = {"file": waiting.file.sha256}
    rows = waiting.rows()
    with refusals_recorded("duty.import", by=request.actor, at=now, facts=facts):
        done = import_items(
            rows, **waiting.terms(), sha256=waiting.file.sha256, by=request.actor, at=now
        )
    count = done.count("new") + done.count("changed")
    messages.success(
        request,
        ngettext("%(count)d item taken over.", "%(count)d items taken over.", count)
        % {"count": count},
    )
    if not done.rejected:
        del request.session[SESSION_KEY]
        return redirect("duties:list")
    return redirect("duties:preview")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=workbooks.EXCEL)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


def _language() -> str:
    return get_language() or "zh-hans"
