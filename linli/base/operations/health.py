"""How an instance is: what a probe asks every few seconds, answered from what is cheap to know."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final, Literal

from django.db import DatabaseError, InterfaceError, connection

from linli.base.audit.triggers import triggers_missing
from linli.base.jobs.models import JobRun
from linli.base.operations.durability import may_write, weaknesses
from linli.base.operations.measuring import disk_free, worker_age
from linli.base.operations.migrations import missing_migrations

State = Literal["ok", "warn", "fail"]
SECONDS_KEPT: Final = 5.0
WORKER_SILENT_AFTER: Final = 90.0
DISK_LOW: Final = 2_000_000_000
DISK_FULL: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `about` is a count or a word that says more, never personal.

    `warn` is for people to see to, `fail` means that requests can't be answered rightly: only
    that takes the instance out of service, since a web server without a worker still takes in.
    """

    key: str
    state: State
    about: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """All checks of one look."""

    checks: tuple[Check, ...]

    @property
    def is_ready(self) -> bool:
        """Return whether requests can be answered."""
        return not self.unwell

    @property
    def unwell(self) -> list[str]:
        """Return the keys of what keeps requests from being answered."""
        return [check.key for check in self.checks if check.state == "fail"]

    @property
    def state(self) -> State:
        """Return the worst state of all."""
        found = {check.state for check in self.checks}
        return "fail" if "fail" in found else "warn" if "warn" in found else "ok"


_last: tuple[float, Health] | None = None
_lock = threading.Lock()


def health(at: datetime) -> Health:
    """Return how the instance is, looked at anew at most every SECONDS_KEPT by each process, so
    that nobody can wear it out by asking."""
    global _last  # noqa: PLW0603
    with _lock:
        if _last is None or monotonic() - _last[0] > SECONDS_KEPT:
            _last = (monotonic(), look(at))
        return _last[1]


def forget() -> None:
    """Look anew next time."""
    global _last  # noqa: PLW0603
    _last = None


def look(at: datetime) -> Health:
    """Look at everything now. Seven small queries, and nothing is written."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return Health((Check("database", "fail"), _disk()))
    return Health((Check("database", "ok"), *_of_database(at), _disk()))


def _of_database(at: datetime) -> Iterator[Check]:
    looks: tuple[tuple[str, Callable[[datetime], Check]], ...] = (
        ("migrations", _migrations),
        ("writing", _writing),
        ("triggers", _triggers),
        ("durability", _durability),
        ("worker", _worker),
        ("jobs", _jobs),
    )
    for key, one in looks:
        try:
            yield one(at)
        except (DatabaseError, InterfaceError):
            yield Check(key, "fail")


def _migrations(at: datetime) -> Check:
    missing = missing_migrations()
    return Check("migrations", "fail" if missing else "ok", str(len(missing)) if missing else "")


def _writing(at: datetime) -> Check:
    return Check("writing", "ok" if may_write() else "fail")


def _triggers(at: datetime) -> Check:
    missing = triggers_missing()
    return Check("triggers", "warn" if missing else "ok", " ".join(missing))


def _durability(at: datetime) -> Check:
    return Check("durability", "warn" if weaknesses() else "ok")


def _worker(at: datetime) -> Check:
    age = worker_age(at)
    if age is None:
        return Check("worker", "warn", "none")
    return Check("worker", "warn" if age > WORKER_SILENT_AFTER else "ok", f"{age:.0f} s")


def _jobs(at: datetime) -> Check:
    failed = list(JobRun.objects.exclude(error="").order_by("key").values_list("key", flat=True))
    return Check("jobs", "warn" if failed else "ok", " ".join(failed))


def _disk() -> Check:
    try:
        free = disk_free()
    except OSError:
        return Check("disk", "fail", "gone")
    state: State = "fail" if free < DISK_FULL else "warn" if free < DISK_LOW else "ok"
    return Check("disk", state, f"{free // 1_000_000} MB")
