"""The database that the environment names: how it is reached, and why it can't be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from linli.core.text import Text
from linli.settings_given import NotASetting

NAME = "DATABASE_URL"
FILE = "linli.sqlite3"
# For so long a server is waited for: whoever waits longer asks why.
SECONDS = 5
NOT_ONE = Text("文件不是数据库", "the file is no database")


class Unanswered(Exception):
    """The database can't be used: where it is, without password, and why, in few words."""

    def __init__(self, place: str, why: Text | str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


def given(url: str, home: Path) -> dict[str, object]:
    """Return Django's entry for a `postgresql://` address, or for the embedded SQLite file in
    `home`. Raises NotASetting."""
    return _server(url) if url else _embedded(home / FILE, home / "test.sqlite3")


def ask(url: str, home: Path) -> None:
    """Open the database once, if it is there. Raises Unanswered within seconds, NotASetting.

    It is asked past Django, whose pool would try again for as long and keep the reason to itself.
    """
    if url:
        _ask_server(_server(url))
    elif (home / FILE).exists():
        _ask_file(home / FILE)


def reason(error: Exception) -> str:
    """Return why, in the driver's few words: what precedes says again where it was sought."""
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return first.rpartition("failed: ")[2].removeprefix("FATAL:").strip()


def file_named(name: object) -> Path:
    """Return the file that `NAME` in Django's entry for SQLite means."""
    parts = urlsplit(str(name))
    return Path(unquote(parts.path)) if parts.scheme == "file" else Path(str(name))


def opened_only(file: Path) -> str:
    """Return the name under which SQLite opens the file and makes none where it is gone."""
    return f"{file.absolute().as_uri()}?mode=rw"


def _ask_server(told: dict[str, object]) -> None:
    import psycopg
    from psycopg.conninfo import make_conninfo

    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = {name: str(told[ours]) for name, ours in names.items() if told[ours]}
    asked = make_conninfo(dbname=str(told["NAME"]), connect_timeout=SECONDS, **known)
    try:
        psycopg.connect(asked).close()
    except psycopg.Error as error:
        port = f":{told['PORT']}" if told["PORT"] else ""
        raise Unanswered(f"{told['HOST']}{port}/{told['NAME']}", reason(error)) from error


def _ask_file(file: Path) -> None:
    try:
        with closing(sqlite3.connect(opened_only(file), timeout=20, uri=True)) as opened:
            opened.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        is_other = error.sqlite_errorcode == sqlite3.SQLITE_NOTADB
        raise Unanswered(str(file), NOT_ONE if is_other else reason(error)) from error


def _embedded(file: Path, test: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        # Else a server whose home was moved away would go on with an empty one.
        "NAME": opened_only(file) if file.exists() else file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000"
            ),
        },
        "TEST": {"NAME": test},
    }


def _server(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise NotASetting(NAME, f"{parts.scheme}://…")
    try:
        port = parts.port or ""
    except ValueError as error:
        # What stands there may be a piece of a password.
        raise NotASetting(NAME, f"{parts.scheme}://…") from error
    if not parts.path.strip("/"):
        raise NotASetting(NAME, f"{parts.scheme}://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": SECONDS,
            "pool": {"min_size": 1, "max_size": 8, "timeout": SECONDS},
        },
    }
