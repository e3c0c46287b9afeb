"""Measures the rates of a county, a city and the province, over whole months and over odd days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bench.places import Ground
from bench.timing import Figure, timed
from linli.base.regions.models import Region
from linli.cases import counters
from linli.dashboards import selectors

GROUP: Final = "roll-up"
TARGET: Final = 10.0


def figures(ground: Ground, *, runs: int) -> Iterator[Figure]:
    """Yield how long the rates of each level take, and those of all places of a level beside
    each other."""
    keys = list(counters.indicators())
    today = datetime.now(UTC).date()
    first_of_month = today.replace(day=1)
    spans = {
        "12 whole months": (_months_before(first_of_month, 12), first_of_month - timedelta(days=1)),
        "the last 90 days": (today - timedelta(days=89), today),
    }
    _, county, city = ground.busiest.regions
    province = city.parent_id
    levels = {"county": county.code, "city": city.code, "province": province}
    for name, code in levels.items():
        for told, (first, last) in spans.items():
            yield timed(
                GROUP, f"{name}, {told}", lambda c=code, f=first, t=last: selectors.rates(
                    keys, region_code=c, first_day=f, last_day=t
                ), runs=runs, target=TARGET, remark=f"{len(keys)} indicators",
            )  # fmt: skip
    for name, above, level in (("cities", province, "city"), ("counties", city.code, "county")):
        codes = list(Region.objects.filter(parent=above, level=level).values_list("pk", flat=True))
        first, last = spans["12 whole months"]
        yield timed(
            GROUP, f"all {len(codes)} {name} side by side, 12 whole months",
            lambda c=codes: selectors.by_place(  # noqa: B023
                keys, region_codes=c, first_day=first, last_day=last  # noqa: B023
            ), runs=runs,
        )  # fmt: skip


def _months_before(first_of_month: date, count: int) -> date:
    month = first_of_month.month - 1 - count
    return date(first_of_month.year + month // 12, month % 12 + 1, 1)
