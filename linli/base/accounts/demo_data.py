"""Reads the shipped data of the demo city."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from linli.core.actors import Actor
from linli.core.zone import local_day

LOADER = Actor.system("demo")


def plan() -> dict[str, Any]:
    """Return the content of `units.json`."""
    content: dict[str, Any] = json.loads(_file("units.json"))
    return content


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as texts by column; lines of `#` are remarks."""
    lines = (line for line in _file(name).splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t")


def region_code() -> int:
    """Return the code of the demo city, whose regions are loaded before anything else."""
    return int(plan()["region"])


def beginning(at: datetime) -> date:
    """Return the day from which the demo's units, posts and duties hold: before all its cases."""
    return date(local_day(at).year - 2, 1, 1)


def _file(name: str) -> str:
    return files("linli").joinpath("data", "demo", name).read_text(encoding="utf-8")
