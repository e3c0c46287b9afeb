"""A small duty list over the cast's two counties."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from linli.registers.duties.models import DutyItem, place_of

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BEGINNING = date(2025, 7, 1)


def make_item(region, list_key: str, number: str, name: str, **values) -> DutyItem:
    """Save an item in force since July 2025."""
    units = values.pop("assisting_units", [])
    values = {"from_date": BEGINNING, "place": place_of(list_key, number)} | values
    item = DutyItem.objects.create(list=list_key, number=number, name=name, region=region, **values)
    item.assisting_units.set(units)
    return item


@pytest.fixture
def items(cast) -> dict[str, DutyItem]:
    """One item of each list for the whole city."""
    return make_items(cast)


def make_items(cast) -> dict[str, DutyItem]:
    """Save one item of each list for the whole city, told by names."""
    return {
        "own": make_item(
            cast.city, "own", "1-001", "楼道堆物的清理", keywords="楼道堆物 杂物 楼道"
        ),
        "assisting": make_item(
            cast.city, "assisting", "2-001", "占道经营的治理", keywords="摊贩 占道经营 夜市",
            lead_name="城市管理局", assisting_names="住房和城乡建设局",
        ),
        "taken_back": make_item(
            cast.city, "taken_back", "3-001", "商品房预售的管理", keywords="预售 网签 售楼",
            lead_name="住房和城乡建设局",
        ),
    }  # fmt: skip
