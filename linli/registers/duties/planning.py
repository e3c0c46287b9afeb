"""Works out what the rows of a file would change in the duty lists, changing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.base.sheets.columns import SheetRow
from linli.base.sheets.reading import day_of
from linli.core.errors import Incomplete
from linli.core.text import Text
from linli.registers.duties.actions import TEXTS, check, put
from linli.registers.duties.columns import BY_KEY
from linli.registers.duties.lists import list_named
from linli.registers.duties.models import DutyItem
from linli.registers.duties.naming import Departments

Change = Literal["new", "changed", "same"]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row will do: a `change` made by saving `item`, or the `errors` that reject it.

    `before` is the item in force with the same number, which the new one takes the place of.
    """

    row: SheetRow
    change: Change | None = None
    item: DutyItem | None = None
    assisting: tuple[Unit | str, ...] = ()
    before: DutyItem | None = None
    errors: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do. `ended` are items in force that the file doesn't name."""

    region: Region
    rows: tuple[PlannedRow, ...]
    ended: tuple[DutyItem, ...] = ()

    @property
    def rejected(self) -> list[PlannedRow]:
        """Return the rows with errors."""
        return [row for row in self.rows if row.errors]

    def count(self, change: Change) -> int:
        """Return how many rows make this change."""
        return sum(row.change == change for row in self.rows)

    @property
    def changes_anything(self) -> bool:
        """Return whether there is something to do."""
        return bool(self.ended or self.count("new") or self.count("changed"))


def plan(rows: Sequence[SheetRow], *, region: Region, day: date, is_whole: bool) -> Plan:
    """Return what importing `rows` for `region` would do, changing nothing.

    Rows without a date hold from `day`. `is_whole`: the file is the whole list, so items in
    force that it doesn't name end. Three queries however many rows.
    """
    planner = _Planner(region, day)
    planned = tuple(planner.plan(row) for row in rows)
    unnamed = (items for key, items in planner.unended.items() if key not in planner.lines)
    left = tuple(item for items in unnamed for item in items) if is_whole else ()
    return Plan(region, planned, left)


def _unended(region: Region, day: date) -> dict[Key, list[DutyItem]]:
    """Return the items in force on `day` or later, by list and number."""
    items = DutyItem.objects.filter(Q(until_date=None) | Q(until_date__gte=day), region=region)
    found: dict[Key, list[DutyItem]] = {}
    for item in items.select_related("lead_unit__region").prefetch_related("assisting_units"):
        found.setdefault((item.list, item.number), []).append(item)
    return found


class _Planner:
    """Plans row after row, knowing what there is and what came before in the file."""

    def __init__(self, region: Region, day: date) -> None:
        self.region, self.day = region, day
        self.departments = Departments(region, day)
        self.unended = _unended(region, day)
        self.lines: dict[Key, int] = {}

    def plan(self, row: SheetRow) -> PlannedRow:
        """Return what the row will do, or every error in it."""
        errors = list(row.errors)
        key = (list_named(row.cells.get("list", "")) or "", row.cells.get("number", ""))
        before = self._before(row, key, errors)
        dates = {name: self._date(row, name, errors) for name in ("from_date", "until_date")}
        units = self._units(row, errors)
        item = self._item(row, key, before, dates, units)
        if not errors:
            try:
                check(item, units["assisting"], is_alone=False)
            except Incomplete as refused:
                errors.append(refused.message)
        if errors:
            return PlannedRow(row, errors=tuple(errors))
        change = _change(before, item, units["assisting"])
        return PlannedRow(row, change, item, tuple(units["assisting"]), before)

    def _before(self, row: SheetRow, key: Key, errors: list[Text]) -> DutyItem | None:
        """Return the item that has the number now; numbers used twice are errors."""
        if all(key) and (line := self.lines.setdefault(key, row.line)) != row.line:
            errors.append(
                Text(f"序号与第{line}行重复。", f"The number stands in line {line} already.")
            )
        versions = self.unended.get(key, [])
        if any(item.from_date > self.day for item in versions):
            errors.append(
                Text(
                    "该序号已有尚未施行的新版本，请单独修改。",
                    "A later version of this item waits to come into force: change it by itself.",
                )
            )
        return versions[0] if versions else None

    def _date(self, row: SheetRow, name: str, errors: list[Text]) -> date | None:
        text = row.cells.get(name, "")
        if not text:
            return None
        if found := day_of(text):
            return found
        column = BY_KEY[name].name
        errors.append(
            Text(
                f"{column.zh}应写成2026-01-31的形式。",
                f"{column.en}: write the day as 2026-01-31.",
            )
        )
        return None

    def _units(self, row: SheetRow, errors: list[Text]) -> dict[str, Any]:
        lead, assisting = row.cells.get("lead", ""), row.cells.get("assisting", "")
        units: dict[str, Any] = {"lead": None, "assisting": []}
        try:
            if lead:
                units["lead"] = self.departments.understand(lead, field="lead")
            units["assisting"] = self.departments.understand_all(assisting, field="assisting")
        except Incomplete as refused:
            errors.append(refused.message)
        return units

    def _item(
        self,
        row: SheetRow,
        key: Key,
        before: DutyItem | None,
        dates: dict[str, date | None],
        units: dict[str, Any],
    ) -> DutyItem:
        """Return the item as the row tells it: the one that is there, when the row says the same
        or begins with it, else a new one."""
        texts = {name: row.cells.get(name, "") for name in TEXTS}
        if before:
            item = copy(before)
            item.until_date = dates["until_date"] or before.until_date
            put(item, **units, **texts)
            begins = dates["from_date"]
            is_same = begins is None and _change(before, item, units["assisting"]) == "same"
            if is_same or (begins or self.day) == before.from_date:
                return item
        item = DutyItem(list=key[0], region=self.region, from_date=dates["from_date"] or self.day)
        item.until_date = dates["until_date"]
        put(item, **units, **texts)
        return item


def _change(before: DutyItem | None, item: DutyItem, assisting: Sequence[Unit | str]) -> Change:
    if before is None:
        return "new"
    compared = [f.attname for f in DutyItem._meta.concrete_fields if f.attname != "place"]
    units = {each.pk for each in assisting if isinstance(each, Unit)}
    is_same = units == {unit.pk for unit in before.assisting_units.all()} and all(
        getattr(before, name) == getattr(item, name) for name in compared
    )
    return "same" if is_same else "changed"
