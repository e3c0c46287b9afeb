"""What a whistle is beside a case: where, from what; each turnout; joint tasks; who is on duty."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.core.text import Text
from linli.procedures.whistles.words import EMERGENCY, TAKEN_BACK


class Whistle(models.Model):
    """What the township says beside the message: `kind` is a key of `words.KINDS`, `place` where
    exactly, `asked` what the departments shall do. `origin` is the case of a resident's that it
    helps with, if any."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="whistle")
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    asked = models.TextField(blank=True)
    origin = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="whistles"
    )
    called_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def is_emergency(self) -> bool:
        """Return whether all must come at once."""
        return self.kind == EMERGENCY


class Turnout(models.Model):
    """A department that was called: by which item of the duty lists and why, and what became of
    it. `duty_list` is that of the item as it was then. `agreed_at` is when it said it would come,
    `arrived_at` when it says it came, `attended_at` when it did, as the township confirmed.
    `outcome`, `result`, `cooperation`, `ground` and `decision` are keys of `words`."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="turnout")
    whistle = models.ForeignKey(Whistle, on_delete=models.PROTECT, related_name="turnouts")
    item = models.ForeignKey(
        "duties.DutyItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    duty_list = models.CharField(max_length=20, blank=True)
    why = models.JSONField(default=dict, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    attended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    result = models.CharField(max_length=20, blank=True)
    cooperation = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def is_its_own(self) -> bool:
        """Return whether the matter was taken back by departments: it is theirs alone and can't
        be left with the township."""
        return self.duty_list == TAKEN_BACK

    @property
    def why_text(self) -> Text:
        """Return why it was called, as it was proposed or written."""
        return Text(self.why.get("zh", ""), self.why.get("en", ""))


class Task(models.Model):
    """Something that several called departments do together."""

    whistle = models.ForeignKey(Whistle, on_delete=models.PROTECT, related_name="tasks")
    what = models.TextField()
    units = models.ManyToManyField("accounts.Unit", related_name="+")
    due_date = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.what[:40]


class Shift(models.Model):
    """Who answers for a unit from a time to a time (值班): a post, if one is named, and the
    telephone of the duty desk, never a private one. Nothing is counted of it."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    telephone = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_times_ordered"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "ends_at"], name="shift_unit_ends")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.starts_at:%Y-%m-%d %H:%M}"
