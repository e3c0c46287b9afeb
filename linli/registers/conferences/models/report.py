"""The report of a conference as received and as mended, its spots, and its demands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.core.conferences.subjects import SUBJECTS
from linli.core.text import Text
from linli.registers.conferences.models.conference import Conference


class Report(models.Model):
    """What was published of a conference. `received` is kept as it came, `text` is what it says:
    mended, and corrected where a person looked at a spot. Places in `text` count code points.
    `heads` are what else was read there (day, level, host, place, chair, people, venues, papers),
    as `linli conference` gives it.
    """

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="report")
    received = models.TextField()
    text = models.TextField()
    heads = models.JSONField(default=dict)
    source = models.CharField(max_length=160, blank=True)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:30]


class Spot(models.Model):
    """A place of the text at which a person must look, because it was mended there.

    `raw` is what was received, `alternatives` what else it may have been; `is_certain` says that
    only one reading fits the bytes. `looked_at` is set once a person has decided it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="spots")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    raw = models.TextField()
    alternatives = models.JSONField(default=list)
    is_certain = models.BooleanField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "start", "pk"]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class Demand(models.Model):
    """What a conference asks: the text of its report from `start` to before `end`, in a tree.

    `no` counts as papers do: 2.1 is the first part of the second. `speaker` is empty for what
    the meeting itself asks, `addressee` where nobody is named. Nothing becomes of a demand
    before it is confirmed; `origin` says whether software proposed it as it stands (`read`), a
    person changed it (`changed`) or a person added it (`added`).
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="demands")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    no = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    speaker = models.CharField(max_length=30, blank=True)
    addressee = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=20)
    origin = models.CharField(max_length=10, default="read")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        # What holds another stands before it.
        ordering: ClassVar[list[str]] = ["conference", "start", "-end", "pk"]

    def __str__(self) -> str:
        return f"{self.no} {self.text[:30]}"

    @property
    def subject_name(self) -> Text:
        """Return what the demand is about, in words."""
        return SUBJECTS[self.subject]

    @property
    def depth(self) -> int:
        """Return how deep in the tree the demand stands, 0 at the top."""
        return self.no.count(".")
