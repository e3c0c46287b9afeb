"""Counts several lists at once, none of them beyond a cap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

CAP = 99


def capped_counts(lists: Sequence[QuerySet[Any]], *, cap: int = CAP) -> list[int]:
    """Return how many rows each list has, `cap` + 1 standing for any more. One query.

    Each is counted in a subquery that stops at the cap, so that the cost doesn't grow with it.
    """
    if not lists:
        return []
    parts: list[str] = []
    parameters: list[Any] = []
    for rows in lists:
        try:
            sql, given = rows.order_by().values("pk")[: cap + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        # Django's own SQL with placeholders; nothing of it was typed by anybody.
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608
        parameters += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return [int(count) for count in cursor.fetchone()]
