"""Searches that a post keeps under a name."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from linli.base.accounts.models import Post
from linli.base.ui.pieces import Tab
from linli.cases.searching import what
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.faces.desk.filters import CONDITIONS
from linli.faces.desk.models import SavedFilter

MOST: Final = 20
LONGEST_NAME: Final = 40
LONGEST_QUERY: Final = 600
NO_NAME: Final = Text("请填写名称。", "Give it a name.")
NOTHING_TO_SAVE: Final = Text("请先搜索或筛选。", "Search or filter first.")
TOO_LONG: Final = Text("名称或条件太长。", "The name or the search is too long.")
TOO_MANY: Final = Text(
    "最多保存20个，请先删除不用的。", "No more than 20 can be saved; delete one first."
)


def save(post: Post, *, name: str, query: str) -> SavedFilter:
    """Keep what `query` (an address's) looks for under `name`, in place of what had this name or
    was the same search under another. Raises Incomplete and Refused. Whole numbers of people are
    never kept."""
    name, kept = " ".join(name.replace("\0", "").split()), kept_of(QueryDict(query))
    if not name:
        raise Incomplete(NO_NAME, field="name")
    if not kept:
        raise Incomplete(NOTHING_TO_SAVE, field="name")
    if len(name) > LONGEST_NAME or len(kept) > LONGEST_QUERY:
        raise Refused(TOO_LONG, field="name", code="too_long")
    others = SavedFilter.objects.filter(post=post).exclude(Q(name=name) | Q(query=kept))
    if others.count() >= MOST:
        raise Refused(TOO_MANY, field="name", code="too_many")
    with transaction.atomic():
        SavedFilter.objects.filter(post=post, query=kept).exclude(name=name).delete()
        row, _ = SavedFilter.objects.update_or_create(
            post=post, name=name, defaults={"query": kept}
        )
    return row


def delete(post: Post, pk: int) -> None:
    """Forget a saved search of `post`; nothing where it isn't theirs."""
    SavedFilter.objects.filter(post=post, pk=pk).delete()


def saved_by(post: Post) -> list[SavedFilter]:
    """Return what `post` saved. One query."""
    return list(SavedFilter.objects.filter(post=post))


def tabs(rows: list[SavedFilter], current: str = "") -> list[Tab]:
    """Return them as views side by side; the one that asks for `current` is shown."""
    page = reverse("desk:search")
    return [Tab(one.name, f"{page}?{one.query}", is_current=one.query == current) for one in rows]


def kept_of(asked: QueryDict) -> str:
    """Return what of an address is looked for, always written alike; empty for nothing."""
    kept = QueryDict(mutable=True)
    for name in ("q", *CONDITIONS):
        value = asked.get(name, "").replace("\0", "").strip()
        if value and (name != "q" or what(value).kind == "words"):
            kept[name] = value
    return str(kept.urlencode())
