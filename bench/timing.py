"""Times a call several times and counts what it asks of the database."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any, Final

from django.db import connection

WARM_UP: Final = 2


@dataclass(frozen=True)
class Figure:
    """One line of the table: medians and 95th percentiles of `runs`, in `unit`. `queries` and
    `database` (milliseconds spent there) are those of the middle run; a `target` is the most that
    is allowed, or with `is_least` the least."""

    group: str
    name: str
    median: float
    p95: float
    runs: int
    unit: str = "ms"
    queries: int | None = None
    database: float | None = None
    target: float | None = None
    is_least: bool = False
    remark: str = ""

    @property
    def is_met(self) -> bool | None:
        """Return whether the target is met, None where there is none."""
        if self.target is None:
            return None
        return self.median >= self.target if self.is_least else self.median <= self.target

    def plain(self) -> dict[str, Any]:
        """Return the figure as plain values."""
        return asdict(self)


@dataclass
class Asked:
    """What was asked of the database while it was watched."""

    queries: int = 0
    seconds: float = 0.0


@contextmanager
def watched() -> Iterator[Asked]:
    """Count the queries of the block, and how long the database took for them."""
    asked = Asked()

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            asked.queries += 1
            asked.seconds += perf_counter() - start

    with connection.execute_wrapper(watch):
        yield asked


def timed(
    group: str,
    name: str,
    call: Callable[[], object],
    *,
    runs: int,
    target: float | None = None,
    remark: str = "",
) -> Figure:
    """Return how many milliseconds `call` takes, after a warm-up."""
    for _ in range(WARM_UP):
        call()
    taken: list[tuple[float, Asked]] = []
    for _ in range(runs):
        with watched() as asked:
            start = perf_counter()
            call()
            taken.append((perf_counter() - start, asked))
    taken.sort(key=lambda one: one[0])
    middle = taken[len(taken) // 2][1]
    median, p95 = spread([one[0] * 1000 for one in taken])
    return Figure(
        group, name, median, p95, runs, queries=middle.queries,
        database=middle.seconds * 1000, target=target, remark=remark,
    )  # fmt: skip


def spread(values: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(values)
    place = min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))
    return statistics.median(ordered), ordered[place]
