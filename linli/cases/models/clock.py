"""A term that runs, ran, or waits, for one case."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.core.procedure import Basis
from linli.core.text import Text


class Clock(models.Model):
    """One running of one term. Length and basis are kept as they were when it started, since a
    changed law must not silently move what already runs.

    `binds` is the side that must act, or `nobody` where what ends is a right of the holder.
    `due_raw_at` is the end by counting, `due_at` after rolling over days off. `pauses` is a list
    of [from, to] times in ISO 8601. `is_running` is false while paused and after the stop.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="clocks")
    term = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)
    binds = models.CharField(max_length=10)
    length = models.PositiveIntegerField()
    unit = models.CharField(max_length=10)
    rolls = models.BooleanField()
    basis = models.JSONField()
    extension = models.PositiveIntegerField(default=0)
    pauses = models.JSONField(default=list)
    started_at = models.DateTimeField()
    due_raw_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    is_running = models.BooleanField(default=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["started_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "term"], condition=Q(stopped_at=None), name="clock_once_at_a_time"
            )
        ]
        # SQLite scans the table when a partial index names a list of values; a boolean and IS
        # NULL are found (the EXPLAIN test holds it).
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["warn_at"],
                condition=Q(is_running=True, warned_at=None),
                name="clock_to_warn",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(is_running=True, lapsed_at=None),
                name="clock_to_lapse",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} → {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def is_late(self) -> bool:
        """Return whether the clock stopped after its end."""
        return self.stopped_at is not None and self.stopped_at > self.due_at

    @property
    def basis_declared(self) -> Basis:
        """Return the basis on which the clock was started."""
        return Basis(Text(**self.basis["instrument"]), self.basis["article"], self.basis["grade"])

    def pause_spans(self, until: datetime | None = None) -> list[tuple[datetime, datetime]]:
        """Return the pauses as times; one that still lasts ends at `until`, if that is given and
        does not lie before it."""
        spans = [
            (datetime.fromisoformat(begin), datetime.fromisoformat(end))
            for begin, end in self.pauses
        ]
        if self.paused_at and until and until >= self.paused_at:
            spans.append((self.paused_at, until))
        return spans
