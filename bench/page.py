"""Keeps what was measured, and makes one page of it all."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import django
from django.db import connection

from bench.instance import SETTINGS, Place
from bench.timing import Figure
from linli.cases.models import Case, Clock

GROUPS: Final = {
    "create": "Opening cases", "inbox": "Inbox", "list": "Filtered lists", "search": "Search",
    "case": "A case's page", "roll-up": "Roll-up", "sweep": "Sweep of the clocks",
    "memory": "Memory",
}  # fmt: skip
NAMES: Final = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
HEAD: Final = """# Benchmarks

Written by `make bench PAGE=docs/reference/benchmarks.md`; do not edit.
[Speed](../explanation/speed.md) tells what was found by these measurements and what was mended.

- Every figure is the median of the runs named, beside it the 95th percentile (of a rate, its slow
  end). *DB* is how much of the median run the database took; SQLite reads most rows later, in
  what counts as the program's.
- Beside each group stands when it was measured, and the load average at its end: whether the
  machine did something else meanwhile. Far above one, times are those of waiting for a turn, and
  no target is really met or missed.
- Pages are asked for inside the server's process, from the request to the last byte of the answer,
  signed in, with sessions and templates. Searches and roll-ups are the call that a page makes into
  the domain.
- PostgreSQL keeps every promise (`fsync` and `synchronous_commit` on); SQLite writes with
  `synchronous=FULL`.
- Cases come from all towns of a province, few sending much and many little, over two years, more
  each year. Texts are invented from a vocabulary in which the n-th word is 1/n as frequent as the
  first. All cases were made by the public actions or copied row by row from such, each with a
  chain of the log of its own.
- *Street clerk*: sees what the unit takes part in. *Hotline clerk*: the cases of the province's
  largest city. *County supervisor*: a whole county.
- The raw script writes rows that were made ready before (encrypted, proved, split into words)
  through the bare driver, one statement a row.
"""


def keep(place: Place, figures: list[Figure]) -> None:
    """Write what was measured of one instance to the folder of results, in place of earlier
    figures of the same groups."""
    folder = place.home / "results"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{place.database}-{place.size:07d}.json"
    groups = {figure.group for figure in figures}
    before = json.loads(file.read_text()) if file.exists() else {"figures": [], "measured": {}}
    kept = [one for one in before["figures"] if one["group"] not in groups]
    # What else the machine did: figures of a busy one mean little.
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f}"
    content = {
        **_about(place),
        "measured": before["measured"] | dict.fromkeys(sorted(groups), now),
        "figures": kept + [figure.plain() for figure in figures],
    }
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1))


def page(home: Path) -> str:
    """Return the page with everything that the folder of results holds."""
    results = [json.loads(file.read_text()) for file in sorted((home / "results").glob("*.json"))]
    results.sort(key=lambda one: (one["database"] != "postgresql", -one["size"]))
    return "\n".join([HEAD, *("\n".join(_section(one)) for one in results)])


def _about(place: Place) -> dict[str, Any]:
    cases = Case.objects.count()
    unclosed = Case.objects.filter(closed_at=None).count()
    return {
        "database": place.database,
        "size": place.size,
        "cases": cases,
        "open": f"{unclosed / max(1, cases):.1%}",
        "clocks": Clock.objects.filter(is_running=True).count(),
        "bytes": _bytes(place),
        "machine": _machine(),
        "versions": _versions(),
        "settings": ", ".join(SETTINGS) if place.database == "postgresql" else "as shipped",
    }


def _section(one: dict[str, Any]) -> list[str]:
    lines = [
        f"## {NAMES[one['database']]}, {one['size']:,} cases",
        "",
        f"{one['machine']}. {one['versions']}. Settings: {one['settings']}. "
        f"{one['bytes'] / 1e9:.1f} GB with indexes. {one['open']} of the cases are open.",
        "",
        "| What | Median | p95 | Unit | Target | DB | Queries | Runs | Remark |",
        "| --- | ---: | ---: | --- | --- | ---: | ---: | ---: | --- |",
    ]
    by_group: dict[str, list[dict[str, Any]]] = {}
    for figure in one["figures"]:
        by_group.setdefault(figure["group"], []).append(figure)
    for group, name in GROUPS.items():
        if group in by_group:
            lines.append(f"| **{name}** | | | | | | | | {one['measured'][group]} |")
            lines += [_line(Figure(**figure)) for figure in by_group[group]]
    return [*lines, ""]


def _line(figure: Figure) -> str:
    cells = (
        figure.name, _number(figure.median), _number(figure.p95), figure.unit, _target(figure),
        "" if figure.database is None else _number(figure.database),
        "" if figure.queries is None else str(figure.queries), str(figure.runs), figure.remark,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    sign = "≥" if figure.is_least else "≤"
    return f"{sign} {_number(figure.target)} {'met' if figure.is_met else '**missed**'}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    cores = len([1 for line in Path("/proc/cpuinfo").read_text().splitlines()
                 if line.startswith("processor")])  # fmt: skip
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2
    return f"{model}, {cores} cores, {memory:.0f} GB; {platform.system()} {platform.release()}"


def _versions() -> str:
    database = f"SQLite {sqlite3.sqlite_version}"
    if connection.vendor == "postgresql":
        number = connection.cursor().connection.info.server_version
        database = f"PostgreSQL {number // 10_000}.{number % 100}, psycopg {version('psycopg')}"
    return f"Python {platform.python_version()}, Django {django.get_version()}, {database}"


def _bytes(place: Place) -> int:
    if place.database == "sqlite":
        return sum(file.stat().st_size for file in place.folder.glob("linli.sqlite3*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
