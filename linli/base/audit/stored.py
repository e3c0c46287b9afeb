"""Reads the log as it is stored, without trusting it: raw rows, in one picture of the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from linli.core.chain import ANCHORED, SYSTEM, Head, Line, moment
from linli.core.damage import Held

CHUNK: Final = 2000
_LINE: Final = (
    "e.chain, e.no, e.kind, e.at, e.actor_kind, e.actor_key, e.actor_name, e.person_id, "
    "e.post_id, e.unit_id, e.region_code, e.role, e.is_deputy, CAST(e.facts AS text), "
    "e.digest_of_texts, e.prev, e.mac"
)
_HEAD: Final = "h.chain, h.no, h.mac, h.anchored_in, h.head_mac"
_ALL: Final = (
    f"SELECT {_LINE}, t.entry_id, t.salt, CAST(t.texts AS text), {_HEAD} "  # noqa: S608
    "FROM audit_entry e LEFT JOIN audit_entrytext t ON t.entry_id = e.id "
    "LEFT JOIN audit_head h ON h.chain = e.chain ORDER BY e.chain, e.no, e.id"
)
_HEADS_WITHOUT_LINES: Final = (
    f"SELECT {_HEAD} FROM audit_head h WHERE NOT EXISTS "  # noqa: S608
    "(SELECT 1 FROM audit_entry e WHERE e.chain = h.chain) ORDER BY h.chain"
)
_ANCHORS: Final = (
    f"SELECT {_LINE} FROM audit_entry e WHERE e.chain = %s AND e.kind = %s "  # noqa: S608
    "ORDER BY e.no"
)
_WIDTH: Final = len(Line._fields)
_TRUTHS: Final = {0: False, 1: True}


class Row(NamedTuple):
    """A stored line with what belongs to it; `head` is the chain's, or None."""

    line: Line
    held: Held | None
    head: Head | None


@contextmanager
def one_picture() -> Iterator[None]:
    """Read everything as it was at one moment, hindering no writer.

    Inside a transaction that is open already (a test) nothing is changed.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    # A reader that begins IMMEDIATE would keep every writer of SQLite out meanwhile.
    before = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = before  # type: ignore[attr-defined]


def rows() -> Iterator[Row]:
    """Yield every stored line, chain by chain in the order of stored numbers."""
    for values in _stream(_ALL, ()):
        entry_id, salt, texts = values[_WIDTH : _WIDTH + 3]
        yield Row(
            _line(values[:_WIDTH]),
            None if entry_id is None else Held(salt, _parsed(texts)),
            _head(values[_WIDTH + 3 :]),
        )


def heads_without_lines() -> Iterator[Head]:
    """Yield the ends of chains of which no line is stored."""
    for values in _stream(_HEADS_WITHOUT_LINES, ()):
        if head := _head(values):
            yield head


def anchor_lines() -> Iterator[Line]:
    """Yield the lines of the system chain that name ends of other chains."""
    for values in _stream(_ANCHORS, (SYSTEM, ANCHORED)):
        yield _line(values)


def macs_at(places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the code of the line stored at each of these (chain, number), where there is one."""
    wanted = list(places)
    pairs = ", ".join(["(%s, %s)"] * len(wanted))
    # Both databases take a list of pairs, and both use the unique index for it.
    sql = f"SELECT chain, no, mac FROM audit_entry WHERE (chain, no) IN (VALUES {pairs})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for place in wanted for value in place])
        return {(chain, no): mac for chain, no, mac in cursor.fetchall()}


def last_number(chain: str) -> int:
    """Return the highest stored number of `chain`, or 0."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(no) FROM audit_entry WHERE chain = %s", [chain])
        (number,) = cursor.fetchone()
    return number if isinstance(number, int) else 0


def _stream(sql: str, parameters: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor, _any_bytes():
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


@contextmanager
def _any_bytes() -> Iterator[None]:
    """Let SQLite return bytes that are no text as well: put there by hand, they would else stop
    the verification instead of being found by it."""
    raw = connection.connection if connection.vendor == "sqlite" else None
    if raw:
        raw.text_factory = _lenient
    try:
        yield
    finally:
        if raw:
            raw.text_factory = str


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _line(values: tuple[Any, ...]) -> Line:
    fields = list(values)
    fields[3] = _moment(fields[3])
    # SQLite keeps truths as 0 and 1; any other number stays as it is and proves nothing.
    fields[12] = _TRUTHS.get(fields[12], fields[12]) if isinstance(fields[12], int) else fields[12]
    fields[13] = _parsed(fields[13])
    return Line(*fields)


def _head(values: tuple[Any, ...]) -> Head | None:
    return None if values[0] is None else Head(*values)


def _moment(value: Any) -> Any:
    """Return a stored time as `moment` writes it: SQLite keeps it as text in UTC."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, str) and len(value) in (19, 26):
        fraction = value[19:] or ".000000"
        return f"{value[:10]}T{value[11:19]}{fraction}+00:00"
    return value


def _parsed(text: Any) -> Any:
    """Return what JSON text says, or the text itself where it says nothing."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text
