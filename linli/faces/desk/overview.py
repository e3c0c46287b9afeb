"""Reads what the desk shows, in a number of queries that no case, unit or region enlarges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from linli.base.accounts.models import Post, Unit
from linli.base.privacy.redaction import redact
from linli.base.ui.paging import KeyPage, page_by_key
from linli.base.ui.pieces import Chip, Tab
from linli.cases.counting import CAP, capped_counts
from linli.cases.models import Case
from linli.cases.selectors import CaseQuerySet
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.faces.desk.filters import FilterForm, without
from linli.faces.desk.scopes import Asked, List, Scope, scopes_for

ROWS = 25
# Overdue cases over a range are grouped by unit up to this many, the longest overdue first.
GROUPED = 1_000


@dataclass(frozen=True)
class Row:
    """A case as a line of a list, for one post."""

    case: Case
    post: Post

    @property
    def title(self) -> str:
        """Return the title with telephone and identity numbers masked."""
        return redact(self.case.title)

    @property
    def place(self) -> str:
        """Return the place's name as far as it lies below the post's own region."""
        full, own = self.case.region.full_name, self.post.unit.region.full_name
        return full.removeprefix(own) or self.case.region.name

    @property
    def lane(self) -> Text | None:
        """Return the declared name of the case's course."""
        lanes: tuple[Choice, ...] = self.case.declared.lanes
        return next((lane.name for lane in lanes if lane.key == self.case.lane), None)

    @property
    def is_ours(self) -> bool:
        """Return whether the post's own unit holds the case."""
        return self.case.unit_id == self.post.unit_id

    @property
    def is_mine(self) -> bool:
        """Return whether the post itself is in charge."""
        return self.case.post_id == self.post.pk

    @property
    def may_take(self) -> bool:
        """Return whether the post can put itself in charge at once."""
        is_free = self.case.closed_at is None and self.case.post_id is None
        return is_free and self.is_ours


@dataclass(frozen=True)
class Overdue:
    """How many overdue cases a unit holds."""

    unit: Unit
    count: int


@dataclass(frozen=True)
class Overview:
    """All that the desk shows to one post."""

    scopes: list[Tab]
    lists: list[Tab]
    current: List
    scope: Scope
    page: KeyPage
    rows: list[Row]
    filters: FilterForm
    chips: list[Chip]
    overdue: list[Overdue]


def overview(post: Post, query: QueryDict, *, at: datetime) -> Overview | None:
    """Return the list that `query` asks for, and the counts of those beside it;
    None for a post without case work. What the query asks in vain is passed over."""
    asked = Asked(post, at)
    scopes = scopes_for(asked)
    if not scopes:
        return None
    scope = _named(scopes, query.get("scope", "")) or scopes[0]
    filters = FilterForm(query, post)
    base = scope.base(asked).written()
    found = {one.key: filters.narrow(one.narrow(base, asked)) for one in scope.lists}
    counts = dict(zip(found, capped_counts(list(found.values())), strict=True))
    current = _named(scope.lists, query.get("list", "")) or _first_with_work(scope, counts)
    page = _page(found[current.key], current, filters, query)
    return Overview(
        scopes=[_scope_tab(one, scope, query) for one in scopes],
        lists=[
            _list_tab(one, current, counts[one.key], query)
            for one in scope.lists
            if counts[one.key] or one is current or not one.may_hide
        ],
        current=current,
        scope=scope,
        page=page,
        rows=[Row(case, post) for case in page.rows],
        filters=filters,
        chips=filters.chips(query),
        overdue=_overdue_by_unit(scope, asked) if scope.key == "range" else [],
    )


def _page(cases: CaseQuerySet, current: List, filters: FilterForm, query: QueryDict) -> KeyPage:
    keys: tuple[str, ...] = ("closed_at", "id") if current.is_done else ("due_at", "id")
    is_newest_first = current.is_done
    if filters.is_newest_first and not current.is_done:
        # By id alone, which an index of each scope ends in: no list is sorted for it.
        keys, is_newest_first = ("id",), True
    return page_by_key(
        cases.for_list(), keys=keys, asked=query, size=ROWS, is_newest_first=is_newest_first
    )


def _first_with_work(scope: Scope, counts: dict[str, int]) -> List:
    first = scope.lists[0]
    return next((one for one in scope.lists if counts[one.key] and not one.is_done), first)


def _overdue_by_unit(scope: Scope, asked: Asked) -> list[Overdue]:
    late = scope.base(asked).overdue(asked.at).order_by("due_at", "id")
    counts = Counter(late.values_list("unit_id", flat=True)[:GROUPED])
    units = Unit.objects.in_bulk(list(counts)) if counts else {}
    return [Overdue(units[pk], count) for pk, count in counts.most_common()]


def _named(things: object, key: str) -> Any:
    return next((one for one in things if one.key == key), None)  # type: ignore[attr-defined]


def _scope_tab(one: Scope, current: Scope, query: QueryDict) -> Tab:
    address = without(query, "scope", "list", "unit")
    return Tab(one.name, _with(address, scope=one.key), is_current=one is current)


def _list_tab(one: List, current: List, count: int, query: QueryDict) -> Tab:
    return Tab(
        one.name,
        _with(without(query, "list"), list=one.key),
        count=min(count, CAP),
        is_current=one is current,
        is_capped=count > CAP,
    )


def _with(address: str, **more: str) -> str:
    query = QueryDict(address.removeprefix("?"), mutable=True)
    query.update(more)
    return f"?{query.urlencode()}"
