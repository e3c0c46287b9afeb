"""A telephone call that a clerk owes to a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Call(models.Model):
    """A line of the call list. `purpose` is `tell` (they gave only a telephone, so the tracking
    page can't tell them) or a procedure's own, such as `call_back`.

    `about` is what to tell: the key of a transition or an event. `not_before_at` keeps calls
    outside quiet hours. `tries` counts how often nobody answered; `claimed_by` is the clerk who
    took the call from the list at `claimed_at`.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="calls")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    purpose = models.CharField(max_length=20)
    about = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    not_before_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    done_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit", "not_before_at", "id"],
                condition=Q(done_at=None),
                name="call_to_make",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.case_id}"

    def is_held(self, at: datetime, held_for: timedelta) -> bool:
        """Return whether somebody took the call less than `held_for` ago."""
        return self.claimed_at is not None and self.claimed_at >= at - held_for
