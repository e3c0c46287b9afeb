"""What a directive is beside a case: the task, communities' help, reports asked, practices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.regions.levels import LEVELS
from linli.core.text import Text


class Directive(models.Model):
    """What one unit is asked to do, by which measure and day; how its parts hang together say the
    links of the cases.

    The first of a tree names the `demand` of a conference, or a `document`. `responsible` is the
    first responsible post. `item` is the item of the duty lists, `approval` the number under which
    a matter on no list was let in. `obstacle` (a key of `words.OBSTACLES`) is what stands in the
    way now, `asked_ground` why it was asked back, `asked_until` the day to which more time is
    asked for. `exception` says what is not closed and why, where it is closed all the same.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="directive")
    demand = models.ForeignKey(
        "conferences.Demand",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="directives",
    )
    document = models.CharField(max_length=200, blank=True)
    task = models.TextField()
    measure = models.CharField(max_length=200)
    due_date = models.DateField()
    responsible = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        "duties.DutyItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approval = models.CharField(max_length=200, blank=True)
    asked_ground = models.CharField(max_length=20, blank=True)
    obstacle = models.CharField(max_length=20, blank=True)
    obstacle_said = models.TextField(blank=True)
    asked_until = models.DateField(null=True, blank=True)
    asked_why = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    exception = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.case)


class Help(models.Model):
    """That a community was asked to help, and what it answered (a key of `words.ANSWERS`)."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="helps")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)
    result = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]

    def __str__(self) -> str:
        return str(self.unit)


class Survey(models.Model):
    """A report that a directive asks for (填报), once, from all of its units of one level.

    `root` is the first directive of the tree. `level` is that of the units that file it; those
    above read the sums and file nothing. `minutes` is what filing it is estimated to take, as the
    form states it.
    """

    root = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=12)
    why = models.CharField(max_length=200)
    due_date = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def level_name(self) -> Text:
        """Return the level in words."""
        return LEVELS[self.level].name


class Question(models.Model):
    """A field of a report: filled by Linli from `source` (a key of `sources`), or, where that is
    empty, asked. `is_number` is for what is asked alone."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions")
    no = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=80, blank=True)
    is_number = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["survey", "no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "no"], name="question_number")
        ]

    def __str__(self) -> str:
        return self.name


class Filing(models.Model):
    """A report as a unit filed it. `minutes` are those it declared, None where the estimate of the
    form counts; never a person's working time."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="filings")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="filings")
    minutes = models.PositiveIntegerField(null=True, blank=True)
    filed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["filed_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "directive"], name="filing_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey} · {self.directive_id}"


class Value(models.Model):
    """What stands in one field of a filed report: a number, of how many where it is a share, or
    words. `taken_at` is when Linli counted it."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="values")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="values")
    number = models.BigIntegerField(null=True, blank=True)
    of = models.BigIntegerField(null=True, blank=True)
    said = models.TextField(blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["filing", "question"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["filing", "question"], name="value_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"


class Practice(models.Model):
    """What a unit tells others of how it did it (交流发言), posted to a directive by the unit that
    holds `told_in`, one of its parts; `root` is the first of the tree."""

    root = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="practices")
    told_in = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    posted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-posted_at", "-id"]

    def __str__(self) -> str:
        return self.title


class Adoption(models.Model):
    """That a unit takes a practice up in its own part of the directive, and what came of it."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["adopted_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["practice", "directive"], name="adoption_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.practice}"
