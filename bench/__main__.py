"""The command line of the measurements: `python -m bench --help`, or `make bench`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bench.instance import Place, opened

if TYPE_CHECKING:
    from bench.timing import Figure

START: Final = perf_counter()
HOME: Final = Path(os.environ.get("BENCH_HOME", "/tmp/linli-bench"))  # noqa: S108
PARTS: Final = ("create", "read", "roll-up", "memory", "sweep")


def say(text: str) -> None:
    """Tell what is being done, and how long it took so far."""
    sys.stderr.write(f"{perf_counter() - START:7.1f} s  {text}\n")
    sys.stderr.flush()


def main(arguments: list[str] | None = None) -> int:
    """Fill the database unless it is filled, measure, and print or write the tables. Returns 1
    when a target was missed."""
    given = _options().parse_args(arguments)
    place = Place(given.database, given.size, given.home.resolve())
    with opened(place):
        _fill(place, given.region, given.processes)
        figures = []
        for part in given.only:
            for figure in _measured(part, given.runs, given.each):
                say(f"{figure.group}: {figure.name}: {figure.median:.1f} {figure.unit}")
                figures.append(figure)
        from bench.page import keep, page

        keep(place, figures)
    text = page(place.home)
    if given.page:
        given.page.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    missed = [figure for figure in figures if figure.is_met is False]
    for figure in missed:
        say(f"missed its target of {figure.target:.1f}: {figure.name}, {figure.median:.1f}")
    return 1 if missed else 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    add = options.add_argument
    add("--database", choices=("sqlite", "postgresql"), default="sqlite")
    add("--size", type=int, default=20_000, help="how many cases")
    add("--runs", type=int, default=9, help="of each figure; at least 5 for figures to publish")
    add("--each", type=int, default=200, help="how many cases a run opens")
    add("--home", type=Path, default=HOME, help="where databases stay, to be used again")
    add("--page", type=Path, help="a file for the tables, else they are printed")
    add("--processes", type=int, default=os.cpu_count() or 1, help="that fill the database")
    add("--region", type=int, default=370000000000, help="the province, or a city for a trial")
    add("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    return options


def _fill(place: Place, region: int, processes: int) -> None:
    if place.is_filled:
        say(f"{place.folder} is filled already")
        return
    from bench.filling import fill

    fill(place.size, region=region, at=datetime.now(UTC), processes=processes, say=say)
    place.mark_filled()


def _measured(part: str, runs: int, each: int) -> Iterable[Figure]:
    from bench import creating, memory, reading, rolling_up, sweeping
    from bench.places import read

    ground = read()
    # What is kept here to choose places from is in the way of no page.
    gc.collect()
    gc.freeze()
    parts: dict[str, Callable[[], Iterable[Figure]]] = {
        "create": lambda: creating.figures(ground, runs=runs, each=each),
        "read": lambda: reading.figures(ground, runs=runs),
        "roll-up": lambda: rolling_up.figures(ground, runs=runs),
        "memory": lambda: memory.figures(reading.clerks(ground)[1]),
        "sweep": lambda: sweeping.figures(runs=min(runs, 5)),
    }
    return parts[part]()


if __name__ == "__main__":
    sys.exit(main())
