"""The command line of the measurements: `python -m bench --help`."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bench.instance import Place, opened

START = perf_counter()


def say(text: str) -> None:
    """Tell what is being done, and how long it took so far."""
    sys.stderr.write(f"{perf_counter() - START:7.1f} s  {text}\n")
    sys.stderr.flush()


def main() -> int:
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--size", type=int, default=20_000)
    options.add_argument("--home", type=Path, default=Path("/tmp/linli-bench"))
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    place = Place(given.database, given.size, given.home)
    with opened(place):
        if not place.is_filled:
            from bench.filling import fill

            fill(given.size, at=datetime.now(UTC), processes=given.processes, say=say)
            place.mark_filled()
        say("filled")
        from bench.places import read
        from bench import creating, reading
        ground = read()
        for figure in creating.figures(ground, runs=3, each=50):
            print(figure)
        for figure in reading.figures(ground, runs=5):
            print(f"{figure.group:8s}{figure.name:50s}{figure.median:8.1f}{figure.p95:8.1f} {figure.queries} {figure.database:8.1f} {figure.remark}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
