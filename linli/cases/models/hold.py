"""A message whose period of keeping is over and that must stay all the same."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Hold(models.Model):
    """Nothing of the message is erased while a hold lasts. `ground` is a key of
    `cases.holding.GROUNDS`; the post that set it answers for it."""

    message = models.ForeignKey("cases.Message", on_delete=models.PROTECT, related_name="holds")
    ground = models.CharField(max_length=20)
    reason = models.TextField()
    set_by = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["message"], condition=Q(lifted_at=None), name="hold_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} · {self.message_id}"
