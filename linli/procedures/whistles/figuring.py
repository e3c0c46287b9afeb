"""Both sides' figures side by side, for the county alone (双考核): departments, then townships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from linli.base.accounts.models import Post, Unit
from linli.cases.models import Tally
from linli.cases.spans import Span
from linli.core.indicators import Fraction, Indicator
from linli.procedures.whistles.rates import (
    ANSWERED,
    ASSESSED,
    ATTENDED,
    RESOLVED,
    SIGNED,
    WELL_CALLED,
)

OF_DEPARTMENTS = (SIGNED, ATTENDED, RESOLVED)
OF_TOWNSHIPS = (WELL_CALLED, ANSWERED, ASSESSED)


@dataclass(frozen=True)
class Line:
    """What the indicators of a side came to for one unit, in their order."""

    unit: Unit
    values: tuple[Fraction, ...]


@dataclass(frozen=True)
class Side:
    """One of both sides: its indicators, and a line for each unit that has any."""

    indicators: tuple[Indicator, ...]
    lines: list[Line]


def sides(post: Post, *, span: Span) -> tuple[Side, Side]:
    """Return the figures of departments and of townships over the county of `post`, for the days
    of `span`; units by name, never by rank. Two queries."""
    region = post.unit.region
    within = Q(region_id__gte=region.code, region_id__lt=region.code_end)
    of_turnouts = Tally.objects.filter(
        within, indicator__startswith="turnout.", day__gte=span.first, day__lte=span.last
    )
    rows = of_turnouts.values_list("unit", "indicator").annotate(
        total=Count("pk"),
        hits=Count("pk", filter=Q(is_hit=True)),
        out=Count("pk", filter=Q(is_excluded=True)),
        out_hits=Count("pk", filter=Q(is_excluded=True, is_hit=True)),
    )
    found = {(unit, key): Fraction(*numbers) for unit, key, *numbers in rows}
    units = Unit.objects.in_bulk({unit for unit, _ in found})
    return _side(OF_DEPARTMENTS, found, units.values()), _side(OF_TOWNSHIPS, found, units.values())


def _side(
    indicators: tuple[Indicator, ...],
    found: dict[tuple[int, str], Fraction],
    units: Iterable[Unit],
) -> Side:
    lines = [
        Line(unit, tuple(found.get((unit.pk, one.key), Fraction()) for one in indicators))
        for unit in sorted(units, key=lambda unit: unit.name)
    ]
    return Side(indicators, [line for line in lines if any(one.total for one in line.values)])
