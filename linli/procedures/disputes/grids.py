"""Takes the grids of communities in from an Excel or CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.regions.models import Grid, Region
from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.base.sheets.reading import read
from linli.cases import authority
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import NotAllowed
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes import access

SHEET = Sheet(
    Text("网格", "Grids"),
    (
        Column(
            "community",
            Text("社区代码", "Community code"),
            18,
            Text("12位行政区划代码", "12 digits of the division code"),
            is_required=True,
            spoken=("社区", "社区编码", "所属社区代码"),
            longest=12,
        ),
        Column(
            "code",
            Text("网格编号", "Grid code"),
            12,
            Text("在社区内不重复", "Unique in its community"),
            is_required=True,
            spoken=("网格代码", "编号"),
            longest=20,
        ),
        Column(
            "name",
            Text("网格名称", "Grid name"),
            30,
            Text("例如：第一网格（1—6号楼）", "For example: first grid (houses 1 to 6)"),
            is_required=True,
            spoken=("网格",),
            longest=100,
        ),
    ),
    Text("一行一个网格。", "A row for each grid."),
)
NOT_YOURS = Text("网格由社区、街道和调解委员会导入。", "Grids are taken in by those who walk them.")
NO_COMMUNITY = Text("没有这个社区代码。", "There is no community with this code.")
ELSEWHERE = Text("不在本单位辖区内。", "Not in the area of your unit.")
LINE = Text("第{line}行：{why}", "Row {line}: {why}")


@dataclass(frozen=True)
class Taken:
    """What came of an import: how many grids are new or changed, and the rows left out."""

    new: int
    changed: int
    rejected: tuple[Text, ...]


def take_in(file: IO[bytes], *, post: Post, by: Actor, at: datetime) -> Taken:
    """Take the grids of `file` in and return what came of it: a known code takes the new name;
    rows that can't be are left out and named. Raises NotAllowed for units that walk no rounds,
    Refused, at `file`, for what is no table."""
    authority.check_in_force(by, at)
    if not access.walks(post) or by.unit_id != post.unit_id:
        raise NotAllowed(NOT_YOURS)
    rows = read(file, SHEET)
    places = _communities(rows)
    new = changed = 0
    rejected: list[Text] = []
    with transaction.atomic():
        for row in rows:
            why = _wrong(row, places, post)
            if why:
                rejected.append(LINE.format(line=row.line, why=why))
                continue
            before = Grid.objects.filter(
                community=places[row.cells["community"]], code=row.cells["code"]
            ).first()
            if before is None:
                Grid.objects.create(
                    community=places[row.cells["community"]],
                    code=row.cells["code"],
                    name=row.cells["name"],
                    from_date=local_day(at),
                )
                new += 1
            elif before.name != row.cells["name"]:
                before.name = row.cells["name"]
                before.save(update_fields=["name"])
                changed += 1
        facts = {"new": new, "changed": changed, "rejected": len(rejected)}
        record(SYSTEM, "dispute.grids_taken_in", by=by, at=at, facts=facts)
    return Taken(new, changed, tuple(rejected))


def _communities(rows: Sequence[SheetRow]) -> dict[str, Region]:
    codes = {row.cells.get("community", "") for row in rows}
    found = Region.objects.filter(
        level="community", code__in=[int(code) for code in codes if code.isdecimal()]
    )
    return {str(one.code): one for one in found}


def _wrong(row: SheetRow, places: dict[str, Region], post: Post) -> Text | None:
    if row.errors:
        return row.errors[0]
    place = places.get(row.cells.get("community", ""))
    if place is None:
        return NO_COMMUNITY
    return None if post.unit.region.covers(place.code) else ELSEWHERE
