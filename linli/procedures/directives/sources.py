"""What Linli has already: the figures that a report is filled with and that nobody may be asked for
(一表通，共享可满足的不得重复收集)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from linli.base.accounts.models import Unit
from linli.base.regions.models import Grid, Region
from linli.cases import figures_reader
from linli.cases.counters import indicators
from linli.cases.registry import rooms
from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.models import DutyItem

IS_THERE = Text(
    "“{question}”在本平台已有，即“{name}”（{origin}），不得再要求填报；请勾选由系统自动填写。",
    "Linli has “{question}” already, as “{name}” ({origin}), so nobody may be asked for it: tick "
    "the figure, and it is filled in.",
)
INDICATOR = "indicator:"
# How much of a source's own words a question must say to ask for the same.
SAME = 0.75
# What questions say around the thing they ask for.
AROUND = re.compile(
    r"\([个件起项处条次家户]\)|[\W\d_]+|请?填(写|报)|本?辖区内?|本(地|县|区|市|省|镇|街道|单位)|(所|下)辖"
    r"|今年|去年|本月|本季度|以来|截至目前|累计|共有?"
)
# One way of saying how many, and what share; people are counted otherwise than things.
ALIKE = (
    (re.compile(r"(?:有?多少|有?几)[个件起项处条]?(\w{2,})"), r"\1数"),
    (re.compile(r"(?:[个件起项]数|数量|总数|总量|数目|量)$"), "数"),
    (re.compile(r"数+$"), "数"),
    (re.compile(r"(?:百分比|百分率|比例|占比)$"), "率"),
    (re.compile(r"满意度$"), "满意率"),
)
# What asks for words, and for no figure.
IN_WORDS = re.compile(r"原因|做法|案例|打算|措施|困难|如何|怎么|怎样|为何|为什么|分析|典型|对策")
# Where a question asks for several things at once.
AND = re.compile(r"以及|[、，,;；/和及与]")


@dataclass(frozen=True)
class Taken:
    """A figure as it was counted: a number, of how many where it is a share."""

    number: int
    of: int | None = None


@dataclass(frozen=True)
class Source:
    """A figure that Linli has. `origin` says from where, `words` are the names under which people
    know it."""

    key: str
    name: Text
    origin: Text
    words: tuple[str, ...]


Counts = Callable[[Unit, date], int]


@dataclass(frozen=True)
class _Counted(Source):
    """A figure that a register counts by itself."""

    count: Counts = lambda unit, day: 0


REGISTER = Text("职责清单", "duty lists")
DIVISIONS = Text("行政区划", "divisions")


def _regions(level: str) -> Counts:
    def count(unit: Unit, day: date) -> int:
        here = Region.objects.under(unit.region_id).of_today()
        return int(here.filter(level=level).count())

    return count


def _items(list_key: str) -> Counts:
    def count(unit: Unit, day: date) -> int:
        here = DutyItem.objects.on(day).concerning(unit.region_id)
        return int(here.filter(list=list_key).count())

    return count


def _grids(unit: Unit, day: date) -> int:
    region = unit.region
    here = Grid.objects.filter(community__gte=region.code, community__lt=region.code_end)
    return int(here.filter(until_date=None).count())


_REGISTERS = (
    _Counted("regions.township", Text("街道、乡镇数", "Towns and streets"), DIVISIONS,
             ("街道乡镇数", "乡镇街道数", "街道数", "乡镇数", "街镇数", "镇街数"),
             _regions("township")),
    _Counted("regions.community", Text("社区、村数", "Communities and villages"), DIVISIONS,
             ("社区村数", "村社区数", "社区数", "村居数", "行政村数"), _regions("community")),
    _Counted("regions.grid", Text("网格数", "Grids"), DIVISIONS,
             ("网格数", "社区网格数", "基层网格数"), _grids),
    *(
        _Counted(
            f"duties.{one.key}",
            Text(f"{one.name.zh}数", f"Items of the list: {one.name.en}"),
            REGISTER,
            (f"{one.name.zh}数", *(f"{spoken}数" for spoken in one.spoken)),
            _items(one.key),
        )
        for one in DUTY_LISTS.values()
    ),
)  # fmt: skip


def sources() -> dict[str, Source]:
    """Return all figures that Linli has, by key: indicators of all procedures, and registers."""
    found = {one.key: one for one in (*_of_indicators(), *_REGISTERS)}
    return dict(found)


def take(keys: Collection[str], unit: Unit, *, day: date) -> dict[str, Taken]:
    """Return what the figures `keys` come to for the place of `unit`: indicators from the first
    day of the year to `day`, registers as they stand. One query for all indicators, one for each
    figure of a register."""
    taken = {one.key: Taken(one.count(unit, day)) for one in _REGISTERS if one.key in keys}
    wanted = [key.removeprefix(INDICATOR) for key in keys if key.startswith(INDICATOR)]
    read = figures_reader.READERS.get(figures_reader.RATES)
    if not wanted or read is None:
        return taken
    declared = indicators()
    span = {"first_day": day.replace(month=1, day=1), "last_day": day}
    came_to = read(wanted, region_code=unit.region_id, **span)
    for key in wanted:
        one = came_to[key]
        is_rate = key in declared and declared[key].is_rate
        taken[INDICATOR + key] = (
            Taken(one.counted_hits, one.counted) if is_rate else Taken(one.counted)
        )
    return taken


@dataclass(frozen=True)
class Known:
    """What of a question Linli has: the part of it that says so, and the figure."""

    asked: str
    source: Source


def known_as(question: str) -> Known | None:
    """Return the figure of Linli that `question`, or a part of it, asks for, None where it has
    none. One that says most of a figure's own words, and counts or shares as it does, asks for
    it; one that asks for words asks for no figure."""
    parts = [question, *filter(None, AND.split(question))]
    found = ((part, _source_of(part)) for part in parts if not IN_WORDS.search(part))
    return next((Known(part.strip(), source) for part, source in found if source), None)


def check_unknown(question: str, *, field: str) -> None:
    """Raise Refused, at `field`, where `question` asks for what Linli has."""
    known = known_as(question)
    if known:
        name, origin = known.source.name, known.source.origin
        said = IS_THERE.format(question=known.asked, name=name, origin=origin)
        raise Refused(said, field=field, code="is_there")


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Return what a question asks for, without what is said around it, in one way of saying it."""
    bare = AROUND.sub("", unicodedata.normalize("NFKC", text).lower())
    for pattern, alike in ALIKE:
        bare = pattern.sub(alike, bare)
    return bare


def _of_indicators() -> Iterator[Source]:
    for key, one in indicators().items():
        room = rooms.get(one.procedure)
        origin = room.procedure.name if room else Text(one.procedure, one.procedure)
        counted = () if one.is_rate else (f"{one.name.zh}数",)
        words = (
            f"{origin.zh}{one.name.zh}", one.name.zh, f"{origin.en} {one.name.en}", one.name.en,
            *counted, *one.also,
        )  # fmt: skip
        yield Source(INDICATOR + key, one.name, origin, words)


def _source_of(question: str) -> Source | None:
    asked = plain(question)
    best, most = None, 0.0
    for one in sources().values():
        for word in one.words:
            told = plain(word)
            score = 1.0 if told == asked else _share(told, asked)
            if score >= SAME and score > most:
                best, most = one, score
    return best


def _share(told: str, asked: str) -> float:
    """Return how much of `told` stands in `asked`, by pairs of characters. Short names of several
    rooms, such as 登记件数, count only whole; a number is none where a share is asked for."""
    pairs, kind = _pairs(told), told[-1:]
    if len(pairs) < 5 or (kind in ("数", "率") and kind not in asked):
        return 0.0
    return len(pairs & _pairs(asked)) / len(pairs)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
