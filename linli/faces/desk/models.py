"""What the desk keeps for a post."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SavedFilter(models.Model):
    """A search under a name: what is looked for and which cases are shown, as an address asks
    for it. It belongs to the post, whoever acts in it."""

    post = models.ForeignKey("accounts.Post", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=600)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "name"], name="saved_filter_once")
        ]

    def __str__(self) -> str:
        return self.name
