"""Folds deltas into the counters by day and by month, rolls months up to towns and days to cities
and all places above, and proves the counters against what the cases count for.

Raw SQL, since a fold must add to rows that others may have made, in one statement; it is the same
on both databases. Nothing in it was typed by anybody.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from linli.base.audit.log import record
from linli.base.regions.levels import COUNTRY, LEVELS, PLACEHOLDERS
from linli.cases.models import Delta
from linli.core.actors import Actor
from linli.core.chain import SYSTEM

logger = logging.getLogger(__name__)
BATCH = 200_000
# After so many deltas, as when cases were imported, PostgreSQL is told to sweep up what is left of
# them: a page would read their dead rows until it does so by itself.
MANY = 50_000
PROVER = Actor.system("figures_proof")
SUMS = ("total", "hits", "left_out", "left_out_hits")
TALLIES, DELTAS = "cases_tally", "cases_delta"
DAYS, MONTHS = "cases_daycounter", "cases_monthcounter"
PLACE_DAYS = "cases_placedaycounter"
OF_DAY = "indicator, region, day, unit, kind"
OF_MONTH = "indicator, region, unit, month, kind"
# How many codes the places above a village cover, and a span that stands for the country.
SPANS = tuple(sorted(level.span for level in LEVELS.values() if level.digits))
WIDEST = 10**12
# Below towns and streets a month holds hardly more than its days: those are read instead.
LOWEST = LEVELS["township"].span
# A county's days are few rows; those of a province would be hundreds of thousands.
LOWEST_OF_DAYS = LEVELS["city"].span
FIRST_OF_MONTH = {
    "sqlite": "strftime('%%Y-%%m-01', day)",
    "postgresql": "CAST(date_trunc('month', day) AS date)",
}


@dataclass(frozen=True)
class Proof:
    """How many numbers of days, of months, and of places' days differed from what they should
    be."""

    days: int
    months: int
    place_days: int = 0

    @property
    def is_sound(self) -> bool:
        """Return whether nothing differed."""
        return not (self.days or self.months or self.place_days)


def fold(at: datetime) -> int:
    """Fold all deltas written by now and return how many. A batch is one transaction: cut short,
    it has not happened, and two that fold side by side never take the same delta twice."""
    folded = 0
    while count := _fold_batch():
        folded += count
        if count < BATCH:
            break
    if folded >= MANY:
        _tidy()
    return folded


def prove(*, at: datetime, repairs: bool = False) -> Proof:
    """Compare the counters with the tallies of the cases, and the months with the days, and
    return how many numbers differ. With `repairs` the differences are written as deltas, so that
    no figure is ever set, and are told on the system chain.

    Steps go on meanwhile: each comparison is one statement and sees all of a step or nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        found = Proof(*(_count(cursor, rows()) for rows in (_of_days, _of_months, _of_place_days)))
        if repairs and not found.is_sound:
            cursor.execute(_into(MONTHS, OF_MONTH, _of_months()), _codes())
            cursor.execute(_into(PLACE_DAYS, OF_DAY, _of_place_days()), _codes())
            cursor.execute(_as_deltas(_of_days()), _codes())
            facts = {"days": found.days + found.place_days, "months": found.months}
            record(SYSTEM, "figures.corrected", by=PROVER, at=at, facts=facts)
    return found


def prove_daily(at: datetime) -> None:
    """Correct the counters where they differ, and say so to the operator."""
    found = prove(at=at, repairs=True)
    if not found.is_sound:
        logger.error("Counters differed from the cases and were corrected: %s", found)


def _tidy() -> None:
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {DELTAS}, {DAYS}, {PLACE_DAYS}, {MONTHS}")


def _fold_batch() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        oldest = Delta.objects.order_by("pk").values("pk")[:BATCH]
        # Of two folds the second waits here for the first, and then finds these rows gone.
        claimed = Delta.objects.filter(pk__in=oldest, is_claimed=False).update(is_claimed=True)
        if not claimed:
            return 0
        chosen = f"SELECT {OF_DAY}, {', '.join(SUMS)} FROM {DELTAS} WHERE is_claimed"  # noqa: S608
        cursor.execute(_into(DAYS, OF_DAY, chosen))
        of_months = _rolled_up(DELTAS, "month", "is_claimed")
        cursor.execute(_into(MONTHS, OF_MONTH, of_months), _codes())
        of_places = _over_places(DELTAS, "day", "day", "is_claimed", LOWEST_OF_DAYS)
        cursor.execute(_into(PLACE_DAYS, OF_DAY, of_places), _codes())
        Delta.objects.filter(is_claimed=True).delete()
    return claimed


def _into(table: str, key: str, rows: str) -> str:
    """Return the statement that adds `rows` to the numbers of `table`."""
    added = ", ".join(f"{one} = {table}.{one} + excluded.{one}" for one in SUMS)
    # Without a condition SQLite takes ON for a join's.
    return (
        f"INSERT INTO {table} ({key}, {', '.join(SUMS)}) "  # noqa: S608
        f"SELECT {key}, {_summed()} FROM ({rows}) AS folded WHERE 1 = 1 GROUP BY {key} "
        f"ON CONFLICT ({key}) DO UPDATE SET {added}"
    )


