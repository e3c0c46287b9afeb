"""Keeps tokens on SQLite: an FTS5 table whose rows have the ids of the documents.

The tokens are kept with the index, since FTS5 can't take a row out again without them. They are
parted by blanks and hold no ASCII sign, so that the tokenizer "ascii" leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

INSTALL: Final = (
    "CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, tokenize='ascii', detail=none)",
)
REMOVE: Final = ("DROP TABLE IF EXISTS search_tokens",)
# Read in this order: from what holds the tokens, never through all documents of a kind.
_FOUND: Final = (
    "SELECT d.id FROM search_tokens CROSS JOIN search_document d ON d.id = search_tokens.rowid "
    "WHERE search_tokens MATCH %s AND d.kind = %s"
)


def write(kind: str, key: int, tokens: Sequence[str]) -> None:
    """Keep the tokens of a document in place of older ones, unless it is withheld."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_document (kind, key, is_withheld) VALUES (%s, %s, 0) "
            "ON CONFLICT (kind, key) DO UPDATE SET key = excluded.key "
            "RETURNING id, is_withheld",
            [kind, key],
        )
        pk, is_withheld = cursor.fetchone()
        if not is_withheld:
            cursor.execute(
                "INSERT OR REPLACE INTO search_tokens (rowid, tokens) VALUES (%s, %s)",
                [pk, " ".join(tokens)],
            )


def take_out(pks: Sequence[int]) -> None:
    """Take the tokens of documents out, and every trace of them."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_tokens WHERE rowid = %s", [(pk,) for pk in pks])
    tidy()


def tidy() -> None:
    """Merge all segments into one. A row taken out leaves marks that name its tokens until then,
    and SQLite before 3.42 knows no other way to be rid of them."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_tokens (search_tokens) VALUES ('optimize')")


def has_all(kind: str, tokens: Sequence[str]) -> Q:
    """Return the condition that a document of `kind` holds all of `tokens`."""
    quoted = " AND ".join(f'"{token}"' for token in tokens)
    return Q(pk__in=RawSQL(_FOUND, [quoted, kind]))  # noqa: S611


def few(kind: str, tokens: Sequence[str], among: object) -> None:
    """Return None: SQLite always reads from the index of words, and is fast enough so."""


def has_most(kind: str, tokens: Sequence[str], least: int) -> Q:
    """Return the condition that a document of `kind` holds at least `least` of `tokens`."""
    parts = " UNION ALL ".join([_FOUND] * len(tokens))
    counted = f"SELECT id FROM ({parts}) GROUP BY id HAVING COUNT(*) >= %s"  # noqa: S608
    asked = [value for token in tokens for value in (f'"{token}"', kind)]
    return Q(pk__in=RawSQL(counted, [*asked, least]))  # noqa: S611
