"""Opens the invented units of the demo city over its real divisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from pypinyin import lazy_pinyin

from linli.base.accounts.demo_data import LOADER, beginning, plan
from linli.base.accounts.models import Unit
from linli.base.audit import log as audit
from linli.base.regions.models import Region

# What a unit of the town level is called, by the end of its region's name, and in English.
TOWNSHIPS = {
    "街道": ("办事处", "Subdistrict Office"),
    "镇": ("人民政府", "Town Government"),
    "乡": ("人民政府", "Township Government"),
    "服务中心": ("", "Service Centre"),
}
OTHER_TOWNSHIP = ("管理委员会", "Administration")
COMMUNITY_ENDINGS = ("社区居民委员会", "居民委员会", "村民委员会", "社区")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A unit as the data tell it, parent and superior by their codes."""

    code: str
    kind: str
    name: str
    name_en: str
    region: int
    parent: str = ""
    superior: str = ""


@transaction.atomic
def load_units(*, at: datetime) -> int:
    """Open the units that don't exist yet and return how many; needs the city's regions.

    One line of the log stands for them all.
    """
    told = plan()
    known = Unit.objects.in_bulk(field_name="code")
    opened = 0
    for level in _levels(told):
        new = [sketch for sketch in level if sketch.code not in known]
        made = Unit.objects.bulk_create(_unit(sketch, known, at) for sketch in new)
        known |= {unit.code: unit for unit in made}
        opened += len(made)
    if opened:
        facts = {"region": told["region"], "units": opened}
        audit.record("system", "demo_units_loaded", by=LOADER, at=at, facts=facts)
    return opened


def _unit(sketch: Sketch, known: dict[str, Unit], at: datetime) -> Unit:
    return Unit(
        code=sketch.code,
        kind=sketch.kind,
        name=sketch.name,
        name_en=sketch.name_en,
        region_id=sketch.region,
        parent=known[sketch.parent] if sketch.parent else None,
        superior=known[sketch.superior] if sketch.superior else None,
        from_date=beginning(at),
    )


def _levels(told: dict[str, Any]) -> Iterator[list[Sketch]]:
    """Yield lists of units, each after those that hold their parents and superiors."""
    prefix = str(told["region"])[:4]
    yield [_of_province(each, int(prefix[:2])) for each in told["province"]]
    city = [_of_city(each, told["region"], prefix) for each in told["city"]]
    yield city[:1]
    yield city[1:]
    counties = [
        [_of_county(each, county, prefix) for each in told["county"]] for county in told["counties"]
    ]
    yield [units[0] for units in counties]
    yield [unit for units in counties for unit in units[1:]]
    yield [_township(region) for region in _regions(told["region"], "township")]
    yield [
        _community(region)
        for code in told["communities_of"]
        for region in _regions(code, "community")
    ]
    yield [
        _committee(region)
        for code in told["committees_of"]
        for level in ("township", "community")
        for region in _regions(code, level)
    ]


def _of_province(each: dict[str, Any], digits: int) -> Sketch:
    return Sketch(
        code=f"{digits}00-{each['key']}",
        kind=each["kind"],
        name=each["name"],
        name_en=each["name_en"],
        region=digits * 10**10,
    )


def _of_city(each: dict[str, Any], region: int, prefix: str) -> Sketch:
    parent = each.get("parent", "gov") if each["key"] != "gov" else ""
    return Sketch(
        code=f"{prefix}-{each['key']}",
        kind=each["kind"],
        name=each["name"],
        name_en=each["name_en"],
        region=region,
        parent=f"{prefix}-{parent}" if parent else "",
    )


def _of_county(each: dict[str, Any], county: dict[str, Any], prefix: str) -> Sketch:
    own = str(county["region"])[:6]
    is_government = each["kind"] == "government"
    name = each.get("name_of_county") if county["county"].endswith("县") else None
    return Sketch(
        code=f"{own}-{each['key']}",
        kind=each["kind"],
        name=county.get(each["kind"]) or (name or each["name"]).format(**county),
        name_en=county.get(f"{each['kind']}_en") or each["name_en"].format(**county),
        region=county["region"],
        parent=f"{prefix}-gov" if is_government else f"{own}-gov",
        superior=f"{prefix}-{each['superior']}" if each["superior"] else "",
    )


def _township(region: Region) -> Sketch:
    fits = (ending for ending in TOWNSHIPS if region.name.endswith(ending))
    ending = next(fits, "")
    title, title_en = TOWNSHIPS.get(ending, OTHER_TOWNSHIP)
    return Sketch(
        code=str(region.code)[:9],
        kind="township",
        name=region.name + title,
        name_en=f"{_in_letters(region.name.removesuffix(ending))} {title_en}",
        region=region.code,
        parent=f"{str(region.code)[:6]}-gov",
    )


def _community(region: Region) -> Sketch:
    stem = next(
        (region.name.removesuffix(e) for e in COMMUNITY_ENDINGS if region.name.endswith(e)),
        region.name,
    )
    return Sketch(
        code=str(region.code),
        kind="community",
        name=region.name,
        name_en=f"{_in_letters(stem)} Community",
        region=region.code,
        parent=str(region.code)[:9],
    )


def _committee(region: Region) -> Sketch:
    """Return the mediation committee of a town, street or community."""
    place = _township(region) if region.level == "township" else _community(region)
    return Sketch(
        code=f"{place.code}-mediation",
        kind="mediation_committee",
        name=f"{region.name.removesuffix('居民委员会')}人民调解委员会",
        name_en=f"{place.name_en} Mediation Committee",
        region=region.code,
        parent=place.code,
    )


def _regions(code: int, level: str) -> Iterator[Region]:
    yield from Region.objects.under(code).of_today().filter(level=level)


def _in_letters(name: str) -> str:
    return "".join(lazy_pinyin(name)).capitalize()