def _rolled_up(table: str, month: str, condition: str) -> str:
    """Return each row of `table` once for its unit, and by places from towns upwards."""
    of_units = _chosen(table, month, "month", unit="unit", region="0")
    of_places = _over_places(table, month, "month", condition, LOWEST)
    return f"{of_units} WHERE {condition} UNION ALL {of_places}"


def _over_places(table: str, when: str, name: str, condition: str, lowest: int) -> str:
    """Return each row of `table` once for each place above it from the span `lowest` on, its own
    included unless that is lower; the country stands for the widest span.

    A place whose code is that of one wider, as 441900 is the code of 东莞 as a city and as its own
    county, is one place.
    """
    narrow = sorted({1, *(span for span in SPANS if span >= lowest)})
    pairs = zip(narrow, [*narrow[1:], WIDEST], strict=True)
    spans = " UNION ALL ".join(
        f"SELECT {span} AS span, {WIDEST if span == 1 else wider} AS wider"
        for span, wider in (*pairs, (WIDEST, WIDEST))
    )
    above = "CASE WHEN span = %(widest)s THEN %(country)s ELSE region - region %% span END"
    left_out = ", ".join(f"%({name})s" for name in _left_out())
    return (
        f"{_chosen(table, when, name, unit='0', region=above)} CROSS JOIN ({spans}) AS spans "
        f"WHERE {condition} AND (CASE WHEN span = 1 THEN region %% {lowest} = 0 "
        f"ELSE region %% span <> 0 END) "
        f"AND (span = %(widest)s OR (region - region %% span) %% wider <> 0) "
        f"AND NOT (span = %(widest)s AND region = %(country)s) "
        f"AND region - region %% span NOT IN ({left_out})"
    )


def _chosen(table: str, when: str, name: str, *, unit: str, region: str) -> str:
    columns = f"indicator, {region} AS region, {unit} AS unit, {when} AS {name}, kind"
    return f"SELECT {columns}, {', '.join(SUMS)} FROM {table}"  # noqa: S608


def _of_days() -> str:
    """Return what the tallies say more than the counters by day and the deltas left."""
    flags = ("1 = 1", "is_hit", "is_excluded", "is_hit AND is_excluded")
    ones = ", ".join(
        f"CASE WHEN {flag} THEN 1 ELSE 0 END AS {one}"
        for flag, one in zip(flags, SUMS, strict=True)
    )
    less = ", ".join(f"-{one}" for one in SUMS)
    columns = "indicator, region_id AS region, day, unit_id AS unit, kind"
    tallies = f"SELECT {columns}, {ones} FROM {TALLIES}"  # noqa: S608
    counted = [f"SELECT {OF_DAY}, {less} FROM {table}" for table in (DAYS, DELTAS)]  # noqa: S608
    return _different(OF_DAY, " UNION ALL ".join((tallies, *counted)))


def _of_months() -> str:
    """Return what the days say more than the months."""
    less = ", ".join(f"-{one}" for one in SUMS)
    months = f"SELECT {OF_MONTH}, {less} FROM {MONTHS}"  # noqa: S608
    days = _rolled_up(DAYS, FIRST_OF_MONTH[connection.vendor], "1 = 1")
    return _different(OF_MONTH, f"{days} UNION ALL {months}")


def _of_place_days() -> str:
    """Return what the days say more than the days of places."""
    less = ", ".join(f"-{one}" for one in SUMS)
    counted = f"SELECT indicator, region, unit, day, kind, {less} FROM {PLACE_DAYS}"  # noqa: S608
    days = _over_places(DAYS, "day", "day", "1 = 1", LOWEST_OF_DAYS)
    return _different(OF_DAY, f"{days} UNION ALL {counted}")


def _count(cursor: Any, rows: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM ({rows}) AS found", _codes())  # noqa: S608
    return int(cursor.fetchone()[0])


def _as_deltas(rows: str) -> str:
    """Return the statement that writes numbers of days as deltas."""
    sums = ", ".join(SUMS)
    return (
        f"INSERT INTO {DELTAS} ({OF_DAY}, {sums}, month, is_claimed) "  # noqa: S608
        f"SELECT {OF_DAY}, {sums}, {FIRST_OF_MONTH[connection.vendor]}, false "
        f"FROM ({rows}) AS found"
    )


def _different(key: str, rows: str) -> str:
    is_some = " OR ".join(f"SUM({one}) <> 0" for one in SUMS)
    sums = ", ".join(f"SUM({one}) AS {one}" for one in SUMS)
    return (
        f"SELECT {key}, {sums} FROM ({rows}) AS both_sides "  # noqa: S608
        f"GROUP BY {key} HAVING {is_some}"
    )


def _summed() -> str:
    return ", ".join(f"SUM({one})" for one in SUMS)


def _codes() -> dict[str, int]:
    return {"country": COUNTRY, "widest": WIDEST, **_left_out()}


def _left_out() -> dict[str, int]:
    return {f"left_out_{place}": code for place, code in enumerate(sorted(PLACEHOLDERS))}
