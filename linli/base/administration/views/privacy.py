"""Pages about personal data: the impact assessment, and what was erased."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from linli.base.accounts.access import require_power
from linli.base.privacy.erasure import GROUNDS, WHATS
from linli.base.privacy.inventory import plain_fields
from linli.base.privacy.measures import LEFT, MEASURES
from linli.base.privacy.models import ErasureReport, ErasureTally
from linli.base.privacy.periods import is_set_here, length_of
from linli.base.rules.registry import SETTABLE
from linli.base.ui.paging import page_by_key
from linli.core.personal import PERIODS, TABLES, Period, Table
from linli.core.text import Text

# How sure we are of a basis, in words.
GRADES = {
    "A": Text("已核对原文", "the text was read"),
    "B": Text("据引用材料", "read where it is quoted"),
    "C": Text("通行做法，须确认", "common practice, to be confirmed"),
    "design": Text("预设，可改", "a preset, can be changed"),
}


@require_safe
@require_power("privacy")
def impact(request: Any) -> HttpResponse:
    """Show the impact assessment, drawn from the inventory of fields."""
    tables = sorted((table for table in TABLES), key=lambda table: table.model)
    held = [table for table in tables if table.personal]
    context = {
        "tables": [(table.model, _rows(table)) for table in held],
        "periods": [_period(one) for one in PERIODS],
        "plain": [(table.model, plain_fields(table.model)) for table in tables],
        "measures": MEASURES,
        "left": LEFT,
        "fields": sum(len(table.personal) for table in held),
        "today": timezone.localdate(),
    }
    return render(request, "administration/impact.html", context)


@require_safe
@require_power("privacy")
def erasures(request: Any) -> HttpResponse:
    """Show what was erased by rule, day by day, and what was held back and why."""
    reports = ErasureReport.objects.order_by()
    page = page_by_key(reports, keys=("day", "pk"), asked=request.GET, is_newest_first=True)
    tallies: dict[int, list[ErasureTally]] = {}
    for one in ErasureTally.objects.filter(report__in=[row.pk for row in page.rows]):
        tallies.setdefault(one.report_id, []).append(one)
    context = {
        "page": page,
        "days": [(row, [_tally(one) for one in tallies.get(row.pk, [])]) for row in page.rows],
        "periods": [_period(one) for one in PERIODS if one.months is not None],
    }
    return render(request, "administration/erasures.html", context)


def _rows(table: Table) -> list[dict[str, Any]]:
    """Return the personal fields of a table, those that are kept alike in one row."""
    rows: dict[tuple[Any, Any], dict[str, Any]] = {}
    for name, one in table.personal.items():
        fresh = {"use": one.use, "guard": one.guard, "fields": []}
        fresh["period"] = PERIODS[one.use.period].name
        rows.setdefault((one.use, one.guard), fresh)["fields"].append((name, one))
    return list(rows.values())


def _period(period: Period) -> dict[str, Any]:
    return {
        "period": period,
        "length": length_of(period),
        "is_set_here": is_set_here(period.key),
        "grade": GRADES[period.basis.grade],
    }


def _tally(tally: ErasureTally) -> dict[str, Any]:
    procedure = SETTABLE.get(tally.rule)
    return {
        "rule": procedure.name if procedure else tally.rule,
        "what": WHATS.get(tally.what) or Text(tally.what, tally.what),
        "ground": GROUNDS.get(tally.ground),
        "number": tally.number,
    }
