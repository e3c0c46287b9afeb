"""The row in which a place sets the length of a term for itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LocalLimit(models.Model):
    """A local length of a procedure's term, for a region and all below it, from a day on.

    `instrument` and `article` name the local rule. The newest in force of the most specific
    region holds; rows are never changed, a later one takes over.
    """

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="limits")
    procedure = models.CharField(max_length=40)
    term = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)
    in_force_from = models.DateField()
    instrument = models.CharField(max_length=200)
    article = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["procedure", "term", "region_id", "in_force_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["procedure", "term", "region", "in_force_from"], name="limit_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure}.{self.term}: {self.length} {self.unit}"
