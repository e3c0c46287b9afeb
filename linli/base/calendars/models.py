"""The rows that say which days differ from an ordinary week, and which years are settled."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from linli.base.calendars.notices import NAMES
from linli.core.text import Text


class CalendarYear(models.Model):
    """A year and where its days off were announced; provisional until a notice is entered."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    is_provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day that a rule makes a day off or, on a weekend, a workday. Other days follow the week."""

    date = models.DateField(primary_key=True)
    year = models.ForeignKey(
        CalendarYear, on_delete=models.PROTECT, related_name="days", db_column="year"
    )
    is_working = models.BooleanField()
    name = models.CharField(max_length=60)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def named(self) -> Text:
        """Return the name in both languages, where it is one of the statutory holidays."""
        return NAMES.get(self.name, Text(self.name, self.name))
