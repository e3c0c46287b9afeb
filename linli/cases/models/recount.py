"""A change of the calendar or of a term, and how far it has reached the clocks that run."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from linli.core.actors import Actor


class Recount(models.Model):
    """Clocks to be counted anew from `from_date` on: `kind` and `terms` say by which change.

    Cases are taken in the order of their ids; `after` is the last one that is done. `total` is
    how many clocks were to move when it was asked for, `moved` how many have, `units` how many
    of them by unit, those of sealed cases left out of both. `actor` is who confirmed it.
    """

    kind = models.CharField(max_length=10)
    terms: models.JSONField[Any, Any] = models.JSONField()
    actor: models.JSONField[Any, Any] = models.JSONField()
    asked_at = models.DateTimeField()
    from_date = models.DateField()
    after = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    units: models.JSONField[Any, Any] = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["from_date"], condition=Q(ended_at=None), name="recount_open")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.terms}"

    @property
    def by(self) -> Actor:
        """Return who confirmed it."""
        return Actor(**self.actor)

    def day(self, name: str) -> date:
        """Return one of the days in `terms`."""
        return date.fromisoformat(self.terms[name])
