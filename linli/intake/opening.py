"""Opens a file's messages as hotline cases, each once, in batches that come whole or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from linli.base.accounts.models import Post, Unit
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.intake.fields import Columns, Item, item_of
from linli.intake.reading import Line, Source
from linli.procedures.hotline.opening import open_request
from linli.procedures.hotline.procedure import HOTLINE

INTAKE = Actor.system("intake")
BATCH = 100
LONGEST_SOURCE = 60
NO_UNIT = Text("没有代码为 {code} 的现存单位", "no unit in being has the code {code}")
NO_REGION = Text("没有代码为 {code} 的区划", "no region has the code {code}")
NOT_COORDINATING = Text(
    "“{unit}”不是热线服务中心，也没有话务员岗位，不能派单。",
    "{unit} is no hotline centre and has no hotline clerk, so nothing can be dispatched there.",
)
ELSEWHERE = Text("“{unit}”的辖区不包含{region}。", "{unit} isn't responsible for {region}.")
BAD_SOURCE = Text("来源名称应为 1 至 60 字", "a source's name has 1 to 60 signs")


@dataclass(frozen=True, slots=True)
class Intake:
    """What an intake opens: under which source's name, for which place, at which unit."""

    source: str
    region: Region
    unit: Unit
    columns: Columns
    at: datetime


@dataclass
class Tally:
    """How many messages were opened, how many had been before, how many lines were refused."""

    opened: int = 0
    known: int = 0
    refused: int = 0


OnRefusal = Callable[[int, Text], None]


def prepare(
    *, source: str, region_code: int, unit_code: str, columns: Columns, at: datetime
) -> Intake:
    """Return the intake. Raises Refused for a region or unit that doesn't exist, a unit that
    can't dispatch or isn't responsible for the region, or a source without a proper name."""
    if not 0 < len(source.strip()) <= LONGEST_SOURCE or not source.isprintable():
        raise Incomplete(BAD_SOURCE, field="source")
    region = Region.objects.filter(pk=region_code).first()
    if region is None:
        raise Incomplete(NO_REGION.format(code=region_code), field="region")
    unit = Unit.objects.on(local_day(at)).select_related("region").filter(code=unit_code).first()
    if unit is None:
        raise Incomplete(NO_UNIT.format(code=unit_code), field="unit")
    if not _may_dispatch(unit, at):
        raise Refused(NOT_COORDINATING.format(unit=unit.name), field="unit")
    if not unit.region.covers(region.code):
        text = ELSEWHERE.format(unit=unit.name, region=region.full_name)
        raise Refused(text, field="unit", code="other_place")
    return Intake(source.strip(), region, unit, columns, at)


def open_all(
    intake: Intake,
    source: Source,
    *,
    tally: Tally,
    on_refusal: OnRefusal,
    progress: Callable[[int, int], None],
) -> None:
    """Open every message of `source` that was not opened before, and count in `tally`.

    Each batch is one transaction: a run that is cut short has opened whole batches only, and
    the next run passes over them. Lines refused are told one by one, and the rest goes on.
    """
    lines = source.lines()
    while batch := list(islice(lines, BATCH)):
        refusals: list[tuple[int, Text]] = []
        opened = known = 0
        with transaction.atomic():
            for item in _items(batch, intake, refusals):
                is_new = _open(item, intake, refusals)
                opened += is_new is True
                known += is_new is False
        # Counted only when the transaction has come through.
        tally.opened += opened
        tally.known += known
        for number, why in sorted(refusals, key=lambda refusal: refusal[0]):
            tally.refused += 1
            on_refusal(number, why)
        progress(source.done, source.total)


def _items(lines: list[Line], intake: Intake, refusals: list[tuple[int, Text]]) -> Iterator[Item]:
    for line in lines:
        if line.values is None:
            refusals.append((line.number, line.why_not or Text("", "")))
            continue
        try:
            yield item_of(
                line.number, line.values, columns=intake.columns, source=intake.source,
                region=intake.region, at=intake.at,
            )  # fmt: skip
        except Refused as refused:
            refusals.append((line.number, refused.message))


def _open(item: Item, intake: Intake, refusals: list[tuple[int, Text]]) -> bool | None:
    """Open one message; return whether it is new, None if it was refused."""
    try:
        return open_request(
            item.draft,
            submission_key=item.submission_key,
            by=INTAKE,
            at=intake.at,
            coordinator=intake.unit,
        ).is_new
    except Refused as refused:
        refusals.append((item.number, refused.message))
        return None


def _may_dispatch(unit: Unit, at: datetime) -> bool:
    """Return whether someone at `unit` can take a new request's first step, or will."""
    if unit.kind == "hotline_centre":
        return True
    roles = {
        taker.role
        for step in HOTLINE.transitions
        if HOTLINE.first in step.sources
        for taker in step.takers
        if taker.side == "coordinating"
    }
    return bool(Post.objects.on(local_day(at)).filter(unit=unit, role__in=roles).exists())
