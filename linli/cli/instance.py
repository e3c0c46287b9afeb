"""The instance that a command works on: where it lies, and whether it is ready."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from linli import database
from linli.cli.declaring import Progress, django, step
from linli.cli.language import Failure
from linli.core.text import Text
from linli.home import DEFAULT_HOME

NONE_HERE = Text(
    "{home} 中还没有实例。请先运行 linli demo（演示）或 linli init（正式）。",
    "There is no instance in {home} yet. Run `linli demo` or `linli init` first.",
)
OUTDATED = Text(
    "数据库版本较旧，请先备份，再运行 linli manage migrate。",
    "The database is older than the program. Back it up, then run `linli manage migrate`.",
)
UNREACHABLE = Text("无法使用数据库 {place}：{why}", "The database {place} can't be used: {why}")


def home() -> Path:
    """Return where the instance lies, without making the folder."""
    return Path(os.environ.get("LINLI_HOME") or DEFAULT_HOME).resolve()


def database_file() -> Path:
    """Return where the embedded database lies, or would."""
    return home() / database.FILE


def database_at_hand() -> bool:
    """Return whether a database is named or exists; nothing is opened or made."""
    return bool(os.environ.get(database.NAME)) or database_file().exists()


def existing_instance() -> None:
    """Set Django up on an instance whose database is there and answers.

    Raises Failure where there is none, and makes none.
    """
    if not database_at_hand():
        raise Failure(NONE_HERE.format(home=home()))
    django()
    check_database()


def ready_instance() -> None:
    """Set Django up on an instance whose database is there and up to date, else raise Failure."""
    existing_instance()
    missing, all_of_them = unapplied()
    if missing:
        raise Failure(NONE_HERE.format(home=home()) if missing == all_of_them else OUTDATED)


@contextmanager
def declarations() -> Iterator[None]:
    """Set Django up for what needs no database, leaving no trace where there is none."""
    with tempfile.TemporaryDirectory(prefix="linli-") as folder:
        if not database_at_hand():
            os.environ["LINLI_HOME"] = folder
        django()
        yield


def unapplied() -> tuple[int, int]:
    """Return how many migrations the database lacks, and how many there are."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    check_database()
    try:
        executor = MigrationExecutor(connection)
        nodes = executor.loader.graph.leaf_nodes()
        plan = executor.migration_plan(nodes)
    except DatabaseError as error:
        place = connection.settings_dict["NAME"]
        raise Failure(UNREACHABLE.format(place=place, why=database.reason(error))) from error
    return len(plan), len(executor.loader.graph.nodes)


def check_database() -> None:
    """Raise Failure unless the database that is named or lies here answers, within seconds."""
    try:
        database.ask(os.environ.get(database.NAME, ""), home())
    except database.Unanswered as error:
        raise Failure(UNREACHABLE.format(place=error.place, why=error.why)) from error


def bring_up_to_date() -> None:
    """Make or migrate the database and the table of the cache."""
    from django.core.management import call_command

    if unapplied()[0]:
        step(Text("建立数据库……", "Setting up the database …"))
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def settle_ground() -> None:
    """Load the shipped regions and calendars, where they are not there yet."""
    from linli.base.calendars.actions import seed
    from linli.base.regions.levels import COUNTRY
    from linli.base.regions.loading import load
    from linli.base.regions.models import Region
    from linli.core.actors import Actor

    by, at = Actor.system("set_up"), datetime.now(UTC)
    if not Region.objects.exists():
        load(COUNTRY, by=by, at=at, progress=Progress(Text("装载区划", "Loading regions")))
    seed(by=by, at=at)


@contextmanager
def locked(path: Path, why_not: Text) -> Iterator[None]:
    """Hold the file `path` while the block runs. Raises Failure when another process holds it."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Failure(why_not, exit_code=1) from error
        yield
