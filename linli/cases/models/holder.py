"""Who holds a receipt of a case beside its sender."""

from __future__ import annotations

from django.db import models


class Holder(models.Model):
    """Somebody whom a case concerns and who did not send it, such as the other party of a
    dispute: a receipt and a passcode of their own, with which they see what concerns them and take
    the steps that are theirs (side `party`). Who it is the procedure keeps.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="holders")
    receipt = models.CharField(max_length=20, unique=True)
    passcode_hash = models.CharField(max_length=200)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.receipt
