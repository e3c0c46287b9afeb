"""Reads the log as it is stored, without trusting it: raw rows, in one picture of the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from linli.core.chain import ANCHORED, SYSTEM, Head, Line
from linli.core.damage import Held

CHUNK: Final = 2000
# Times come as text: what stands there may be no time at all.
_TIME: Final = {
    "sqlite": "CAST(e.at AS text)",
    "postgresql": "to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')",
}
_LINE: Final = (
    "e.chain, e.no, e.kind, {time}, e.actor_kind, e.actor_key, e.actor_name, e.person_id, "
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
    pairs = ", ".join(["(CAST(%s AS varchar(80)), CAST(%s AS bigint))"] * len(wanted))
    # A list of pairs after IN would be scanned on SQLite; this looks each up in the index.
    sql = (
        f"WITH wanted(chain, no) AS (VALUES {pairs}) "  # noqa: S608
        "SELECT e.chain, e.no, e.mac FROM wanted w CROSS JOIN audit_entry e "
        "WHERE e.chain = w.chain AND e.no = w.no"
    )
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
        cursor.execute(sql.replace("{time}", _TIME[connection.vendor]), parameters)
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
    fields[13] = _parsed(fields[13])
    return Line(*fields)


def _head(values: tuple[Any, ...]) -> Head | None:
    return None if values[0] is None else Head(*values)


def _moment(text: Any) -> Any:
    """Return a stored time as `moment` writes it: SQLite keeps it in a form of its own."""
    if isinstance(text, str) and len(text) in (19, 26):
        return f"{text[:10]}T{text[11:19]}{text[19:] or '.000000'}+00:00"
    return text


def _parsed(text: Any) -> Any:
    """Return what JSON text says, or the text itself where it says nothing."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text
