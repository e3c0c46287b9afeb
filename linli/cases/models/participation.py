"""The units that take part in a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Participation(models.Model):
    """A unit takes part in a case: `lead`, `assisting`, or `overseeing` (a copy was sent)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="participations")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "unit", "part"],
                condition=Q(until_at=None),
                name="participation_once",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit", "part", "case"],
                condition=Q(until_at=None),
                name="participation_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.part}"
