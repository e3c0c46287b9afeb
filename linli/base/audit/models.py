"""Lines of the log, the personal texts that belong to them, and the ends of the chains."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One line of a chain, never changed once written (triggers hold it).

    The actor is kept as plain values, so that the log depends on nobody. Rows are made by
    `linli.base.audit.log.record` only.
    """

    chain = models.CharField(max_length=80)
    no = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_key = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=300)
    person_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    region_code = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40, blank=True)
    is_deputy = models.BooleanField(default=False)
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    digest_of_texts = models.CharField(max_length=64, blank=True)
    prev = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chain", "no"], name="audit_line_number")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["person_id", "at"], name="audit_person_at"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.no} {self.kind}"

    @property
    def texts(self) -> dict[str, str]:
        """Return the personal texts by name; empty when there are none or they were erased.

        Reads another row unless the line comes from `entries`."""
        return dict(self.held.texts) if self._holds_texts() else {}

    @property
    def is_erased(self) -> bool:
        """Return whether the line once had personal texts that are gone."""
        return bool(self.digest_of_texts) and not self._holds_texts()

    def _holds_texts(self) -> bool:
        return bool(self.digest_of_texts) and hasattr(self, "held")


class EntryText(models.Model):
    """The personal texts of a line with the salt of their digest: kept and erased together."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="held"
    )
    salt = models.CharField(max_length=64)
    texts: models.JSONField[Any, Any] = models.JSONField()

    def __str__(self) -> str:
        return f"texts of line {self.entry_id}"


class Head(models.Model):
    """The end of a chain, proved by a code of its own so that a cut tail shows.

    `anchored_in` is the number of the line of the system chain that names this end; the system
    chain's own end is anchored when the file of heads holds it durably.
    """

    chain = models.CharField(max_length=80, primary_key=True)
    no = models.BigIntegerField()
    mac = models.CharField(max_length=64, blank=True)
    anchored_in = models.BigIntegerField(null=True)
    head_mac = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["chain"], condition=Q(anchored_in=None), name="audit_unanchored")
        ]

    def __str__(self) -> str:
        return f"{self.chain} ends at {self.no}"
