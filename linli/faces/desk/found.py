"""Reads what a search shows: the newest cases that hold the words, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import QueryDict

from linli.base.accounts.models import Post, Unit
from linli.base.accounts.selectors import find_units
from linli.base.search.folding import fold
from linli.base.search.snippets import Part, marked, snippet
from linli.base.search.tokens import Query, query_of
from linli.base.ui.paging import KeyPage, page_by_key
from linli.base.ui.pieces import Chip
from linli.cases import searching
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.faces.desk.filters import PAGES, FilterForm
from linli.faces.desk.overview import Row

ROWS: Final = 20
UNITS: Final = 5


@dataclass(frozen=True)
class Hit:
    """A case that was found, with what was looked for marked."""

    row: Row
    title: list[Part]
    snippet: list[Part]


@dataclass(frozen=True)
class Found:
    """A page of a search. `is_near`: nothing holds all of it, and what is shown holds half.
    `may_be_name`: the words could be a sender's name, which is sought another way."""

    query: Query
    filters: FilterForm
    chips: list[Chip]
    hits: list[Hit]
    page: KeyPage
    units: list[Unit]
    is_near: bool = False
    is_asked: bool = True
    may_be_name: bool = False


def search(post: Post, asked: QueryDict, *, on: date) -> Found:
    """Return what `post` finds by the words `q` and the filters of `asked`, the newest first. The
    number of queries depends on what was typed alone, and on whether anything is found."""
    query, filters = query_of(asked.get("q", "")), FilterForm(asked, post)
    chips = filters.chips(asked)
    if not query.tokens and (query.text or not chips):
        return Found(query, filters, chips, [], KeyPage([], "", ""), [], is_asked=False)
    # What the rows show is read of those found alone, not of all that are walked through.
    cases = filters.narrow(searching.open_to(post)).only("pk")
    exact = searching.holding(cases, query, post=post) if query.tokens else cases
    page = page_by_key(exact, keys=("id",), asked=asked, size=ROWS, is_newest_first=True)
    is_first = not any(name in asked for name in PAGES)
    is_near = not page.rows and is_first and len(query.tokens) > 1
    if is_near:
        rows = list(searching.near(cases, query).order_by("-id")[:ROWS])
        page = KeyPage(rows, "", "")
    return Found(
        query,
        filters,
        chips,
        _hits(post, _whole(page.rows), query),
        page,
        find_units(fold(query.text), on=on, limit=UNITS) if is_first and query.text else [],
        is_near=is_near and bool(page.rows),
        may_be_name=searching.may_be_name(query.text),
    )


def of_sender(
    post: Post, kind: str, value: str, asked: QueryDict, *, by: Actor, at: datetime
) -> Found:
    """Return the newest cases whose sender left exactly `value`, on record."""
    cases = searching.of_sender(post, kind, value, by=by, at=at)
    filters, query = FilterForm(asked, post), query_of("")
    return Found(query, filters, [], _hits(post, cases, query), KeyPage(cases, "", ""), [])


def _whole(found: Sequence[Case]) -> list[Case]:
    """Return the cases found with all that a row shows, in the same order. One query."""
    whole = Case.objects.for_list().defer(None).in_bulk([case.pk for case in found])
    return [whole[case.pk] for case in found]


def _hits(post: Post, cases: Sequence[Case], query: Query) -> list[Hit]:
    texts = searching.texts_of(cases)
    hits = []
    for case in cases:
        row = Row(case, post)
        hits.append(Hit(row, marked(row.title, query), snippet(texts[case.pk], query)))
    return hits
