"""What a suggestion is beside a case: its elements, its course, what the public reads of it; themed
collections, and who supports what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Campaign(models.Model):
    """A themed collection (主题征集): subject and explanation, ways, period (Shanghai provisions,
    Art. 8). Nothing of it is public before `published_at`; `feedback` is what came of all of it
    together (Art. 12)."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=100)
    explanation = models.TextField()
    ways = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    feedback = models.TextField(blank=True)
    feedback_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-from_date", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["until_date", "from_date"], name="campaign_period")
        ]

    def __str__(self) -> str:
        return self.subject


class Suggestion(models.Model):
    """The elements of a suggestion (Art. 10) and its course. `field`, `publicity`, `verdict`,
    `outcome` and `offered` are keys of `words`; `main` is the equal one to which it was joined.
    `signature` is the name that the sender wishes to be shown, if any."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="suggestion")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions"
    )
    subject = models.CharField(max_length=100)
    reasons = models.TextField(blank=True)
    proposal = models.TextField()
    publicity = models.CharField(max_length=10)
    signature = models.CharField(max_length=30, blank=True)
    field = models.CharField(max_length=20, blank=True)
    main = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )
    offered = models.CharField(max_length=20, blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    due_date = models.DateField(null=True, blank=True)
    done_date = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    honoured_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.case)


class Publication(models.Model):
    """What the public reads of a suggestion, as an officer released it; nothing once
    `withdrawn_at`. `author` is the name that the sender wished to be shown."""

    suggestion = models.OneToOneField(
        Suggestion, on_delete=models.PROTECT, related_name="publication"
    )
    title = models.CharField(max_length=200)
    text = models.TextField()
    author = models.CharField(max_length=30, blank=True)
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    supporters = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["released_at"], condition=Q(withdrawn_at=None), name="publication_on_wall"
            )
        ]

    def __str__(self) -> str:
        return self.title


class News(models.Model):
    """What became of a published suggestion, in words that an officer released. `step` is the key
    of the step with which it came."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="news")
    step = models.CharField(max_length=30)
    text = models.TextField()
    released_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-released_at", "-id"]

    def __str__(self) -> str:
        return f"{self.step} {self.released_at}"


class Support(models.Model):
    """A browser that supports a published suggestion: a digest that fits this one alone, so that
    nobody can tell what else the same browser supports."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="supports")
    browser = models.CharField(max_length=64)
    since_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "browser"], name="support_once")
        ]

    def __str__(self) -> str:
        return str(self.since_at)
