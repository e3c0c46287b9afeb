"""Letters with what fills them, the numbers of each unit, and templates put in place of ours."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from linli.base.letters.kinds import KINDS, LetterKind

DRAFT, ISSUING, ISSUED, VOID = "draft", "issuing", "issued", "void"


class TemplateVersion(models.Model):
    """A Word template that an administrator put in place of the shipped one, or had put."""

    kind = models.CharField(max_length=40)
    no = models.PositiveIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "no"], name="letter_template_number"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(is_current=True), name="letter_template_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.no}"


class LetterNumber(models.Model):
    """The last number that a unit gave to letters of a kind in a year."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "kind", "year"], name="letter_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.year}: {self.last}"


class UnitSign(models.Model):
    """The short sign (机关代字) with which the numbers of a unit's letters begin."""

    unit = models.OneToOneField(
        "accounts.Unit", on_delete=models.PROTECT, primary_key=True, related_name="letter_sign"
    )
    sign = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.sign


class Letter(models.Model):
    """One letter of a chain, such as `case:12`.

    `stage` goes draft, issuing (it has its number and waits for its files), issued; a letter
    that is void keeps its number. What identifies people is kept encrypted under `subject`;
    `values` hold the rest. `issuer` is the actor as plain values, for the line of the log that
    is written when the files are there.
    """

    chain = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="letters")
    stage = models.CharField(max_length=10, default=DRAFT)
    number = models.PositiveIntegerField(null=True)
    year = models.PositiveIntegerField(null=True)
    number_text = models.CharField(max_length=160, blank=True)
    values = models.JSONField(default=dict)
    subject = models.UUIDField(default=uuid.uuid4, unique=True)
    template = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, null=True, related_name="letters"
    )
    docx = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pdf = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    issuer: models.JSONField[Any, Any] = models.JSONField(default=dict)
    void_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "number"], name="letter_number_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["chain"], name="letter_chain"),
            models.Index(fields=["stage", "issued_at"], name="letter_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number_text}".strip()

    @property
    def declared(self) -> LetterKind:
        """Return the declared kind of the letter."""
        return KINDS[self.kind]
