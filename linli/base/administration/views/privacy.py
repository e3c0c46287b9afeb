"""Pages about personal data: the impact assessment, and what was erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from linli.base.accounts.access import require_power
from linli.base.administration.grades import GRADES
from linli.base.privacy.erasure import GROUNDS, WHATS
from linli.base.privacy.inventory import plain_fields
from linli.base.privacy.measures import LEFT, MEASURES
from linli.base.privacy.models import ErasureReport, ErasureTally
from linli.base.rules.keeping import kept_for
from linli.base.rules.registry import SETTABLE
from linli.base.ui.paging import page_by_key
from linli.core.personal import PERIODS, TABLES, Period, Table
from linli.core.text import Text


@require_safe
@require_power("privacy")
def impact(request: Any) -> HttpResponse:
    """Show the impact assessment, drawn from the inventory of fields."""
    tables = sorted((table for table in TABLES), key=lambda table: table.model)
    held = [table for table in tables if table.personal]
    context = {
        "tables": [(table.model, _rows(table)) for table in held],
        "periods": _periods(PERIODS),
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
        "periods": _periods(one for one in PERIODS if one.months is not None),
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


def _periods(periods: Iterable[Period]) -> list[dict[str, Any]]:
    """Return the periods with their lengths and how sure we are of them. One query."""
    kept = kept_for(periods, on=timezone.localdate())
    return [{"kept": one, "grade": GRADES[one.period.basis.grade]} for one in kept]


def _tally(tally: ErasureTally) -> dict[str, Any]:
    procedure = SETTABLE.get(tally.rule)
    return {
        "rule": procedure.name if procedure else tally.rule,
        "what": WHATS.get(tally.what) or Text(tally.what, tally.what),
        "ground": GROUNDS.get(tally.ground),
        "number": tally.number,
    }
