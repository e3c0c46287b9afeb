"""The index: what is written into it, taken out of it, and found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from linli.base.search import postgresql, sqlite
from linli.base.search.models import Document
from linli.base.search.tokens import Query, tokens_of


def write(kind: str, key: int, texts: Iterable[str]) -> None:
    """Let the thing be found by `texts`, and by nothing that it was found by before.

    The caller has left out what identifies people. One query on PostgreSQL, two on SQLite.
    """
    store().write(kind, key, tokens_of(texts))


@transaction.atomic
def forget(kind: str, keys: Sequence[int], *, for_good: bool = False) -> int:
    """Take things out of the index, with every trace of what they were found by; return how many
    were in it. `for_good`: they are never taken in again, whoever writes them."""
    documents = Document.objects.filter(kind=kind, key__in=keys)
    pks = list(documents.filter(is_withheld=False).values_list("pk", flat=True))
    if pks:
        store().take_out(pks)
    if for_good:
        Document.objects.bulk_create(
            [Document(kind=kind, key=key) for key in sorted(set(keys))], ignore_conflicts=True
        )
        documents.update(is_withheld=True)
    else:
        documents.filter(is_withheld=False).delete()
    return len(pks)


@transaction.atomic
def keep_only(kind: str, keys: QuerySet[Any, Any]) -> int:
    """Take out all things of a kind but those of `keys` (a queryset of them), and tidy the index
    up; return how many were taken out. What is withheld stays withheld."""
    others = Document.objects.filter(kind=kind, is_withheld=False).exclude(key__in=keys)
    gone = forget(kind, list(others.values_list("key", flat=True)))
    store().tidy()
    return gone


def matching(kind: str, query: Query) -> QuerySet[Any, Any]:
    """Return the keys of things that hold all that `query` asks, as a subquery; none for a
    query without tokens."""
    return _keys(store().has_all(kind, query.tokens) if query.tokens else None)


def few(kind: str, query: Query, *, among: QuerySet[Any, Any] | None = None) -> list[int] | None:
    """Return the keys of all things that hold all that `query` asks, where they are few enough to
    be read beforehand; None where a subquery (`matching`) is better. With `among`, a queryset of
    keys, others may be left out."""
    keys: list[int] | None = store().few(kind, query.tokens, among) if query.tokens else []
    return keys


def near(kind: str, query: Query) -> QuerySet[Any, Any]:
    """Return the keys of things that hold at least half of what `query` asks, as a subquery."""
    most = query.tokens
    least = (len(most) + 1) // 2
    return _keys(store().has_most(kind, most, least) if len(most) > 1 else None)


def store() -> ModuleType:
    """Return the module that keeps tokens on the database in use."""
    return sqlite if connection.vendor == "sqlite" else postgresql


def _keys(asked: Any) -> QuerySet[Any, Any]:
    documents = Document.objects.all()
    found = documents.none() if asked is None else documents.filter(asked)
    return found.values("key")
