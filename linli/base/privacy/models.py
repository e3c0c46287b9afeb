"""The one table that holds what identifies a person, encrypted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Identifier(models.Model):
    """One identifier of one subject; the subject's meaning is known to the room that made it.

    `ciphertext` and `blind_index` begin with the id of their key, so that keys can be changed
    row by row. `masked` is what lists show.
    """

    subject = models.UUIDField()
    kind = models.CharField(max_length=20)
    ciphertext = models.TextField()
    blind_index = models.CharField(max_length=80)
    masked = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "kind"], name="identifier_once_a_kind")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["blind_index"], name="identifier_blind_index")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.masked}"
