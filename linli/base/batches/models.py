"""A batch (批量任务) and the things in it, each with what became of it."""

from __future__ import annotations

import json
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from django.conf import settings
from django.db import models
from django.db.models import Q

from linli.base.batches.kinds import BATCH_KINDS, BatchKind
from linli.base.privacy.sealing import seal, unseal
from linli.core.text import Text

# An import that waits to be confirmed; the others run by themselves or are over.
DRAFTED, WAITING, RUNNING = "drafted", "waiting", "running"
DONE, STOPPED, FAILED = "done", "stopped", "failed"
UNDER_WAY = (WAITING, RUNNING)
OVER = (DONE, STOPPED, FAILED)
SEALED_AS = "batch row"
STAGES = {
    DRAFTED: Text("待确认", "To be confirmed"),
    WAITING: Text("排队中", "Waiting"),
    RUNNING: Text("进行中", "Running"),
    DONE: Text("已完成", "Done"),
    STOPPED: Text("已取消", "Cancelled"),
    FAILED: Text("未完成", "Not finished"),
}


class Batch(models.Model):
    """What a post asked to be done in one go, and how far it is.

    `terms` are what the kind needs to do it, `about` says it in a sentence ({"zh", "en"}), `why`
    why it failed. `total`, `done` and `refused` count its things. `is_stopping`: somebody
    cancelled it while it ran. `beat_at` is when it last came on. `key` is the form's: the same
    form sent twice is one batch. `file` is what came out, for the post that asked alone.
    """

    kind = models.CharField(max_length=60)
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    stage = models.CharField(max_length=10, default=WAITING)
    terms = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    is_stopping = models.BooleanField(default=False)
    is_told = models.BooleanField(default=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["post", "asked_at"], name="batch_post_asked"),
            models.Index(
                fields=["beat_at"],
                condition=Q(ended_at=None),
                name="batch_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.pk}"

    @property
    def subject(self) -> UUID:
        """Return under what its rows are encrypted."""
        return uuid5(NAMESPACE_OID, f"linli batch {self.pk}")

    @property
    def declared(self) -> BatchKind:
        """Return the declared kind of the batch."""
        return BATCH_KINDS[self.kind]

    @property
    def stage_name(self) -> Text:
        """Return the name of its stage."""
        return STAGES[self.stage]

    @property
    def about_text(self) -> Text:
        """Return what it does in a sentence; empty where its kind says all."""
        return Text(**self.about) if self.about else Text("", "")

    @property
    def why_text(self) -> Text | None:
        """Return why it was not finished."""
        return Text(**self.why) if self.why else None

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen."""
        return self.stage in OVER

    @property
    def is_under_way(self) -> bool:
        """Return whether it waits for the worker or runs."""
        return self.stage in UNDER_WAY

    @property
    def is_draft(self) -> bool:
        """Return whether it waits for somebody to confirm it."""
        return self.stage == DRAFTED

    @property
    def so_far(self) -> int:
        """Return how many things were dealt with."""
        return self.done + self.refused

    @property
    def keep_days(self) -> int:
        """Return for how many days it is kept once it is over."""
        return int(settings.LINLI_BATCH_KEEP_DAYS)


class BatchItem(models.Model):
    """One thing of a batch: `thing` is its id, or `sealed` holds the row of an import.

    `change` says what an import will do with it (new, changed, same, refused), `outcome` what
    became of it (done, refused; empty until then), `reasons` why it was refused.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    no = models.PositiveIntegerField()
    thing = models.CharField(max_length=40, blank=True)
    sealed = models.TextField(blank=True)
    change = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "no"], name="batch_item_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["batch", "outcome", "no"], name="batch_item_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.no}"

    @property
    def why(self) -> list[Text]:
        """Return the reasons why it was refused."""
        return [Text(**reason) for reason in self.reasons]

    def keep(self, row: dict[str, Any]) -> None:
        """Keep the row of an import, encrypted, since it may hold names and numbers."""
        said = json.dumps(row, ensure_ascii=False)
        self.sealed = seal(said, subject=self.batch.subject, kind=SEALED_AS)

    def row(self) -> dict[str, Any]:
        """Return the row that was kept. Raises Refused when its key is missing."""
        said = unseal(self.sealed, subject=self.batch.subject, kind=SEALED_AS)
        found: dict[str, Any] = json.loads(said)
        return found
