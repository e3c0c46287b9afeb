"""What a unit or a post should notice at its desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One reminder to a unit: to all its posts, to those of a `role`, or to one `post`.

    `kind` is the key of a registered wording, `facts` fill its places, and `about` names the
    thing, such as `case:12`; `reference` leads to it.
    """

    unit = models.ForeignKey("accounts.Unit", on_delete=models.CASCADE, related_name="notices")
    role = models.CharField(max_length=40, blank=True)
    post = models.ForeignKey(
        "accounts.Post", on_delete=models.CASCADE, null=True, related_name="notices"
    )
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    reference = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit", "created_at"], condition=Q(seen_at=None), name="notice_unseen"
            ),
            models.Index(fields=["about"], name="notice_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.about}"
