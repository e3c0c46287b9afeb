"""The duty roster of one's own unit: seen, entered by hand, taken in from a file."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.sheets.writing import template
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said, screen_language
from linli.core.errors import Refused
from linli.procedures.whistles import access, rosters
from linli.procedures.whistles.forms import RosterForm, ShiftForm
from linli.procedures.whistles.models import Shift

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.keeps_roster)
def roster(request: HttpRequest) -> HttpResponse:
    """Show who is on duty now and next, and enter a shift."""
    acting, at = cast(ActingRequest, request), timezone.now()
    form = ShiftForm(acting.post, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            rosters.enter(**form.cleaned_data, by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Entered in the roster."))
            return redirect("whistles:roster")
    return _show(acting, form=form)


@never_cache
@require_POST
@require(access.keeps_roster)
def take_in(request: HttpRequest) -> HttpResponse:
    """Take the shifts of a file in, and name the rows that can't be."""
    acting, at = cast(ActingRequest, request), timezone.now()
    form, taken = RosterForm(request.POST, request.FILES), None
    if form.is_valid():
        try:
            taken = rosters.take_in(form.cleaned_data["file"], by=acting.actor, at=at)
        except Refused as refused:
            add_refusal(form, refused)
    return _show(acting, file_form=form, taken=taken)


@never_cache
@require_safe
@require(access.keeps_roster)
def template_file(request: HttpRequest) -> HttpResponse:
    """Send an empty roster as an Excel file."""
    content = template(rosters.SHEET, screen_language())
    response = HttpResponse(content, content_type=XLSX)
    name = f"{said(rosters.SHEET.name)}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@never_cache
@require_POST
@require(access.keeps_roster)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a shift off the roster."""
    acting = cast(ActingRequest, request)
    shift = get_object_or_404(Shift, pk=pk, unit=acting.post.unit_id)
    rosters.remove(shift, by=acting.actor, at=timezone.now())
    messages.success(request, _("Taken off the roster."))
    return redirect("whistles:roster")


def _show(
    request: ActingRequest,
    *,
    form: ShiftForm | None = None,
    file_form: RosterForm | None = None,
    taken: rosters.Taken | None = None,
) -> HttpResponse:
    at = timezone.now()
    form, file_form = form or ShiftForm(request.post), file_form or RosterForm()
    context = {
        "form": form,
        "file_form": file_form,
        "taken": taken,
        "shifts": rosters.ahead(request.post.unit, at=at),
        "now": at,
    }
    is_wrong = bool(form.errors or file_form.errors)
    return render(request, "whistles/roster.html", context, status=422 if is_wrong else 200)
