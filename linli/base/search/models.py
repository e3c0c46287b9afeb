"""What is in the index; the tokens themselves lie beside it, as each database keeps them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Document(models.Model):
    """A thing that can be found: the `key` of a `kind`, both known to the room that wrote it.

    On PostgreSQL a column `tokens` (tsvector) stands in this table, on SQLite a row with the
    same id in the full-text table `search_tokens`; see migration 0002. What `is_withheld` was
    erased, has no tokens, and is never written again.
    """

    kind = models.CharField(max_length=20)
    key = models.BigIntegerField()
    is_withheld = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_document_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
