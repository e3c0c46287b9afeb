"""What a hotline case keeps beside the engine's own: the request and each time it was sent on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Request(models.Model):
    """The hotline's part of a case. Ratings are of the last round; the log keeps them all.

    `called_back_round` and `rated_round` are the rounds in which that was done, 0 for never:
    a person is called back once a round.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="request")
    kind = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    result = models.CharField(max_length=20, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    contact_round = models.PositiveSmallIntegerField(default=0)
    resolved = models.CharField(max_length=10, blank=True)
    satisfied = models.CharField(max_length=20, blank=True)
    called_back_round = models.PositiveSmallIntegerField(default=0)
    rated_round = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.case)


class Dispatch(models.Model):
    """One sending of a request to a unit, with the objection to it, if any, and the ruling."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="dispatches")
    round = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "duties.DutyItem", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    objected_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=30, blank=True)
    ruling = models.CharField(max_length=10, blank=True)
    ruled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["sent_at", "id"]

    def __str__(self) -> str:
        return f"{self.unit} · {self.sent_at:%Y-%m-%d %H:%M}"
