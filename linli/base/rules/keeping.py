"""How long each kind of record is kept: as declared, and where places have set it otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linli.base.privacy.periods import in_years, length_of
from linli.base.rules.models import LocalRule
from linli.base.rules.retention import AREA, threshold_of
from linli.base.rules.settable import SettableThreshold
from linli.core.personal import Period
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class KeptFor:
    """A period, how long it is, and the places (by full name) in which it has another length."""

    period: Period
    length: Text
    elsewhere: list[tuple[str, Text]]


def kept_for(periods: Iterable[Period], *, on: date) -> list[KeptFor]:
    """Return how long each of `periods` is on the day, everywhere. One query."""
    found: dict[str, dict[int, LocalRule]] = defaultdict(dict)
    for row in LocalRule.objects.filter(area=AREA).on(on).select_related("region"):
        found[row.key].setdefault(row.region_id, row)
    return [_kept_for(period, found[period.key].values(), on) for period in periods]


def _kept_for(period: Period, rows: Iterable[LocalRule], on: date) -> KeptFor:
    if period.months is None:
        return KeptFor(period, length_of(period), [])
    declared = SettableThreshold(threshold_of(period)).on(on)
    allowed = [row for row in rows if declared.allows(row.value, row.unit)]
    allowed.sort(key=lambda row: row.region_id)
    elsewhere = [(row.region.full_name, in_years(row.value)) for row in allowed]
    return KeptFor(period, length_of(period), elsewhere)
