"""What a request about one's own data is beside a case."""

from __future__ import annotations

from django.db import models


class RightsRequest(models.Model):
    """What the sender wants (`wish`, a key of `words.WISHES`) and says; `erased` counts what went
    by the decision, identifiers and texts together."""

    case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, related_name="rights_request"
    )
    wish = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    erased = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.wish} · {self.case_id}"
