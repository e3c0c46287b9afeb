"""Reads all that the database keeps of the index, as it lies there."""

from __future__ import annotations

from django.db import connection

# Terms and postings of FTS5, the texts it keeps, its settings and sizes.
SHADOWS = ("data", "content", "idx", "docsize", "config")


def everything_kept() -> str:
    """Return the rows of all tables that belong to the index, in one text; on SQLite the
    shadow tables as raw bytes, segments with marks of deleted rows included."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            tables = [f"search_tokens_{name}" for name in SHADOWS]
        else:
            tables = ["search_document"]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return "\n".join(_text(value) for row in rows for value in row)


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", errors="replace")
    return str(value)
