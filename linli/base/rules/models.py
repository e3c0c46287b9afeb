"""The row in which a place sets a term, a threshold or a period for itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q


class LocalRuleQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Local rules, by what they set and where they hold."""

    def about(self, area: str, key: str) -> LocalRuleQuerySet:
        """Return those that set the rule `key` of `area`."""
        return self.filter(area=area, key=key)

    def on(self, day: date) -> LocalRuleQuerySet:
        """Return those in force on `day`, the deepest place first, then the newest."""
        ends = Q(until_date=None) | Q(until_date__gte=day)
        # Ranges of codes nest, so of two that cover a place the higher code lies deeper.
        return self.filter(ends, in_force_from__lte=day).order_by("-region_id", "-in_force_from")

    def covering(self, code: int) -> LocalRuleQuerySet:
        """Return those of the region `code` and of all above it."""
        return self.filter(region_id__lte=code, region__code_end__gt=code)


class LocalRule(models.Model):
    """A number that a region sets for itself and all below it, from a day on, perhaps to a day.

    `area` and `key` name a term of a procedure or a threshold. `instrument` and `article` name
    the local rule, `reason` says why. The newest in force of the most specific region holds; of a
    row nothing ever changes but its last day.
    """

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="rules")
    area = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)
    in_force_from = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    instrument = models.CharField(max_length=200)
    article = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=500)

    objects = LocalRuleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["area", "key", "region_id", "in_force_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["area", "key", "region", "in_force_from"], name="local_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=models.F("in_force_from")),
                name="local_rule_days_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}.{self.key}: {self.value} {self.unit}"
