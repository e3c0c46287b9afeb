"""The row that stands for a file kept under the instance's home."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """One file as somebody sent it; rows with the same hash share one file on disk.

    `sha256` and `size` are those of the bytes kept, after location data was removed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    original_name = models.CharField(max_length=200)
    has_location_removed = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "id"]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_image(self) -> bool:
        """Return whether a page may show the file as a picture."""
        return self.content_type in ("image/jpeg", "image/png", "image/webp", "image/gif")
