"""The wall around an accusation (检举控告) and around those who stand back from a case (回避)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Barred(models.Model):
    """A unit or a person from whom a case is kept: `ground` is `accused` or `recused`.

    A unit stands for everybody who acts in it from `since_date` on, and for its successors; a
    person is barred wherever they hold a post or deputise.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="bars")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ground = models.CharField(max_length=10)
    since_date = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(unit=None) ^ Q(person=None), name="barred_unit_or_person"
            ),
            models.UniqueConstraint(
                fields=["case", "unit", "ground"],
                condition=Q(person=None),
                name="barred_unit_once",
            ),
            models.UniqueConstraint(
                fields=["case", "person", "ground"],
                condition=Q(unit=None),
                name="barred_person_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.person} · {self.ground}"


class Reader(models.Model):
    """A post on the list of a sealed case; nobody else sees it but the heads of the units that
    hold and run it."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="readers")
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "post"], condition=Q(until_at=None), name="reader_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.post)


class Accused(models.Model):
    """Somebody accused who does not sign in here; who it is is kept encrypted under `subject`,
    once for all cases of the message."""

    message = models.ForeignKey("cases.Message", on_delete=models.PROTECT, related_name="accused")
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    named_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.subject)
