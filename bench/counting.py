"""Brings the counters to what the cases count for, since copies were never counted."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection

from linli.cases import folding
from linli.cases.models import DayCounter, Delta, MonthCounter, PlaceDayCounter

_DELTAS: Final = """
    INSERT INTO cases_delta (indicator, kind, unit, region, day, month,
                             total, hits, left_out, left_out_hits, is_claimed)
    SELECT indicator, kind, unit_id, region_id, day, {month}, COUNT(*),
           SUM(CASE WHEN is_hit THEN 1 ELSE 0 END),
           SUM(CASE WHEN is_excluded THEN 1 ELSE 0 END),
           SUM(CASE WHEN is_hit AND is_excluded THEN 1 ELSE 0 END), {no}
    FROM cases_tally GROUP BY 1, 2, 3, 4, 5
"""
_MONTH: Final = {
    "sqlite": "strftime('%%Y-%%m-01', day)",
    "postgresql": "CAST(date_trunc('month', day) AS date)",
}
_NO: Final = {"sqlite": "0", "postgresql": "false"}


def count(at: datetime) -> None:
    """Count everything anew and fold it."""
    for model in (Delta, DayCounter, PlaceDayCounter, MonthCounter):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        vendor = connection.vendor
        cursor.execute(_DELTAS.format(month=_MONTH[vendor], no=_NO[vendor]), [])
    folding.fold(at)
