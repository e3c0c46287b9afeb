"""Which unit deliberates for a place, and which township stands above it."""

from __future__ import annotations

from datetime import datetime

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day

KINDS = ("community", "township")
NOBODY = Text(
    "“{region}”还没有社区、村或街道、乡镇单位，请选择具体的社区或街道。",
    "No community or township serves {region}; choose a community, town or street.",
)
VILLAGE_CODES = (range(200, 400), range(500, 600))


def unit_for(region: Region, *, at: datetime) -> Unit:
    """Return the community or township whose area is the smallest that holds `region`. Raises
    Refused, at the field, when there is none. One query."""
    found = (
        Unit.objects.on(local_day(at))
        .filter(kind__in=KINDS, region_id__lte=region.code, region__code_end__gt=region.code)
        .select_related("region")
        .order_by("-region_id", "region__code_end", "pk")
    )
    nearest: Unit | None = found.first()
    if nearest is None:
        why = NOBODY.format(region=region.full_name)
        raise Refused(why, field="region", code="no_community")
    return nearest


def township_of(unit: Unit, *, at: datetime) -> Unit | None:
    """Return the township that stands above the community `unit`; None for a township itself and
    where there is none. One query."""
    if unit.kind == "township":
        return None
    place = unit.region_id
    found: Unit | None = (
        Unit.objects.on(local_day(at))
        .filter(kind="township", region_id__lte=place, region__code_end__gt=place)
        .order_by("-region_id", "pk")
        .first()
    )
    return found


def is_village(region: Region) -> bool:
    """Return whether the division's code is that of a village: digits 10 to 12 of the statistical
    codes (grade B and C), so that it is only what a form begins with."""
    return any(region.code % 1000 in codes for codes in VILLAGE_CODES)
