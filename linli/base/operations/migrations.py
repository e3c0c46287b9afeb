"""Whether the database is as new as the program."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def missing_migrations() -> list[str]:
    """Return the migrations of the program that the database lacks. One query or two."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in _known() if (app, name) not in applied)


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Return what the program brings: files are read once a process."""
    return frozenset(MigrationLoader(None).disk_migrations)
