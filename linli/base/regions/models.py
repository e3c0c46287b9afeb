"""The row that stands for a region, with its range of codes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from linli.base.regions.levels import LEVELS, Level, end_of


class RegionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Regions, read by range."""

    def under(self, code: int) -> RegionQuerySet:
        """Return the region `code` and everything below it."""
        return self.filter(code__gte=code, code__lt=end_of(code))

    def of_today(self) -> RegionQuerySet:
        """Return those that no merger or renaming has ended."""
        return self.filter(until_date=None)


class Region(models.Model):
    """A node of the division tree.

    `code` and `code_end` bound its range. The parent is the nearest region that exists above:
    the city for a town of 东莞, the province for a county that a province runs itself.
    `full_name` begins with the province. `initials` are the first letters of the name's pinyin.
    `successor` is the region that took the place of one which ended on `until_date`.
    """

    code = models.BigIntegerField(primary_key=True)
    code_end = models.BigIntegerField()
    level = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=500)
    initials = models.CharField(max_length=100)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    from_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(code_end__gt=F("code")), name="region_range_ordered")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level_declared(self) -> Level:
        """Return the declared level of the region."""
        return LEVELS[self.level]

    def covers(self, code: int) -> bool:
        """Return whether `code` is this region's or lies below it."""
        return self.code <= code < self.code_end


class Grid(models.Model):
    """A grid (网格): a part of a community, known by its code there. One that is used no more has
    an `until_date`, since what happened in it keeps its place."""

    community = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="grids")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["community", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["community", "code"], name="grid_code_once")
        ]

    def __str__(self) -> str:
        return self.name
