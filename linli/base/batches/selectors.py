"""Reads the batches of a post and what became of their things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from linli.base.accounts.models import Post
from linli.base.batches.kinds import Shown
from linli.base.batches.models import Batch, BatchItem
from linli.core.text import Text

SHOWN_AT_MOST = 100
PREVIEWED_AT_MOST = 50
# In the order in which a preview counts them.
CHANGES = {
    "new": Text("新增", "To be added"),
    "changed": Text("变更", "To be changed"),
    "same": Text("无变化", "Unchanged"),
    "refused": Text("有误，不导入", "Refused"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A thing of a batch as its page shows it."""

    item: BatchItem
    shown: Shown

    @property
    def change(self) -> Text:
        """Return what an import will do with it."""
        return CHANGES[self.item.change]


def batches_of(post: Post) -> QuerySet[Batch]:
    """Return what the post asked for, the newest first. What each keeps is read when asked."""
    return (
        Batch.objects.filter(post=post)
        .select_related("file")
        .defer("terms")
        .order_by("-asked_at", "-pk")
    )


def changes_of(batch: Batch) -> list[tuple[Text, int]]:
    """Return how many rows of an import do what. One query."""
    rows = batch.items.values("change").order_by("change").annotate(number=Count("pk"))
    counts = {row["change"]: row["number"] for row in rows}
    return [(name, counts.get(key, 0)) for key, name in CHANGES.items()]


def lines(batch: Batch, post: Post, items: QuerySet[BatchItem], *, most: int) -> list[Line]:
    """Return the first of `items` as the page shows them to `post` now."""
    rows = _with_batch(batch, list(items.order_by("no")[:most]))
    said = batch.declared.show(rows, post) if batch.declared.show and rows else {}
    return [Line(row, said.get(row.pk, Shown(""))) for row in rows]


def refused_items(batch: Batch) -> list[BatchItem]:
    """Return all things that were refused, in their order. One query."""
    return _with_batch(batch, list(batch.items.filter(outcome="refused").order_by("no")))


def _with_batch(batch: Batch, rows: Sequence[BatchItem]) -> list[BatchItem]:
    for row in rows:
        row.batch = batch
    return list(rows)
