"""Keeps tokens on PostgreSQL: a tsvector column of the documents under a GIN index.

Lexemes are handed over as they are, without a parser or a dictionary, and without places: a body
of 20,000 characters has more of them than a tsvector can count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

INSTALL: Final = (
    "ALTER TABLE search_document ADD COLUMN tokens tsvector",
    "CREATE INDEX search_document_tokens ON search_document USING gin (tokens)",
)
REMOVE: Final = ("ALTER TABLE search_document DROP COLUMN tokens",)


def write(kind: str, key: int, tokens: Sequence[str]) -> None:
    """Keep the tokens of a document in place of older ones, unless it is withheld."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_document (kind, key, is_withheld, tokens) "
            "VALUES (%s, %s, false, array_to_tsvector(%s::text[])) "
            "ON CONFLICT (kind, key) DO UPDATE SET tokens = excluded.tokens "
            "WHERE NOT search_document.is_withheld",
            [kind, key, list(tokens)],
        )


def take_out(pks: Sequence[int]) -> None:
    """Take the tokens of documents out. The versions of rows before go with the next VACUUM."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_document SET tokens = NULL WHERE id = ANY(%s)", [list(pks)])


def tidy() -> None:
    """Do nothing: autovacuum does it."""


def has_all(kind: str, tokens: Sequence[str]) -> Q:
    """Return the condition that a document of `kind` holds all of `tokens`."""
    return Q(kind=kind) & _fits(
        "tokens @@ %s::tsquery", [" & ".join(f"'{token}'" for token in tokens)]
    )


def has_most(kind: str, tokens: Sequence[str], least: int) -> Q:
    """Return the condition that a document of `kind` holds at least `least` of `tokens`."""
    quoted = [f"'{token}'" for token in tokens]
    counted = " + ".join(["(tokens @@ %s::tsquery)::int"] * len(quoted))
    any_one = _fits("tokens @@ %s::tsquery", [" | ".join(quoted)])
    return Q(kind=kind) & any_one & _fits(f"({counted}) >= %s", [*quoted, least])


def _fits(condition: str, parameters: list[Any]) -> Q:
    # What was typed goes in as parameters alone.
    return Q(RawSQL(condition, parameters, output_field=BooleanField()))  # noqa: S611
