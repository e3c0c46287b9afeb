"""How long each kind of record is kept here: as declared, or as the instance's setting says."""

from __future__ import annotations

import calendar
from datetime import datetime

from django.conf import settings

from linli.core.errors import Refused
from linli.core.personal import PERIODS, Period
from linli.core.text import Text
from linli.core.zone import local

UNKNOWN = Text("没有名为 {key} 的保存期限。", "There is no period of keeping called {key}.")
FIXED = Text("{name}由法律规定，不能另设。", "{name} is fixed by law and can't be set.")
TOO_SHORT = Text("{name}不得短于{least}个月。", "{name} can't be shorter than {least} months.")


def months_of(key: str) -> int:
    """Return how many months records of the period `key` are kept here. Raises KeyError for one
    that is not counted in months, Refused for a setting that can't be."""
    period = PERIODS[key]
    if period.months is None:
        raise KeyError(key)
    asked = settings.LINLI_RETENTION.get(key)
    if asked is None:
        return period.months
    _check(period, asked)
    return int(asked)


def is_set_here(key: str) -> bool:
    """Return whether the instance sets the period itself."""
    return key in settings.LINLI_RETENTION


def length_of(period: Period) -> Text:
    """Return how long that is, in words."""
    if period.months is None:
        return period.said or Text("", "")
    months = months_of(period.key)
    years, rest = divmod(months, 12)
    if rest:
        return Text(f"{months}个月", f"{months} months")
    return Text(f"{years}年", "1 year" if years == 1 else f"{years} years")


def cut_of(key: str, at: datetime) -> datetime:
    """Return the moment before which a record must have been closed for its period to be over."""
    return months_before(at, months_of(key))


def end_of(key: str, since: datetime) -> datetime:
    """Return when a record closed at `since` is past its period."""
    return months_before(since, -months_of(key))


def months_before(at: datetime, months: int) -> datetime:
    """Return `at` that many months earlier (later for a negative number), on the month's last
    day where it has fewer days."""
    here = local(at)
    count = here.year * 12 + here.month - 1 - months
    year, month = divmod(count, 12)
    day = min(here.day, calendar.monthrange(year, month + 1)[1])
    return here.replace(year=year, month=month + 1, day=day)


def problems() -> list[Refused]:
    """Return what is wrong with the setting, one refusal each."""
    found = []
    for key, months in settings.LINLI_RETENTION.items():
        period = PERIODS.get(key)
        try:
            if period is None or period.months is None:
                raise Refused(UNKNOWN.format(key=key), code="unknown_period")
            _check(period, months)
        except Refused as refused:
            found.append(refused)
    return found


def _check(period: Period, months: int) -> None:
    if not period.is_settable:
        raise Refused(FIXED.format(name=period.name), code="fixed_period")
    if months < period.least:
        said = TOO_SHORT.format(name=period.name, least=period.least)
        raise Refused(said, code="short_period")
