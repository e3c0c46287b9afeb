"""Keeps tokens on PostgreSQL: a tsvector column of the documents under a GIN index.

Lexemes are handed over as they are, without a parser or a dictionary, and without places: a body
of 20,000 characters has more of them than a tsvector can count.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

INSTALL: Final = (
    "ALTER TABLE search_document ADD COLUMN tokens tsvector",
    "CREATE INDEX search_document_tokens ON search_document USING gin (tokens)",
)
# What is rarer than this is read whole: a share of all documents where those to look among are
# known, else so many times the root of their number (docs/explanation/speed.md).
OFTEN: Final = 0.03
AT_MOST: Final = 3.0
LEAST: Final = 200
READ_AT_MOST: Final = 5_000
# Capital letters are folded before anything is kept: no document holds this.
UNHEARD: Final = "'NOBODY'"
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
    return Q(kind=kind) & _fits("tokens @@ %s::tsquery", [_all_of(tokens)])


def few(kind: str, tokens: Sequence[str], among: QuerySet[Any, Any] | None) -> list[int] | None:
    """Return the keys of all documents of `kind` that hold all of `tokens` and lie in `among`,
    where that is read fast; else None. One query, beside what the planner is asked.

    Who looks for the newest twenty of what is rare would else be led through all rows from the
    newest on, since the planner can't know how few of them may be seen.
    """
    condition, given = "kind = %s AND tokens @@ %s::tsquery", [kind, _all_of(tokens)]
    with connection.cursor() as cursor:
        # The planner knows how frequent a token is; to ask it costs a third of a millisecond.
        documents, fitting, unheard = (
            _expected(cursor, more, parameters)
            for more, parameters in (
                ("kind = %s", [kind]),
                (condition, given),
                (condition, [kind, UNHEARD]),
            )
        )
        most = OFTEN * documents if among is not None else AT_MOST * math.sqrt(documents)
        # It knows the most frequent thousand by name; all others look alike to it, what nobody
        # ever wrote like what thousands hold.
        if fitting > max(most, unheard, LEAST):
            return None
        sql = f"SELECT key FROM search_document WHERE {condition}"  # noqa: S608
        if among is not None:
            within, more_given = among.query.sql_with_params()
            sql, given = f"{sql} AND key IN ({within})", [*given, *more_given]
        cursor.execute(f"{sql} LIMIT {READ_AT_MOST + 1}", given)
        keys = [key for (key,) in cursor.fetchall()]
    return keys if len(keys) <= READ_AT_MOST else None


def has_most(kind: str, tokens: Sequence[str], least: int) -> Q:
    """Return the condition that a document of `kind` holds at least `least` of `tokens`."""
    quoted = [f"'{token}'" for token in tokens]
    counted = " + ".join(["(tokens @@ %s::tsquery)::int"] * len(quoted))
    any_one = _fits("tokens @@ %s::tsquery", [" | ".join(quoted)])
    return Q(kind=kind) & any_one & _fits(f"({counted}) >= %s", [*quoted, least])


def _all_of(tokens: Sequence[str]) -> str:
    return " & ".join(f"'{token}'" for token in tokens)


def _expected(cursor: Any, condition: str, parameters: list[Any]) -> float:
    """Return how many documents the planner expects; nothing is read."""
    sql = f"EXPLAIN (FORMAT JSON) SELECT 1 FROM search_document WHERE {condition}"  # noqa: S608
    cursor.execute(sql, parameters)
    (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return float(plan[0]["Plan"]["Plan Rows"])


def _fits(condition: str, parameters: list[Any]) -> Q:
    # What was typed goes in as parameters alone.
    return Q(RawSQL(condition, parameters, output_field=BooleanField()))  # noqa: S611
