"""Folds deltas into the counters by day and by month, and rolls months up to all places above.

Raw SQL, since a fold must add to rows that others may have made, in one statement; it is the same
on both databases. Nothing in it was typed by anybody.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from linli.base.regions.levels import COUNTRY, LEVELS, PLACEHOLDERS
from linli.cases.models import Delta

BATCH = 200_000
SUMS = ("total", "hits", "left_out", "left_out_hits")
DELTAS, DAYS, MONTHS = "cases_delta", "cases_daycounter", "cases_monthcounter"


def fold(at: datetime) -> int:
    """Fold all deltas written by now and return how many. A batch is one transaction: cut short,
    it has not happened, and two that fold side by side never take the same delta twice."""
    folded = 0
    while count := _fold_batch():
        folded += count
        if count < BATCH:
            break
    return folded


def _fold_batch() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        oldest = Delta.objects.order_by("pk").values("pk")[:BATCH]
        # Of two folds the second waits here for the first, and then finds these rows gone.
        claimed = Delta.objects.filter(pk__in=oldest, is_claimed=False).update(is_claimed=True)
        if not claimed:
            return 0
        cursor.execute(_into(DAYS, "indicator, region, day, unit, kind", _each_day()))
        by_month = _into(MONTHS, "indicator, region, unit, month, kind", _each_month())
        cursor.execute(by_month, {"country": COUNTRY, **_placeholders()})
        Delta.objects.filter(is_claimed=True).delete()
    return claimed


def _into(table: str, key: str, rows: str) -> str:
    sums = ", ".join(SUMS)
    added = ", ".join(f"{one} = {table}.{one} + excluded.{one}" for one in SUMS)
    summed = ", ".join(f"SUM({one})" for one in SUMS)
    return (
        f"INSERT INTO {table} ({key}, {sums}) "  # noqa: S608
        f"SELECT {key}, {summed} FROM ({rows}) AS folded WHERE 1 = 1 GROUP BY {key} "
        f"ON CONFLICT ({key}) DO UPDATE SET {added}"
    )


def _each_day() -> str:
    return f"SELECT indicator, kind, unit, region, day, {', '.join(SUMS)} FROM {DELTAS} WHERE is_claimed"  # noqa: S608, E501


def _each_month() -> str:
    """Return each delta once for its unit, once for its place and once for each place above."""
    columns = f"indicator, kind, {{unit}} AS unit, {{region}} AS region, month, {', '.join(SUMS)}"
    chosen = f"SELECT {columns} FROM {DELTAS} WHERE is_claimed"  # noqa: S608
    left_out = ", ".join(f"%({name})s" for name in _placeholders())
    parts = [chosen.format(unit="unit", region="0"), chosen.format(unit="0", region="region")]
    for level in LEVELS.values():
        if not level.digits or level.span == 1:
            continue
        above = f"region - region %% {level.span}"
        lower = f" AND region %% {level.span} <> 0 AND {above} NOT IN ({left_out})"
        parts.append(chosen.format(unit="0", region=above) + lower)
    parts.append(chosen.format(unit="0", region="%(country)s") + " AND region <> %(country)s")
    return " UNION ALL ".join(parts)


def _placeholders() -> dict[str, int]:
    return {f"left_out_{place}": code for place, code in enumerate(sorted(PLACEHOLDERS))}
