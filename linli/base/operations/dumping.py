"""The database of an instance as one file, taken while it is at work, and put back from it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.db import connection

from linli.core.errors import Refused
from linli.core.text import Text
from linli.database import file_named, opened_only

SQLITE: Final = "database.sqlite3"
POSTGRESQL: Final = "database.dump"
FOLDER: Final = "LINLI_PG_BIN"
NO_PROGRAM = Text(
    "找不到 {name}。请安装不低于服务器版本的 PostgreSQL 客户端程序，或用 {variable} 指明其目录。",
    "{name} isn't there. Install PostgreSQL's client programs, no older than the server, or name "
    "their folder with {variable}.",
)
FAILED = Text("{name} 未能完成：{why}", "{name} failed: {why}")
NOT_EMPTY = Text(
    "DATABASE_URL 所指的数据库不是空的，未作任何改动。",
    "The database that DATABASE_URL names is not empty; nothing was changed.",
)


class NotDumped(Refused):
    """PostgreSQL's programs are not there, or could not do it."""

    code = "not_dumped"


def dump(folder: Path) -> Path:
    """Write the database as it is at one moment into `folder` and return the file.

    Nobody waits meanwhile: SQLite copies one picture of its log, PostgreSQL reads one snapshot.
    Raises NotDumped.
    """
    if connection.vendor == "sqlite":
        return _copy(file_named(connection.settings_dict["NAME"]), folder / SQLITE)
    target = folder / POSTGRESQL
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    return target


def load(dumped: Path) -> None:
    """Put a dump of PostgreSQL into the empty database that the settings name, whole or not at
    all. Raises NotDumped, Refused for a database that holds anything."""
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise Refused(NOT_EMPTY, code="not_empty")
    _run(
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}", str(dumped), names_database=False,
    )  # fmt: skip


def is_sound(database: Path) -> bool:
    """Return whether SQLite finds nothing wrong in the file."""
    try:
        with closing(sqlite3.connect(database)) as opened:
            return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _copy(database: Path, target: Path) -> Path:
    # In one step: it reads one state of the database, which those who write meanwhile leave.
    with (
        closing(sqlite3.connect(opened_only(database), timeout=60, uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return target


def _run(name: str, *arguments: str, names_database: bool = True) -> None:
    """Run one of PostgreSQL's programs on the database of the settings; the password goes by the
    environment, since every user of a machine sees the words of a command."""
    told = connection.settings_dict
    place = _place(told, names_database)
    environment = {**os.environ, "PGPASSWORD": str(told["PASSWORD"] or "")}
    ended = subprocess.run(  # noqa: S603 (PostgreSQL's own programs)
        [_program(name), "--no-password", *place, *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ended.returncode:
        why = ended.stderr.strip().splitlines()
        raise NotDumped(FAILED.format(name=name, why=why[0] if why else ended.returncode))


def _place(told: dict[str, Any], names_database: bool) -> Sequence[str]:
    named = {"--host": told["HOST"], "--port": told["PORT"], "--username": told["USER"]}
    if names_database:
        named["--dbname"] = told["NAME"]
    return [f"{option}={value}" for option, value in named.items() if value]


def _program(name: str) -> str:
    folder = os.environ.get(FOLDER)
    found = shutil.which(name, path=folder) if folder else shutil.which(name)
    if found is None:
        raise NotDumped(NO_PROGRAM.format(name=name, variable=FOLDER))
    return found
