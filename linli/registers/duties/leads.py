"""Which actual unit a duty item means at a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linli.base.accounts.models import Unit
from linli.base.regions.levels import ancestors_of
from linli.registers.duties.models import DutyItem

# A department's name never means one of these.
NO_DEPARTMENTS = frozenset({"township", "community", "government", "mediation_committee"})


def may_lead(item: DutyItem, unit: Unit) -> bool:
    """Return whether `unit` is one that the item means, wherever it lies, as the one that leads:
    the unit named or its successor, a unit of the name, or any township on its own duties."""
    if item.lead_unit:
        return unit.pk in (item.lead_unit_id, item.lead_unit.successor_id)
    if item.list_declared.leads == "township":
        return unit.kind == "township"
    return unit.kind not in NO_DEPARTMENTS and item.lead_name in unit.name


class UnitsOfPlace:
    """The units of the place `code` and of the regions above it, read in one query."""

    def __init__(self, code: int, day: date) -> None:
        rows = Unit.objects.on(day).filter(region_id__in=[code, *ancestors_of(code)])
        # The nearest first: a community's, the street's, the county's, the city's.
        self.units = sorted(rows.select_related("region", "parent"), key=lambda unit: -_depth(unit))
        self.day = day
        self.code = code

    @property
    def township(self) -> Unit | None:
        """Return the unit of the town or street that holds the place."""
        return self._first("township")

    @property
    def government(self) -> Unit | None:
        """Return the government nearest above the place: the county's, where there is one."""
        return self._first("government")

    def department(self, name: str) -> Unit | None:
        """Return the department that `name` means here: the county's before the city's, and of
        several that contain the name the one that ends with it, then the shortest."""
        fits = [u for u in self.units if u.kind not in NO_DEPARTMENTS and name in u.name]
        order = lambda unit: (-_depth(unit), not unit.name.endswith(name), len(unit.name))  # noqa: E731
        return min(fits, key=order, default=None)

    def lead_of(self, item: DutyItem) -> Unit | None:
        """Return the unit that leads on the item here; None when there is none."""
        if item.lead_unit:
            return item.lead_unit if self._works_here(item.lead_unit) else None
        if item.lead_name:
            return self.department(item.lead_name)
        return self.township if item.list_declared.leads == "township" else None

    def assisting_on(self, item: DutyItem, lead: Unit) -> tuple[Unit, ...]:
        """Return the units that assist on the item here, the township first where it does."""
        first = [self.township] if item.list_declared.does_township_assist else []
        named = (self.department(name) for name in item.assisting_name_list)
        units = [*first, *item.assisting_units.all(), *named]
        return tuple(_once(u for u in units if u and u != lead and self._works_here(u)))

    def _first(self, kind: str) -> Unit | None:
        return next((unit for unit in self.units if unit.kind == kind), None)

    def _works_here(self, unit: Unit) -> bool:
        is_open = unit.from_date <= self.day and not (
            unit.until_date and unit.until_date < self.day
        )
        return is_open and unit.region.covers(self.code)


def _depth(unit: Unit) -> int:
    return unit.region.level_declared.digits


def _once(units: Iterable[Unit]) -> list[Unit]:
    return list({unit.pk: unit for unit in units}.values())
