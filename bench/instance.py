"""The instance that is measured: its database, its folder, and whether it is filled already."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.postgres import Cluster

ROOT: Final = Path(__file__).resolve().parent.parent
# A machine of 8 GB or more that serves nothing else; nothing of what is acknowledged is risked.
SETTINGS: Final = (
    "shared_buffers=1GB",
    "effective_cache_size=6GB",
    "work_mem=16MB",
    "max_wal_size=4GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
)


@dataclass(frozen=True)
class Place:
    """Where an instance of some size lies; what is there is used again."""

    database: str
    size: int
    home: Path

    @property
    def folder(self) -> Path:
        """Return the instance's own folder."""
        return self.home / f"{self.database}-{self.size}"

    @property
    def is_filled(self) -> bool:
        """Return whether it was filled, by the migrations that hold today."""
        mark = self.folder / "filled"
        return mark.exists() and mark.read_text() == _fingerprint()

    def mark_filled(self) -> None:
        """Remember that it is filled."""
        (self.folder / "filled").write_text(_fingerprint())


@contextmanager
def opened(place: Place) -> Iterator[None]:
    """Run the database and set Django up on the instance. An instance that other migrations
    filled is thrown away."""
    place.folder.mkdir(parents=True, exist_ok=True)
    os.environ["LINLI_HOME"] = str(place.folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "linli.settings"
    os.environ.pop("DATABASE_URL", None)
    if place.database == "sqlite":
        _set_up(place)
        yield
        return
    cluster = Cluster(SETTINGS, home=_cluster_home(place))
    try:
        os.environ["DATABASE_URL"] = cluster.create(f"linli_{place.size}")
        _set_up(place)
        yield
    finally:
        _close()
        cluster.close()


def _cluster_home(place: Place) -> Path:
    folder = place.home / "cluster"
    folder.mkdir(exist_ok=True)
    for above in (place.home, folder):
        above.chmod(0o755)
    return folder


def _set_up(place: Place) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    # A line of the log of requests for each page would hide what is said here.
    logging.disable(logging.INFO)
    if not place.is_filled:
        _throw_away(place)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)


def _throw_away(place: Place) -> None:
    from django.db import connection

    (place.folder / "filled").unlink(missing_ok=True)
    (place.folder / "audit" / "heads.jsonl").unlink(missing_ok=True)
    if place.database == "sqlite":
        connection.close()
        for file in place.folder.glob("linli.sqlite3*"):
            file.unlink()
        # The settings name a file that is there, and make none.
        (place.folder / "linli.sqlite3").touch()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _close() -> None:
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _fingerprint() -> str:
    """Return what stands for the tables as they are declared, and for how they are filled."""
    found = hashlib.sha256()
    files = sorted(ROOT.glob("linli/**/migrations/*.py"))
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()
