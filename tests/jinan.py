"""The regions of 济南市 that the demo city stands on, without most of its 5,758 communities."""

from __future__ import annotations

from functools import cache

from linli.base.accounts.demo_data import plan
from linli.base.regions.files import Row, shipped_rows
from linli.base.regions.levels import ancestors_of, end_of, level_of
from linli.base.regions.models import Region

JINAN = 370100000000
PROVINCE = 370000000000


@cache
def _rows() -> tuple[Row, ...]:
    streets = set(plan()["communities_of"])
    rows = (row for row in shipped_rows() if PROVINCE <= row.code < end_of(JINAN))
    return tuple(
        row for row in sorted(rows)
        if level_of(row.code) != "community" or ancestors_of(row.code)[0] in streets
    )  # fmt: skip


def make_jinan() -> None:
    """Save the province, the city, its counties, its towns and streets, and the communities of
    the streets that have units in the demo."""
    made: dict[int, Region] = {}
    for row in _rows():
        above = next((made[code] for code in ancestors_of(row.code) if code in made), None)
        made[row.code] = Region(
            code=row.code, code_end=end_of(row.code), level=level_of(row.code), name=row.name,
            full_name=(above.full_name if above else "") + row.name, initials="", parent=above,
        )  # fmt: skip
    Region.objects.bulk_create(made.values())
