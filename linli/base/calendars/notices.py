"""Notices of days off as text: reading them, and those that are shipped.

A notice is written in four columns, separated by tabs or spaces, a span of days a line:

    # source: 国务院办公厅关于2026年部分节假日安排的通知
    from        to          is    name
    2026-02-14  2026-02-14  work  春节
    2026-02-15  2026-02-23  off   春节

`is` is `off` for days off, and `work` for weekends that are worked to make up for them. Lines
that begin with # are remarks, and the line of column names may be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from linli.core.errors import Refused
from linli.core.text import Text

LONGEST_SPAN = 31
LONGEST_NAME = 60
SOURCE = "# source:"
STATUTORY = "statutory.tsv"
# The days off by date that every year has (全国年节及纪念日放假办法, as revised in 2024).
FIXED = {
    (1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节",
    (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节",
}  # fmt: skip
NAMES = {
    name.zh: name
    for name in (
        Text("元旦", "New Year"),
        Text("春节", "Spring Festival"),
        Text("清明节", "Qingming Festival"),
        Text("劳动节", "Labour Day"),
        Text("端午节", "Dragon Boat Festival"),
        Text("中秋节", "Mid-Autumn Festival"),
        Text("国庆节", "National Day"),
        Text("国庆节、中秋节", "National Day and Mid-Autumn Festival"),
    )
}


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day that differs from an ordinary week, or is named by a rule."""

    date: date
    is_working: bool
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The days of one year and where they stand; provisional if only the statutory ones."""

    year: int
    source: str
    is_provisional: bool
    days: tuple[NoticeDay, ...]


class BadNotice(Refused):
    """A notice can't be read; the message names the line."""

    code = "bad_notice"

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(Text(f"第 {line} 行：{zh}", f"line {line}: {en}"), field="days")
        self.line = line


def read_days(text: str) -> list[NoticeDay]:
    """Return the days that the lines of `text` name, in order. Raises BadNotice."""
    days: dict[date, NoticeDay] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split()
        if not cells or line.startswith("#") or cells[:2] == ["from", "to"]:
            continue
        for day in _span(number, cells):
            if day.date in days:
                raise BadNotice(number, f"{day.date} 重复", f"{day.date} is named twice")
            days[day.date] = day
    return [days[day] for day in sorted(days)]


@cache
def shipped_notices() -> Mapping[int, Notice]:
    """Return the shipped years by number: those with a notice, then provisional ones."""
    folder = files("linli").joinpath("data", "calendars")
    notices = {
        int(path.name[:4]): _notice(path, int(path.name[:4]), is_provisional=False)
        for path in folder.iterdir()
        if path.name.endswith(".tsv") and path.name[:4].isdecimal()
    }
    statutory = folder.joinpath(STATUTORY)
    for year in sorted({day.date.year for day in read_days(statutory.read_text("utf-8"))}):
        notices.setdefault(year, _notice(statutory, year, is_provisional=True))
    return dict(sorted(notices.items()))


def check_span(line: int, first: date, last: date) -> None:
    """Raise BadNotice for days that are reversed or more than any holiday has."""
    if last < first:
        raise BadNotice(line, "止日早于起日", "the last day is before the first")
    if (last - first).days >= LONGEST_SPAN:
        raise BadNotice(line, "起日和止日相隔过长", "no holiday is as long as that")


def statutory_missing(year: int, days: Iterable[NoticeDay]) -> list[NoticeDay]:
    """Return the days that are off by law in `year`, as far as they are known, and not in a
    notice with `days`."""
    off = {day.date for day in days if not day.is_working}
    notice = shipped_notices().get(year)
    known = notice.days if notice and notice.is_provisional else fixed_days(year)
    return [day for day in known if day.date not in off]


def fixed_days(year: int) -> list[NoticeDay]:
    """Return the days off by date of a year of which nothing else is known."""
    return [NoticeDay(date(year, *day), False, name) for day, name in FIXED.items()]


def _span(number: int, cells: list[str]) -> Iterator[NoticeDay]:
    try:
        first, last = date.fromisoformat(cells[0]), date.fromisoformat(cells[1])
        is_working = {"off": False, "work": True}[cells[2]]
        name = cells[3]
    except (ValueError, KeyError, IndexError) as error:
        raise BadNotice(
            number,
            "应为：起日 止日 off 或 work 名称，例如 2026-02-15 2026-02-23 off 春节",
            "expected: first day, last day, off or work, name, such as "
            "2026-02-15 2026-02-23 off 春节",
        ) from error
    if len(name) > LONGEST_NAME:
        raise BadNotice(number, "名称过长", "the name is too long")
    check_span(number, first, last)
    for offset in range((last - first).days + 1):
        yield NoticeDay(first + timedelta(days=offset), is_working, name)


def _notice(path: Traversable, year: int, *, is_provisional: bool) -> Notice:
    text = path.read_text("utf-8")
    days = tuple(day for day in read_days(text) if day.date.year == year)
    return Notice(year, _source(text.splitlines()), is_provisional, days)


def _source(lines: Iterable[str]) -> str:
    return next(line.removeprefix(SOURCE).strip() for line in lines if line.startswith(SOURCE))
