"""The one time zone of the country, and the day that a moment falls on there."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_SECOND = time(23, 59, 59)


def local(moment: datetime) -> datetime:
    """Return the aware `moment` in Shanghai's time. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a time without its offset can't be placed")
    return moment.astimezone(SHANGHAI)


def local_day(moment: datetime) -> date:
    """Return the day in Shanghai on which the aware `moment` falls."""
    return local(moment).date()


def end_of_day(day: date) -> datetime:
    """Return the last second of `day` in Shanghai, at which terms in days end."""
    return datetime.combine(day, LAST_SECOND, tzinfo=SHANGHAI)
