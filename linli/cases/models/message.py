"""What was received, unaltered (来件)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One thing that a person sent or said. It opens one or more cases; its receipt is the only
    number that the person ever holds.

    `subject` is under whom the sender's identifiers are kept, encrypted, in `base.privacy`;
    without any the sender is unknown. `submission` is the digest of the form's key: the same
    form sent twice is the same message. `source` and `source_key` say the same of imports.
    `emptied_at`: its text and files were erased; `erased_at`: all of it, its period being over.
    """

    receipt = models.CharField(max_length=20, unique=True)
    passcode_hash = models.CharField(max_length=200, blank=True)
    submission = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=60, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    body = models.TextField()
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact_by = models.CharField(max_length=20, default="page")
    language = models.CharField(max_length=10, default="zh-hans")
    received_at = models.DateTimeField(db_index=True)
    written_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # What may be past its period, the oldest first.
            models.Index(
                fields=["received_at", "id"], condition=Q(erased_at=None), name="message_not_erased"
            )
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=~Q(source_key=""),
                name="message_source_once",
            )
        ]

    def __str__(self) -> str:
        return self.receipt


class Attachment(models.Model):
    """A file that came with a message, or was added to a case by a unit or by the sender."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, related_name="attachments"
    )
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.file)
