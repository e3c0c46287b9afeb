"""Reads the days of a year as the State Council's notice says them, in sentences.

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

What stands before the colon is the holiday; dates up to 放假 are off, dates up to 上班 are worked.
A weekday that the notice puts in brackets must be the day's, so that a slip of the pen shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from linli.base.calendars.notices import (
    LONGEST_NAME,
    LONGEST_SPAN,
    BadNotice,
    NoticeDay,
    check_span,
    fixed_days,
    shipped_notices,
)

LONGEST = timedelta(days=LONGEST_SPAN)
WEEKDAYS = "一二三四五六日"
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、)?\s*([^:。;,]{2,60}?)\s*:")
_DATE = (
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:\((?P<aside>[^)]*)\))?"
)
_TOKEN = re.compile(
    rf"{_DATE}|(?P<to>[至到—–~-]+)|(?P<off>放假|休息|补休)|(?P<work>上班)|(?P<end>[。;!\n])"
    r"|共(?P<count>\d{1,2})天|\([^)]*\)|(?P<aloud>[^\d])|\d+"
)
_SIGNED = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")


def is_prose(text: str) -> bool:
    """Return whether `text` is written in sentences, rather than in columns with their dates."""
    return not re.search(r"\d{4}-\d{1,2}-\d{1,2}", unicodedata.normalize("NFKC", text))


def read_prose(text: str, year: int) -> list[NoticeDay]:
    """Return the days that a notice for `year` names, in order.

    Raises BadNotice for a date that doesn't exist, is of another year or on another weekday than
    said, for dates of which it isn't said whether they are off or worked, for a day named twice
    or as both, for more or fewer days than are said to be off, for days of no known holiday, and
    where no date is found. The date under the notice says nothing.
    """
    days: dict[date, NoticeDay] = {}
    name = ""
    for number, line in enumerate(_lines(text), start=1):
        if heading := _HEADING.match(line):
            name = heading[1][:LONGEST_NAME]
            line = line[heading.end() :]
        for day, is_working in _read(line, number, year):
            if day in days:
                raise _twice(number, day, is_same=days[day].is_working == is_working)
            days[day] = NoticeDay(day, is_working, name)
    if not days:
        raise BadNotice(1, "没有读到放假或上班的日期", "no day off and no workday was found")
    return _named([days[day] for day in sorted(days)], year)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with brackets, colons and figures in one form; items that follow each
    other on one line are lines of their own."""
    plain = unicodedata.normalize("NFKC", text).replace("〔", "(").replace("〕", ")")
    for line in plain.splitlines():
        if _SIGNED.fullmatch(line):
            continue
        yield from re.split(r"(?<=[。;])(?=\s*[一二三四五六七八九十]+、)", line)


@dataclass
class _Reader:
    """What was read of a line and not yet said to be off or worked."""

    number: int
    year: int
    month: int = 0
    spans: list[tuple[date, date]] = field(default_factory=list)
    is_open: bool = False

    def take(self, found: re.Match[str]) -> None:
        """Take a date: the end of a span that was begun, or a day of its own."""
        self.month = int(found["month"] or self.month)
        day = self._date(int(found["year"] or self.year), int(found["day"]))
        self._check_weekday(day, found["aside"] or "")
        if self.is_open and self.spans:
            first = self.spans.pop()[0]
            check_span(self.number, first, day)
            self.spans.append((first, day))
        else:
            self.spans.append((day, day))
        self.is_open = False

    def give(self) -> Iterator[date]:
        """Yield the days read so far, and forget them."""
        spans, self.spans = self.spans, []
        for first, last in spans:
            for offset in range((last - first).days + 1):
                yield first + timedelta(days=offset)

    def _date(self, year: int, day: int) -> date:
        said = f"{self.month}月{day}日" if self.month else f"{day}日"
        try:
            found = date(year, self.month, day)
        except ValueError as error:
            why = f"没有{said}这一天"
            raise BadNotice(self.number, why, f"{said} of {year} is no day") from error
        # New Year alone reaches over the end of a year.
        edges = (date(self.year, 1, 1) - LONGEST, date(self.year, 12, 31) + LONGEST)
        if not edges[0] <= found <= edges[1]:
            why = f"写的是{year}年{said}，这里填写的是{self.year}年的通知"
            english = f"{found} is not of the year {self.year}"
            raise BadNotice(self.number, why, english)
        return found

    def _check_weekday(self, day: date, aside: str) -> None:
        said = _WEEKDAY.search(aside)
        if said and WEEKDAYS.index(said[1].replace("天", "日")) != day.weekday():
            is_on = WEEKDAYS[day.weekday()]
            raise BadNotice(
                self.number,
                f"{day.month}月{day.day}日是周{is_on}，不是周{said[1]}",
                f"{day} is a {day:%A}, not what the brackets say",
            )


def _twice(number: int, day: date, *, is_same: bool) -> BadNotice:
    said = f"{day.month}月{day.day}日"
    if is_same:
        return BadNotice(number, f"{said}重复", f"{day} is named twice")
    return BadNotice(number, f"{said}既写放假，又写上班", f"{day} is said to be off and worked")


def _read(line: str, number: int, year: int) -> Iterator[tuple[date, bool]]:
    reader = _Reader(number, year)
    off = 0
    for found in _TOKEN.finditer(line):
        if found["day"]:
            reader.take(found)
        elif found["to"]:
            reader.is_open = True
        elif found["off"] or found["work"]:
            given = list(reader.give())
            off = len(given) if found["off"] else off
            yield from ((day, bool(found["work"])) for day in given)
        elif found["count"] and off and int(found["count"]) != off:
            told = int(found["count"])
            raise BadNotice(
                number, f"写的是共{told}天，读到的是{off}天", f"said are {told} days, read {off}"
            )
        elif found["end"]:
            _check_said(reader)
    _check_said(reader)


def _check_said(reader: _Reader) -> None:
    for first, _last in reader.spans:
        raise BadNotice(
            reader.number,
            f"没有说明{first.month}月{first.day}日放假还是上班",
            f"it isn't said whether {first} is off or worked",
        )


def _named(days: list[NoticeDay], year: int) -> list[NoticeDay]:
    """Name the days that stand under no heading after the holiday that is nearest."""
    if all(day.name for day in days):
        return days
    notice = shipped_notices().get(year)
    known = [day for day in (notice.days if notice else fixed_days(year)) if not day.is_working]

    def name_of(day: NoticeDay) -> str:
        near = min(known, key=lambda one: abs((one.date - day.date).days))
        if abs((near.date - day.date).days) > LONGEST_SPAN // 2:
            raise BadNotice(
                1,
                f"{day.date} 前没有写明节日，应写作“春节：2月15日至23日放假”",
                f"no holiday is named before {day.date}; write 春节：2月15日至23日放假",
            )
        return near.name

    return [day if day.name else NoticeDay(day.date, day.is_working, name_of(day)) for day in days]
