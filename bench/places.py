"""Makes the ground that the measured cases stand on: a province with its units, posts and duties,
and how much comes from where."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import accumulate
from typing import Any, Final

from django.db import transaction

from linli.base.accounts.models import Post, Unit, User
from linli.base.regions.loading import load
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.registers.duties.models import DutyItem, place_of

PROVINCE: Final = 370000000000
CITY: Final = 370100000000
BEGINNING: Final = date(2020, 1, 1)
# Nothing that any password fits.
NO_HASH: Final = "none"
DEPARTMENTS: Final = ("城市管理局", "住房和城乡建设局", "市场监督管理局", "交通运输局", "公安局")
# By kind of unit: the roles of its posts, each held by a person of its own.
POSTS: Final = {
    "hotline_centre": ("hotline_clerk", "hotline_clerk", "supervisor", "unit_head"),
    "government": ("department_handler", "supervisor", "unit_head"),
    "department": ("department_handler", "unit_head"),
    "township": ("street_clerk", "street_clerk", "unit_head"),
    "social_work": ("social_work_officer",),
}
# By number: the list, and the department that leads where a town or street doesn't.
ITEMS: Final = {
    "B1": ("own", ""),
    "B2": ("assisting", DEPARTMENTS[0]),
    "B3": ("taken_back", DEPARTMENTS[1]),
}


@dataclass(frozen=True)
class Town:
    """A town or street with all who deal with what comes from it. Tuples of all towns are alike,
    so that what one's case names can be told again of another's."""

    units: tuple[Unit, ...]
    posts: tuple[Post, ...]
    regions: tuple[Region, ...]

    @property
    def region(self) -> Region:
        """Return the town's own region."""
        return self.regions[0]


@dataclass(frozen=True)
class Ground:
    """All towns of the province, and how likely a message comes from each, added up."""

    towns: tuple[Town, ...]
    weights: tuple[float, ...]

    def draw(self, chance: random.Random) -> Town:
        """Return a town: few send much, many a little."""
        return chance.choices(self.towns, cum_weights=self.weights)[0]

    @cached_property
    def busiest(self) -> Town:
        """Return the town from which most comes."""
        heaviest = max(
            range(len(self.towns)),
            key=lambda place: self.weights[place] - (self.weights[place - 1] if place else 0),
        )
        return self.towns[heaviest]


@transaction.atomic
def make(region: int) -> None:
    """Load a province (or a city) and make its units, posts and duty items."""
    load(region, by=Actor.system("bench"), at=datetime.now(UTC))
    above = _city_units()
    counties = _county_units(above)
    _town_units(counties)
    _posts()
    for number, (which, lead) in ITEMS.items():
        DutyItem.objects.create(
            list=which, number=number, place=place_of(which, number), name=f"事项{number}",
            region_id=region, lead_name=lead, from_date=BEGINNING,
        )  # fmt: skip


def read() -> Ground:
    """Return the ground as it stands in the database. The n-th city, county and town in a fixed
    shuffle sends about 1/n of what the first one does."""
    units: dict[tuple[int, str], list[Unit]] = {}
    for unit in Unit.objects.select_related("region", "parent").order_by("pk"):
        units.setdefault((unit.region_id, unit.kind), []).append(unit)
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.select_related("unit__region", "person").order_by("pk"):
        posts.setdefault(post.unit_id, []).append(post)
    towns = [
        _town(unit[0], units, posts) for (_, kind), unit in units.items() if kind == "township"
    ]
    return Ground(tuple(towns), tuple(accumulate(_weights(towns))))


def _town(
    own: Unit, units: dict[tuple[int, str], list[Unit]], posts: dict[int, list[Post]]
) -> Town:
    county = units[own.parent.region_id, "government"][0]
    city = units[_city_of(own.region_id), "government"][0]
    chosen = (
        own, county, city, *units[county.region_id, "department"],
        *units[city.region_id, "hotline_centre"],
    )  # fmt: skip
    held = tuple(post for unit in chosen for post in posts[unit.pk])
    return Town(chosen, held, (own.region, county.region, city.region))


def _weights(towns: list[Town]) -> list[float]:
    chance = random.Random(7)  # noqa: S311
    shares: dict[int, float] = {}
    for depth in (2, 1, 0):
        by_above: dict[int, set[int]] = {}
        for town in towns:
            above = town.regions[depth + 1].code if depth < 2 else PROVINCE
            by_above.setdefault(above, set()).add(town.regions[depth].code)
        for above, codes in by_above.items():
            ranked = chance.sample(sorted(codes), len(codes))
            if CITY in ranked:
                ranked.insert(0, ranked.pop(ranked.index(CITY)))
            whole = sum(1 / (rank + 3) for rank in range(len(ranked)))
            for rank, code in enumerate(ranked):
                shares[code] = shares.get(above, 1.0) / (rank + 3) / whole
    return [shares[town.region.code] for town in towns]


def _city_of(code: int) -> int:
    return code // 10**8 * 10**8


def _city_units() -> dict[int, Unit]:
    made = {}
    cities = Region.objects.filter(level="city", code__gt=PROVINCE).order_by("code")
    for region in cities:
        made[region.code] = _unit(region, "government", "人民政府")
    Unit.objects.bulk_create(made.values())
    Unit.objects.bulk_create(
        _unit(made[region.code].region, kind, name, made[region.code])
        for region in cities
        for kind, name in (("hotline_centre", "热线服务中心"), ("social_work", "社会工作部"))
    )
    return made


def _county_units(cities: dict[int, Unit]) -> dict[int, Unit]:
    regions = [
        region
        for region in Region.objects.filter(level="county").order_by("code")
        if region.parent_id in cities
    ]
    made = {
        region.code: _unit(region, "government", "人民政府", cities[region.parent_id])
        for region in regions
    }
    Unit.objects.bulk_create(made.values())
    Unit.objects.bulk_create(
        _unit(region, "department", name, made[region.code])
        for region in regions
        for name in DEPARTMENTS
    )
    return made


def _town_units(counties: dict[int, Unit]) -> None:
    Unit.objects.bulk_create(
        _unit(region, "township", "办事处", counties[region.parent_id])
        for region in Region.objects.filter(level="township").order_by("code")
        if region.parent_id in counties
    )


def _unit(region: Region, kind: str, name: str, parent: Unit | None = None) -> Unit:
    return Unit(
        code=f"{region.code}-{kind}-{name}", name=region.name + name,
        name_en=f"{kind} {region.code}", kind=kind, region=region, parent=parent,
        from_date=BEGINNING,
    )  # fmt: skip


def _posts() -> None:
    wanted = [(unit, role) for unit in Unit.objects.order_by("pk") for role in POSTS[unit.kind]]
    people = User.objects.bulk_create(
        User(username=f"bench{number}", name=f"工作人员{number}", password=NO_HASH)
        for number in range(len(wanted))
    )
    made: list[Any] = [
        Post(person=person, unit=unit, role=role, from_date=BEGINNING)
        for person, (unit, role) in zip(people, wanted, strict=True)
    ]
    Post.objects.bulk_create(made)
