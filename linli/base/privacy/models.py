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


class ErasureReport(models.Model):
    """What the erasure of one day did; `ended_at` is when it last found nothing more to do.

    Nothing in it comes from sealed cases: each of those says on its own chain what went.
    """

    day = models.DateField(unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    erased = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.erased}"


class ErasureTally(models.Model):
    """How many of `what` were erased by a rule, or, with a `ground`, were held back."""

    report = models.ForeignKey(ErasureReport, on_delete=models.CASCADE, related_name="tallies")
    rule = models.CharField(max_length=30)
    what = models.CharField(max_length=30)
    ground = models.CharField(max_length=30, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["rule", "ground", "what"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report", "rule", "what", "ground"], name="erasure_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.what}: {self.number}"
