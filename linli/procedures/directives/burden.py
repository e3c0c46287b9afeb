"""What reports cost: minutes by level, as units declared them or as the form estimates; never the
time of a person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from linli.base.regions.levels import LEVELS
from linli.core.text import Text
from linli.procedures.directives.models import Filing


@dataclass(frozen=True, slots=True)
class Cost:
    """What a level spent: how many reports it filed, in how many minutes, and for how many of them
    the estimate stands in."""

    level: str
    filed: int
    minutes: int
    estimated: int

    @property
    def name(self) -> Text:
        """Return the level in words."""
        return LEVELS[self.level].name


def of_conference(conference_id: int) -> list[Cost]:
    """Return what the reports of a conference cost each level, the highest first. One query."""
    return _costs(Filing.objects.filter(survey__root__demand__conference=conference_id))


def of_trees(root_ids: Collection[int]) -> list[Cost]:
    """Return the same for directives, by the ids of their first cases. One query."""
    return _costs(Filing.objects.filter(survey__root__case__in=root_ids))


def total(costs: Collection[Cost]) -> int:
    """Return the minutes of all levels together."""
    return sum(one.minutes for one in costs)


def _costs(filings: QuerySet[Filing]) -> list[Cost]:
    rows = (
        filings.order_by()
        .values_list("survey__level")
        .annotate(
            filed=Count("pk"),
            spent=Sum(Coalesce("minutes", F("survey__minutes"), output_field=IntegerField())),
            guessed=Count("pk", filter=Q(minutes=None)),
        )
    )
    order = list(LEVELS)
    found = [Cost(*row) for row in rows]
    return sorted(found, key=lambda one: order.index(one.level))
