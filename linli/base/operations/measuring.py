"""What is measured of an instance: by the worker each minute where it takes a count, at once where
one row tells it. Rooms above add their gauges."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.db import connection
from django.db.models import Max
from django_tasks_db.models import DBTaskResult

from linli.base.jobs.models import JobRun, WorkerBeat
from linli.core.registry import Registry
from linli.database import file_named
from linli.home import home

Values = Mapping[str, float]
KEY: Final = "operations.measured"
KEPT_FOR: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure: what it says, how it is measured, and the name of its one label, if it has any.

    `measure` takes the time and returns the values by label; the empty label where there is none.
    `is_light`: it may be asked at each look. Labels are keys of the program, never of a case.
    """

    about: str
    measure: Callable[[datetime], Values]
    label: str = ""
    is_light: bool = False


GAUGES: Final[Registry[Gauge]] = Registry("gauge")


def measure(at: datetime) -> int:
    """Measure what takes a count, and keep it for whoever looks; return how many there were."""
    values = {name: dict(GAUGES[name].measure(at)) for name in _names(is_light=False)}
    values["measured_at_seconds"] = {"": at.timestamp()}
    cache.set(KEY, values, KEPT_FOR)
    return len(values)


def latest() -> dict[str, Values]:
    """Return what was measured last; nothing when no worker did so lately. One query."""
    return dict(cache.get(KEY) or {})


def now(at: datetime) -> dict[str, Values]:
    """Return what can be told at once."""
    return {name: GAUGES[name].measure(at) for name in _names(is_light=True)}


def worker_age(at: datetime) -> float | None:
    """Return how many seconds ago a worker said that it lives; None if none ever did."""
    seen_at = WorkerBeat.objects.aggregate(newest=Max("seen_at"))["newest"]
    return None if seen_at is None else (at - seen_at).total_seconds()


def disk_free() -> int:
    """Return how many bytes are free where the instance keeps its files."""
    return shutil.disk_usage(home()).free


def _names(*, is_light: bool) -> list[str]:
    return [
        name
        for name in GAUGES.keys()  # noqa: SIM118
        if GAUGES[name].is_light == is_light and name != "measured_at_seconds"
    ]


def _database_bytes(at: datetime) -> Values:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return {"": float(cursor.fetchone()[0])}
    path = file_named(connection.settings_dict["NAME"])
    files = (path.with_name(path.name + end) for end in ("", "-wal"))
    return {"": float(sum(file.stat().st_size for file in files if file.exists()))}


def _job_ages(at: datetime) -> Values:
    rows = JobRun.objects.exclude(ended_at=None).values_list("key", "ended_at")
    return {key: max(0.0, (at - end).total_seconds()) for key, end in rows if end is not None}


def _worker_ages(at: datetime) -> Values:
    age = worker_age(at)
    return {} if age is None else {"": max(0.0, age)}


for _name, _gauge in {
    "measured_at_seconds": Gauge("When the worker measured last.", lambda at: {}),
    "tasks_waiting": Gauge(
        "Tasks that wait for a worker.",
        lambda at: {"": float(DBTaskResult.objects.ready().count())},
    ),
    "tasks_failed": Gauge(
        "Tasks of the last two weeks that failed.",
        lambda at: {"": float(DBTaskResult.objects.failed().count())},
    ),
    "jobs_failed": Gauge(
        "Recurring jobs whose last run failed.",
        lambda at: {"": float(JobRun.objects.exclude(error="").count())},
    ),
    "database_bytes": Gauge("Size of the database.", _database_bytes),
    "disk_free_bytes": Gauge(
        "Room left where files are kept.", lambda at: {"": float(disk_free())}, is_light=True
    ),
    "worker_seen_seconds": Gauge(
        "Seconds since a worker said that it lives.", _worker_ages, is_light=True
    ),
    "job_age_seconds": Gauge(
        "Seconds since a recurring job, or a backup, ended well.", _job_ages, "job", is_light=True
    ),
}.items():
    GAUGES.register(_name, _gauge)
