"""Writes rows in bulk, as each database does it fastest, and settles it for reading afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from linli.base.search.models import Document

# Fewer rows are not worth making the indexes anew.
WORTH_IT: Final = 20_000
_INDEXES: Final = """
    SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname),
           format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s',
                  t.relname, c.conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'u' AND t.relname = ANY(%s)
    UNION ALL
    SELECT format('DROP INDEX %%I', i.relname), pg_get_indexdef(x.indexrelid)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relname = ANY(%s) AND NOT x.indisprimary
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
"""
_INDEXES_OF_SQLITE: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"


@contextmanager
def without_indexes(size: int) -> Iterator[None]:
    """Take the indexes away while much is written, and make them again."""
    if size < WORTH_IT:
        yield
        return
    with connection.cursor() as cursor:
        pairs = _indexes(cursor)
        for drop, _ in pairs:
            cursor.execute(drop)
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET maintenance_work_mem = '1GB'")
        for _, create in pairs:
            cursor.execute(create)


@transaction.atomic
def write(
    rows: dict[type[models.Model], list[list[Any]]], tokens: Sequence[tuple[int, list[str]]]
) -> None:
    """Write rows of all tables in one transaction, with what documents are found by."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Nothing is checked row by row: what is copied was written by the program itself.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for model, values in rows.items():
                _copy(cursor, model, values, dict(tokens) if model is Document else None)
            return
        for model, values in rows.items():
            _insert(cursor, model, values)
        cursor.executemany(
            "INSERT INTO search_tokens (rowid, tokens) VALUES (%s, %s)",
            [(pk, " ".join(found)) for pk, found in tokens],
        )


def settle() -> None:
    """Let ids go on after the last one, and make everything ready to be read."""
    reset_ids()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_tokens (search_tokens) VALUES ('optimize')")
    look_again()


def look_again() -> None:
    """Let the database know what it holds by now."""
    may_clear_up = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if may_clear_up else "ANALYZE")


def reset_ids() -> None:
    """Let ids go on after the last one."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the names of the table's columns, in the order of a copy's values."""
    return [column.column for column in model._meta.concrete_fields]


def vector(tokens: Sequence[str]) -> str:
    """Return tokens as PostgreSQL writes a tsvector."""
    return "'" + "' '".join(tokens) + "'"


def plain(value: Any) -> Any:
    """Return a value as Django writes it on SQLite."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value


def _indexes(cursor: Any) -> list[tuple[str, str]]:
    """Return how to drop each index and constraint that only speeds up or forbids, and how to
    make it again."""
    if connection.vendor == "sqlite":
        cursor.execute(_INDEXES_OF_SQLITE)
        return [(f'DROP INDEX "{name}"', create) for name, create in cursor.fetchall()]
    tables = [model._meta.db_table for model in apps.get_models()]
    cursor.execute(_INDEXES, [tables, tables])
    found: list[tuple[str, str]] = cursor.fetchall()
    return found


def _copy(
    cursor: Any, model: type[models.Model], rows: list[list[Any]], tokens: dict[int, Any] | None
) -> None:
    names = [f'"{name}"' for name in columns_of(model)]
    if tokens is not None:
        names.append("tokens")
        rows = [[*row, vector(tokens[row[0]])] for row in rows]
    table = model._meta.db_table
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(cursor: Any, model: type[models.Model], rows: list[list[Any]]) -> None:
    names = columns_of(model)
    marks = ", ".join(["%s"] * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    cursor.executemany(
        f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({marks})",  # noqa: S608
        [[plain(value) for value in row] for row in rows],
    )
