"""Periods of keeping in words, and counted on the calendar."""

from __future__ import annotations

import calendar
from datetime import datetime

from linli.core.personal import Period
from linli.core.text import Text
from linli.core.zone import local


def length_of(period: Period) -> Text:
    """Return how long that is as declared, in words."""
    if period.months is None:
        return period.said or Text("", "")
    return in_years(period.months)


def in_years(months: int) -> Text:
    """Return a number of months in words, in years where they are whole."""
    years, rest = divmod(months, 12)
    if rest:
        return Text(f"{months}个月", f"{months} months")
    return Text(f"{years}年", "1 year" if years == 1 else f"{years} years")


def months_before(at: datetime, months: int) -> datetime:
    """Return `at` that many months earlier (later for a negative number), on the month's last
    day where it has fewer days."""
    here = local(at)
    count = here.year * 12 + here.month - 1 - months
    year, month = divmod(count, 12)
    day = min(here.day, calendar.monthrange(year, month + 1)[1])
    return here.replace(year=year, month=month + 1, day=day)
