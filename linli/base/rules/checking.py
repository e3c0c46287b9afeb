"""What stands against a local rule: missing words, impossible days, and the law."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linli.base.rules.models import LocalRule
from linli.base.rules.settable import Declared, Settable
from linli.base.rules.words import BAD_UNIT, BETWEEN, BEYOND, DATED, UNITS
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.text import Text

if TYPE_CHECKING:
    from linli.base.rules.actions import Setting

NO_INSTRUMENT = Text("请填写作为依据的文件名称。", "Name the instrument that sets it.")
NO_REASON = Text("请填写理由。", "Give the reason.")
TOO_LONG = Text("不得超过{most}字。", "At most {most} signs.")
ENDS_FIRST = Text("终止日期早于施行日期。", "It would end before it begins.")
OVER_ALREADY = Text("终止日期已经过去。", "That last day is over already.")
TAKEN = Text("该地区已设定自当日起施行的规则。", "A rule from that day is already set here.")


TOO_FAR = Text("日期不能晚于2199年。", "The day must not lie after the year 2199.")
# Calendars end somewhere, and the day after a last day is counted.
LATEST = date(2199, 12, 31)


class BeyondLaw(Refused):
    """A local rule would take more time, or leave a citizen less, than the law does."""

    code = "beyond_law"


def check(rule: Settable, asked: Setting, today: date) -> None:
    """Raise Incomplete, Refused, BeyondLaw or WrongState for what can't be set, with its field."""
    check_words(instrument=asked.instrument, article=asked.article, reason=asked.reason)
    for declared in (rule.on(asked.in_force_from), *rule.after(asked.in_force_from)):
        _check_value(declared, asked.value, asked.unit)
    check_days(in_force_from=asked.in_force_from, until_date=asked.until_date)
    _check_order(asked, today)
    same = LocalRule.objects.about(rule.area, rule.key).filter(region=asked.region)
    if same.filter(in_force_from=asked.in_force_from).exists():
        raise WrongState(TAKEN, field="in_force_from")


def check_words(**words: str) -> None:
    """Raise Incomplete for a missing instrument or reason, and for what is too long to keep."""
    for name, missing in (("instrument", NO_INSTRUMENT), ("reason", NO_REASON)):
        if name in words and not words[name]:
            raise Incomplete(missing, field=name)
    for name, written in words.items():
        most = LocalRule._meta.get_field(name).max_length
        if len(written) > most:
            raise Incomplete(TOO_LONG.format(most=most), field=name)


def check_days(**days: date | None) -> None:
    """Raise Incomplete for a day beyond all calendars."""
    for name, day in days.items():
        if day is not None and day > LATEST:
            raise Incomplete(TOO_FAR, field=name)


def _check_order(asked: Setting, today: date) -> None:
    if asked.until_date is None:
        return
    if asked.until_date < asked.in_force_from:
        raise Incomplete(ENDS_FIRST, field="until_date")
    if asked.until_date < today:
        raise Incomplete(OVER_ALREADY, field="until_date")


def _check_value(declared: Declared, value: int, unit: str) -> None:
    if declared.bound == "dated":
        raise Refused(DATED, code="no_length", field="value")
    if unit not in UNITS or (unit not in declared.units and declared.bound == "either"):
        raise Incomplete(BAD_UNIT, field="unit")
    if not declared.least <= value <= declared.most:
        bounds = {"least": declared.least, "most": declared.most, "unit": UNITS[unit]}
        raise Incomplete(BETWEEN.format(**bounds), code="out_of_bounds", field="value")
    if not declared.allows(value, unit):
        raise BeyondLaw(
            BEYOND[declared.bound].format(
                instrument=declared.basis.instrument,
                article=declared.basis.article,
                length=declared.value,
                unit=UNITS[declared.unit],
            ),
            field="value" if unit == declared.unit else "unit",
        )
