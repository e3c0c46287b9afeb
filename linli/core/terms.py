"""When a term ends: calendar days, working days and hours, with pauses and roll-over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from linli.core.procedure import TermUnit
from linli.core.zone import SHANGHAI, local, local_day

Span = tuple[datetime, datetime]
DayTest = Callable[[date], bool]
DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)


class Calendar(Protocol):
    """Which days are worked, and which years no notice has settled yet."""

    def is_working(self, day: date) -> bool:
        """Return whether offices work on `day`, make-up workdays included."""
        ...

    def is_provisional(self, day: date) -> bool:
        """Return whether the year of `day` still waits for its notice."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a term: as counted (`raw`) and as it holds (`at`), both in Shanghai's time.

    `is_provisional` says that a day of a year without a notice was asked about, so that the
    end may still move.
    """

    raw: datetime
    at: datetime
    is_rolled: bool
    is_provisional: bool


def due(
    *,
    start: datetime,
    length: int,
    unit: TermUnit,
    calendar: Calendar,
    rolls: bool = True,
    pauses: Sequence[Span] = (),
    extension: int = 0,
) -> Due:
    """Return when a term of `length` units ends that began with the event at `start`.

    Days and workdays: the day of the event is not counted, and the term ends at 23:59:59 of
    its last day. Dates from a pause's beginning up to its end's date, that one excluded, are
    not counted; pauses may overlap or lie outside the term. With `rolls` a term in days whose
    last day is off ends on the next day that is worked and not paused. Hours are exact, and
    each pause that falls into the term adds its duration. `extension` adds units of the same
    kind, for terms in hours days of 24 hours.

    Raises ValueError for times without offset, negative numbers, an unknown unit, and a pause
    that ends before it begins.
    """
    _check(start, length, unit, extension, pauses)
    if unit == "hours":
        total = timedelta(hours=length, days=extension)
        return _unmoved(_after(start, total, _merged(pauses)))
    asked = _Asked(calendar)
    paused = _paused_days(pauses)
    raw = _last_day(local_day(start), length + extension, unit, asked, paused)
    at = raw
    while unit == "days" and rolls and (paused(at) or not asked.is_working(at)):
        at += DAY
    return Due(_end_of(raw), _end_of(at), at != raw, asked.is_provisional)


class _Asked:
    """A calendar that remembers whether it was asked about a day of a provisional year."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.is_provisional = False

    def is_working(self, day: date) -> bool:
        self.is_provisional = self.is_provisional or self._calendar.is_provisional(day)
        return self._calendar.is_working(day)


def _check(start: datetime, length: int, unit: str, extension: int, pauses: Sequence[Span]) -> None:
    if unit not in ("hours", "days", "workdays"):
        raise ValueError(f"no term counts in {unit!r}")
    if any(moment.tzinfo is None for moment in (start, *(end for span in pauses for end in span))):
        raise ValueError("a term needs times with their offset")
    if length < 0 or extension < 0:
        raise ValueError("a term can't be negative")
    if any(end < begin for begin, end in pauses):
        raise ValueError("a pause ends before it begins")


def _last_day(day: date, count: int, unit: TermUnit, asked: _Asked, paused: DayTest) -> date:
    """Return the `count`-th day after `day` that counts; `day` itself for none."""
    while count:
        day += DAY
        if not paused(day) and (unit == "days" or asked.is_working(day)):
            count -= 1
    return day


def _paused_days(pauses: Sequence[Span]) -> DayTest:
    spans = [(local_day(begin), local_day(end)) for begin, end in pauses]
    return lambda day: any(begin <= day < end for begin, end in spans)


def _merged(pauses: Sequence[Span]) -> list[Span]:
    """Return the pauses in order, overlapping ones as one."""
    merged: list[Span] = []
    for begin, end in sorted((begin.astimezone(UTC), end.astimezone(UTC)) for begin, end in pauses):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def _after(start: datetime, total: timedelta, pauses: Sequence[Span]) -> datetime:
    """Return the moment at which `total` has run since `start` outside the merged pauses."""
    begin_at = start.astimezone(UTC)
    end_at = begin_at + total
    for begin, end in pauses:
        if begin < end_at and end > begin_at:
            end_at += end - max(begin, begin_at)
    return end_at


def _end_of(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY, tzinfo=SHANGHAI)


def _unmoved(moment: datetime) -> Due:
    return Due(local(moment), local(moment), is_rolled=False, is_provisional=False)
