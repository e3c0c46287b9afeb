"""What figures are made of: what each case counts for, changes not folded yet, and counters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Tally(models.Model):
    """That a case counts for an indicator: to which unit, on which day, and whether it is in the
    numerator. `slot` is the round, for what counts once a round, else 0. A case that
    `is_excluded` stays in the figures before exclusions.

    No case that is sealed has any.
    """

    # Found by the constraint and the index below; each index more is paid for by every step.
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="tallies", db_index=False
    )
    indicator = models.CharField(max_length=40)
    slot = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=30, blank=True)
    unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    region = models.ForeignKey(
        "regions.Region", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    is_hit = models.BooleanField()
    is_excluded = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "indicator", "slot"], name="tally_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "indicator", "day"], name="tally_unit")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.case_id}"


class Sums(models.Model):
    """Numbers of an indicator by kind, unit and region, which stand here by their ids and codes,
    so that writing them asks no other table."""

    indicator = models.CharField(max_length=40)
    kind = models.CharField(max_length=30, blank=True)
    unit = models.BigIntegerField()
    region = models.BigIntegerField()
    total = models.IntegerField(default=0)
    hits = models.IntegerField(default=0)
    left_out = models.IntegerField(default=0)
    left_out_hits = models.IntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.indicator} · {self.hits}/{self.total}"


class Delta(Sums):
    """A change of the numbers of a day, written in the transaction of the step that caused it,
    until a fold adds it to the counters and takes it away."""

    day = models.DateField()
    month = models.DateField()
    is_claimed = models.BooleanField(default=False)

    class Meta:
        # For the fold, which reads what it claimed several times; no step pays for it.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=Q(is_claimed=True), name="delta_claimed")
        ]


class DayCounter(Sums):
    """The folded numbers of a day, by unit and place."""

    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["indicator", "region", "day", "unit", "kind"], name="day_counter_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "indicator", "day"], name="day_counter_unit")
        ]


class PlaceDayCounter(Sums):
    """The folded numbers of a day, rolled up: of a place with all that lies below it, from
    cities upwards; `unit` is 0. So a province is read as fast as a county."""

    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["indicator", "region", "day", "unit", "kind"], name="place_day_once"
            )
        ]


class MonthCounter(Sums):
    """The folded numbers of a month, rolled up: of a place with all that lies below it, from towns
    and streets upwards (`unit` is 0), or of a unit in all places (`region` is 0). `month` is its
    first day."""

    month = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["indicator", "region", "unit", "month", "kind"], name="month_counter_once"
            )
        ]


class Exclusion(models.Model):
    """A unit's request to leave a case out of the rates, and what became of it.

    `outcome`: asked, granted, refused, appealed, granted_on_appeal, refused_on_appeal. The
    reasons stand in the log of the case. `decides` is the unit whose decision is awaited, or was
    the last.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="exclusions")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30)
    outcome = models.CharField(max_length=20)
    decides = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "unit"], name="exclusion_once_a_unit")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["decides", "outcome", "asked_at"], name="exclusion_decides"),
            models.Index(fields=["unit", "asked_at"], name="exclusion_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.outcome}"
