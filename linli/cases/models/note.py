"""What people write beside a case, and how cases hang together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Note(models.Model):
    """A note on a case: internal, or public to the holder of the receipt. `from_sender` marks
    facts that the sender added."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    is_public = models.BooleanField(default=False)
    from_sender = models.BooleanField(default=False)
    author = models.CharField(max_length=160)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.author} · {self.written_at:%Y-%m-%d %H:%M}"


class Link(models.Model):
    """Two cases that belong together; `kind` is declared in `cases.links`. Of a part (`part_of`)
    `root` is the case at the top of its tree, so that a whole tree is read at once."""

    from_case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="links_out")
    to_case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="links_in")
    root = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=30)
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["from_case", "to_case", "kind"], name="link_once")
        ]

    def __str__(self) -> str:
        return self.kind
