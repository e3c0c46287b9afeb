"""Loads the demo city's invented duty lists, shared by all its towns and streets."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from linli.base.accounts.demo_data import LOADER, beginning, region_code, rows
from linli.base.audit import log as audit
from linli.registers.duties.models import DutyItem, place_of


@transaction.atomic
def load_duties(*, at: datetime) -> int:
    """Add the items that don't exist yet and return how many; needs the city's regions.

    Departments are told by name: each county's own leads there. One line of the log stands for
    them all.
    """
    region, day = region_code(), beginning(at)
    present = set(DutyItem.objects.filter(region_id=region).values_list("list", "number"))
    new = [row for row in rows("duties.tsv") if (row["list"], row["number"]) not in present]
    DutyItem.objects.bulk_create(_item(row, region, day) for row in new)
    if new:
        facts = {"region": region, "items": len(new)}
        audit.record("system", "demo_duties_loaded", by=LOADER, at=at, facts=facts)
    return len(new)


def _item(row: dict[str, str], region: int, day: date) -> DutyItem:
    return DutyItem(
        list=row["list"],
        number=row["number"],
        place=place_of(row["list"], row["number"]),
        name=row["name"],
        category=row["category"],
        region_id=region,
        lead_name=row["lead"],
        assisting_names=row["assisting"],
        keywords=row["keywords"],
        basis=row["basis"],
        upper_duty=row["upper_duty"],
        own_duty=row["own_duty"],
        working_method=row["working_method"],
        from_date=day,
    )
