"""The annual report of Art. 41: to read, and as Word and Excel."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.audit.log import record
from linli.base.ui.language import said, screen_language
from linli.core.chain import SYSTEM
from linli.procedures.petitions import access, annual, annual_files
from linli.procedures.petitions.annual_words import BASIS, EXCLUDED
from linli.procedures.petitions.range_figures import petitions
from linli.procedures.petitions.worklists import asked_by

KINDS = ("word", "excel")


@never_cache
@require_safe
@require(access.reads_range)
def annual_report(request: HttpRequest) -> HttpResponse:
    """Show the report of a year over what the post sees in its area."""
    acting, at = cast(ActingRequest, request), timezone.now()
    years = _years(acting, at)
    report = annual.report(acting.post, year=_year(request, years), at=at)
    context = {
        "report": report,
        "title": annual_files.title_of(report),
        "years": years,
        "basis": BASIS,
        "excluded": EXCLUDED,
        "now": at,
    }
    return render(request, "petitions/annual.html", context)


@never_cache
@require_safe
@require(access.reads_range)
def annual_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the report as a file, on record."""
    if kind not in KINDS:
        raise Http404
    acting, at = cast(ActingRequest, request), timezone.now()
    year = _year(request, _years(acting, at))
    report = annual.report(acting.post, year=year, at=at)
    if kind == "word":
        content, content_type, ending = annual_files.word(report), annual_files.WORD, "docx"
    else:
        language = screen_language()
        content = annual_files.excel(report, language)
        content_type, ending = annual_files.EXCEL, "xlsx"
    with transaction.atomic():
        facts = {"year": year, "file": kind}
        record(SYSTEM, "petition.annual_downloaded", by=acting.actor, at=at, facts=facts)
    response = HttpResponse(content, content_type=content_type)
    name = f"{said(annual_files.title_of(report))}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _years(request: ActingRequest, at: datetime) -> list[int]:
    return annual.years_of(petitions(asked_by(request.post, at=at)), at=at)


def _year(request: HttpRequest, years: list[int]) -> int:
    """Return the year asked for, the last one unless told; 404 for one without petitions."""
    asked = request.GET.get("year", str(years[0]))
    if asked not in map(str, years):
        raise Http404
    return int(asked)
