"""Whether the database takes what is written and keeps what it acknowledged: who got a receipt must
not lose the message."""

from __future__ import annotations

import os
from typing import Final

from django.db import connection

from linli.core.text import Text
from linli.database import file_named

# By setting of PostgreSQL: the value with which a crash takes acknowledged writes away.
LOSING: Final = {"synchronous_commit": "off", "fsync": "off", "full_page_writes": "off"}
LOSES = Text(
    "PostgreSQL 设置了 {name} = off：断电时会丢失已答复收到的来件。请改为 on。",
    "PostgreSQL runs with {name} = off: a power cut would take messages that were acknowledged. "
    "Set it to on.",
)


def weaknesses() -> list[Text]:
    """Return why the database may lose what it acknowledged, a sentence each. One query on
    PostgreSQL; on SQLite none, since each connection is opened with what it needs."""
    if connection.vendor != "postgresql":
        return []
    names = ", ".join(f"current_setting('{name}')" for name in LOSING)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}")  # noqa: S608 (our own names)
        values = dict(zip(LOSING, cursor.fetchone(), strict=True))
    return [LOSES.format(name=name) for name, lost in LOSING.items() if values[name] == lost]


def may_write() -> bool:
    """Return whether the database takes writes, without writing: on PostgreSQL one query; on SQLite
    its files are looked at, since even to ask for the one writer's place would keep others from it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('transaction_read_only') = 'off'")
            return bool(cursor.fetchone()[0])
    file = file_named(connection.settings_dict["NAME"])
    beside = (file.with_name(file.name + end) for end in ("-wal", "-shm"))
    needed = (file.parent, file, *(one for one in beside if one.exists()))
    return all(os.access(one, os.W_OK) for one in needed)
