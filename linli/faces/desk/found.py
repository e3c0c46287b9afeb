"""Reads what a search shows: the newest cases that hold the words, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import QueryDict

from linli.base.accounts.models import Post, Unit
from linli.base.accounts.selectors import find_units
from linli.base.privacy.names import is_chinese
from linli.base.regions.models import Region
from linli.base.regions.selectors import named
from linli.base.search.folding import fold
from linli.base.search.snippets import Part, marked, snippet
from linli.base.search.tokens import Query, query_of
from linli.base.ui.paging import KeyPage, page_by_key
from linli.base.ui.pieces import Chip
from linli.cases import searching
from linli.cases.counting import capped_counts
from linli.cases.models import Case
from linli.cases.selectors import CaseQuerySet
from linli.core.actors import Actor
from linli.core.text import Text
from linli.faces.desk.filters import PAGES, FilterForm
from linli.faces.desk.overview import Row

ROWS: Final = 20
NAMED: Final = 5
LONGEST_PLACE: Final = 16
# Part of a telephone or identity number, or of a case's number with a digit wrong.
PART_OF_NUMBER: Final = re.compile(r"\+?[\d\s-]{5,}[Xx]?")


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say where nothing was found: a title, and what to do about it."""

    title: Text
    text: Text


TOO_SHORT: Final = Advice(
    Text("请至少输入两个字", "Type at least two characters"),
    Text("单个汉字出现在太多的件中。", "A single Chinese character is in too many cases."),
)
SIGNS: Final = Advice(
    Text("请输入文字或号码", "Type words or a number"),
    Text("只有符号，无法查找。", "Signs by themselves can't be looked for."),
)
NOT_ASKED: Final = Advice(
    Text("您要找什么？", "What are you looking for?"),
    Text(
        "两个字就可以查。电话、身份证号须输入完整，查找会留下记录。",
        "Two characters are enough. A telephone or identity number must be whole, and looking "
        "for it is recorded.",
    ),
)
PART: Final = Advice(
    Text("没有查到", "Nothing found"),
    Text(
        "电话、身份证号须输入完整，只输一部分查不到；编号请核对每一位。",
        "Telephone and identity numbers must be whole: a part of them is never found. Of a case "
        "or receipt number check each digit.",
    ),
)
NOTHING: Final = Advice(
    Text("没有查到", "Nothing found"),
    Text(
        "只在您看得到的件中查找。可以减少词语，或去掉筛选条件。",
        "Only cases that you may see are searched. Try fewer words, or take a filter away.",
    ),
)
OF_NOBODY: Final = Advice(
    Text("没有查到来件", "No case found"),
    Text(
        "在您看得到的件中，没有来件人留下完全相同的内容。请核对每一位；来件人也可能没有留下联系方式。",
        "Among the cases that you may see, no sender left exactly this. Check each character; "
        "senders may also have left nothing to reach them by.",
    ),
)


@dataclass(frozen=True)
class Hit:
    """A case that was found, with what was looked for marked."""

    row: Row
    title: list[Part]
    snippet: list[Part]


@dataclass(frozen=True)
class Found:
    """A page of a search. `is_near`: nothing holds all of it, and what is shown holds half.
    `may_be_name`: the words could be a sender's name, which is sought another way. `units` and
    `places` have the words as a name."""

    query: Query
    filters: FilterForm
    chips: list[Chip]
    hits: list[Hit]
    page: KeyPage
    advice: Advice
    units: Sequence[Unit] = ()
    places: Sequence[Region] = ()
    is_near: bool = False
    may_be_name: bool = False


def search(post: Post, asked: QueryDict, *, on: date) -> Found:
    """Return what `post` finds by the words `q` and the filters of `asked`, the newest first. The
    number of queries depends on what was typed alone, and on whether anything is found."""
    query, filters = query_of(asked.get("q", "")), FilterForm(asked, post)
    chips = filters.chips(asked)
    if not query.tokens and (query.text or not chips):
        return Found(query, filters, chips, [], KeyPage([], "", ""), _advice(query, chips))
    cases, exact = _asked(post, query, filters)
    page = page_by_key(exact, keys=("id",), asked=asked, size=ROWS, is_newest_first=True)
    is_first = not any(name in asked for name in PAGES)
    is_near = not page.rows and is_first and len(query.tokens) > 1
    if is_near:
        rows = list(searching.near(cases, query).order_by("-id")[:ROWS])
        page = KeyPage(rows, "", "")
    is_named = is_first and bool(query.text)
    return Found(
        query,
        filters,
        chips,
        _hits(post, _whole(page.rows), query),
        page,
        _advice(query, chips),
        units=find_units(fold(query.text), on=on, limit=NAMED) if is_named else (),
        places=_places(query.text, post) if is_named else (),
        is_near=is_near and bool(page.rows),
        may_be_name=searching.may_be_name(query.text),
    )


def count(post: Post, asked: QueryDict) -> int:
    """Return how many cases `search` finds of all pages, near matches none; the cap and one for
    any more. One query, and what the words ask beforehand."""
    query, filters = query_of(asked.get("q", "")), FilterForm(asked, post)
    return capped_counts([_asked(post, query, filters)[1]])[0]


def of_sender(
    post: Post, kind: str, value: str, asked: QueryDict, *, by: Actor, at: datetime
) -> Found:
    """Return the newest cases whose sender left exactly `value`, on record."""
    cases = searching.of_sender(post, kind, value, by=by, at=at)
    filters, query = FilterForm(asked, post), query_of("")
    hits, page = _hits(post, cases, query), KeyPage(cases, "", "")
    return Found(query, filters, [], hits, page, OF_NOBODY)


def _places(text: str, post: Post) -> list[Region]:
    """Return the places of the post's range with this very name; one query for what may be one."""
    may_be_place = is_chinese(text) and len(text) <= LONGEST_PLACE
    return named(text, within=post.unit.region_id, limit=NAMED) if may_be_place else []


def _advice(query: Query, chips: Sequence[Chip]) -> Advice:
    """Return what to say if nothing is found by `query` and the filters of `chips`."""
    if not query.text:
        return NOTHING if chips else NOT_ASKED
    if query.is_too_short:
        return TOO_SHORT if any(sign.isalnum() for sign in query.text) else SIGNS
    return PART if PART_OF_NUMBER.fullmatch(query.text) else NOTHING


def _asked(post: Post, query: Query, filters: FilterForm) -> tuple[CaseQuerySet, CaseQuerySet]:
    """Return the cases among which is searched, and those of them that hold all of `query`."""
    # What the rows show is read of those found alone, not of all that are walked through.
    cases = filters.narrow(searching.open_to(post)).only("pk")
    return cases, searching.holding(cases, query, post=post) if query.tokens else cases


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
