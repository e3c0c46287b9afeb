"""Conditions that are put into SQL once, however many questions they narrow."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db.models import BooleanField, Expression, QuerySet


class Written(Expression):
    """The condition of `rows` on their own table, of which a page asks many questions.

    Django builds a condition anew for each question; of one with subqueries in it that takes
    longer than the database takes to answer. Raises ValueError for rows with other tables joined,
    which the questions wouldn't have. It holds in questions about the same table alone, not
    inside of others: there TypeError is raised, since its names could mean other tables.
    """

    conditional = True
    output_field = BooleanField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__()
        if sum(bool(count) for count in rows.query.alias_refcount.values()) > 1:
            raise ValueError("a condition over joined tables can't be written apart from them")
        self._model, self._where = rows.model, rows.query.where
        self._sql: tuple[str, tuple[Any, ...]] | None = None

    # One condition is another only if it is the same object.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Self:
        """Return the condition itself, which was resolved with its rows."""
        if query.model is not self._model or query.subquery:
            raise TypeError("a written condition can't stand inside of another question")
        return self

    def relabeled_clone(self, change_map: Any) -> NoReturn:
        """Raise TypeError: under another name the table would be another one."""
        raise TypeError("a written condition can't stand inside of another question")

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the SQL and what its placeholders stand for, made at the first call."""
        if self._sql is None:
            sql, given = self._where.as_sql(compiler, connection)
            self._sql = f"({sql})", tuple(given)
        return self._sql
