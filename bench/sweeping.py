"""Measures the sweep: a clock runs on every case, and some have just run out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any, Final
from unittest.mock import patch

from django.db import connection
from django.db.models import F

from bench import bulk
from bench.timing import Asked, Figure, spread, timed, watched
from linli.base.notices.models import Notice
from linli.cases import clocks, sweep
from linli.cases.models import Call, Case, Clock

GROUP: Final = "sweep"
TARGET: Final = 2_000.0
DUE_IN_A_MILLION: Final = 10_000
FAR: Final = timedelta(days=60)
_COPIED: Final = (
    "term", "round", "binds", "length", "unit", "rolls", "basis", "pauses", "is_provisional",
)  # fmt: skip


def figures(*, runs: int) -> Iterator[Figure]:
    """Yield the figures of the sweep, and leave no clock of it behind. What it wrote into the log
    stays, as nothing of the log is ever taken away."""
    began_at = datetime.now(UTC)
    before = Clock.objects.latest("pk").pk
    try:
        _start_clocks()
        # What is really due by now is not part of the figure.
        with _as_long_as_it_takes():
            sweep.sweep(datetime.now(UTC))
        running = Clock.objects.filter(is_running=True).count()
        yield timed(
            GROUP, f"nothing due among {running:,} running clocks",
            lambda: sweep.sweep(began_at), runs=runs,
        )  # fmt: skip
        yield from _due(
            running, max(10, Case.objects.count() * DUE_IN_A_MILLION // 1_000_000), runs
        )
    finally:
        _take_away(before, began_at)


def _due(running: int, due: int, runs: int) -> Iterator[Figure]:
    """Yield how long it takes to find `due` clocks that ran out, and to deal with them."""
    found, swept = [], []
    step = max(1, running // due)
    for number in range(runs):
        at = datetime.now(UTC)
        # Spread over all cases, as those are that run out.
        far = Clock.objects.filter(is_running=True, due_at__gt=at + FAR / 2)
        spread_out = far.annotate(place=F("pk") % step).filter(place=number % step)
        chosen = list(spread_out.values_list("pk", flat=True)[:due])
        _let_run_out(chosen, at)
        bulk.look_again()
        found.append(_watched(lambda: clocks.to_lapse(at)))  # noqa: B023
        with _as_long_as_it_takes():
            swept.append(_watched(lambda: sweep.sweep(at)))  # noqa: B023
        if Clock.objects.filter(pk__in=chosen[:500], lapsed_at=None).exists():
            raise RuntimeError("the sweep left clocks that had run out")
    yield _figure(f"{due:,} that ran out are found among {running:,}", found)
    told = f"{due:,} that ran out among {running:,} are found, written into the log and told"
    yield _figure(told, swept, target=TARGET)


def _watched(call: Callable[[], object]) -> tuple[float, Asked]:
    with watched() as asked:
        start = perf_counter()
        call()
        return perf_counter() - start, asked


def _figure(name: str, taken: list[tuple[float, Asked]], *, target: float | None = None) -> Figure:
    taken.sort(key=lambda one: one[0])
    middle = taken[len(taken) // 2][1]
    median, p95 = spread([one[0] * 1000 for one in taken])
    return Figure(
        GROUP, name, median, p95, len(taken), queries=middle.queries,
        database=middle.seconds * 1000, target=target,
    )  # fmt: skip


def _as_long_as_it_takes() -> Any:
    """Let the sweep do all its work at once, where else it would leave some to the next."""
    return patch.object(sweep, "SECONDS_AT_MOST", 3_600.0)


def _start_clocks() -> None:
    """Start a clock on every case where none runs, that runs for months yet."""
    at = datetime.now(UTC)
    like = Clock.objects.filter(binds="authority", term="normal").first()
    assert like is not None
    fields = {name: getattr(like, name) for name in _COPIED}
    idle = Case.objects.exclude(clocks__stopped_at=None).order_by("pk")
    due_at = at + FAR
    batch = []
    for number, pk in enumerate(idle.values_list("pk", flat=True).iterator()):
        ends_at = due_at + timedelta(seconds=number)
        batch.append(
            Clock(
                **fields,
                case_id=pk,
                started_at=at,
                due_raw_at=ends_at,
                due_at=ends_at,
                warn_at=ends_at - timedelta(days=1),
            )  # fmt: skip
        )
        if len(batch) == 5_000:
            Clock.objects.bulk_create(batch)
            batch.clear()
    Clock.objects.bulk_create(batch)
    bulk.look_again()


def _let_run_out(chosen: list[int], at: datetime) -> None:
    for start in range(0, len(chosen), 500):
        some = Clock.objects.filter(pk__in=chosen[start : start + 500])
        some.update(due_at=at - timedelta(minutes=1), warned_at=at - timedelta(days=1))


def _take_away(before: int, began_at: datetime) -> None:
    with connection.cursor() as cursor:
        # Row by row Django would first read a million of them.
        cursor.execute("DELETE FROM cases_clock WHERE id > %s", [before])
    Notice.objects.filter(created_at__gte=began_at).delete()
    Call.objects.filter(created_at__gte=began_at).delete()
    bulk.look_again()
