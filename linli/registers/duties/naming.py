"""Understands the departments that people write into a duty list: one unit, or a name that each
county has its own unit for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from linli.base.accounts.models import Unit
from linli.base.regions.levels import ancestors_of
from linli.base.regions.models import Region
from linli.core.errors import Incomplete
from linli.core.text import Text
from linli.registers.duties.leads import NO_DEPARTMENTS
from linli.registers.duties.models import split_names

SHORTEST_NAME = 2


class Departments:
    """The units that a list of `region` can mean, read in one query."""

    def __init__(self, region: Region, day: date) -> None:
        here = Q(region_id__gte=region.code, region_id__lt=region.code_end)
        rows = Unit.objects.on(day).filter(here | Q(region_id__in=ancestors_of(region.code)))
        self.region = region
        self.units = list(rows.exclude(kind="community").select_related("region"))
        self._exactly: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for text in {unit.code, unit.name, unit.label}:
                self._exactly[text].append(unit)

    def understand(self, text: str, *, field: str) -> Unit | str:
        """Return the unit that works for the whole region, or the name under which its counties
        have a unit each. Raises Incomplete, naming `field`, when the text means neither."""
        wanted = text.strip()
        for unit in self._exactly.get(wanted, []):
            if unit.region.covers(self.region.code):
                return unit
        named = [u for u in self.units if u.kind not in NO_DEPARTMENTS and wanted in u.name]
        if wanted in self._exactly:
            raise Incomplete(
                Text(
                    f"“{wanted}”不负责{self.region.name}全域，请写各区县通用的部门名称。",
                    f"“{wanted}” doesn't work for the whole of {self.region.name}: write the name "
                    "that the department has in every county.",
                ),
                code="other_place",
                field=field,
            )
        if len(wanted) < SHORTEST_NAME or not named:
            raise Incomplete(
                Text(
                    f"{self.region.name}没有名为“{wanted}”的部门。",
                    f"{self.region.name} has no department named “{wanted}”.",
                ),
                code="unknown_department",
                field=field,
            )
        return wanted

    def understand_all(self, text: str, *, field: str) -> list[Unit | str]:
        """Return what each name means in a text with 、, commas or lines between them."""
        return [self.understand(name, field=field) for name in split_names(text)]


def written(units: Iterable[Unit], names: Iterable[str]) -> str:
    """Return units and names as one text that `understand_all` reads again."""
    return "、".join([*(unit.name for unit in units), *names])
