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
_FOUND: Final = "SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s"


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


def has_all(tokens: Sequence[str]) -> Q:
    """Return the condition that a document holds all of `tokens`."""
    quoted = " AND ".join(f'"{token}"' for token in tokens)
    return Q(pk__in=RawSQL(_FOUND, [quoted]))  # noqa: S611


def has_most(tokens: Sequence[str], least: int) -> Q:
    """Return the condition that a document holds at least `least` of `tokens`."""
    parts = " UNION ALL ".join([_FOUND] * len(tokens))
    counted = f"SELECT rowid FROM ({parts}) GROUP BY rowid HAVING COUNT(*) >= %s"  # noqa: S608
    parameters = [*(f'"{token}"' for token in tokens), least]
    return Q(pk__in=RawSQL(counted, parameters))  # noqa: S611
