"""The declared periods of keeping, as thresholds that a place may set for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.base.rules.registry import AREAS
from linli.core.personal import PERIODS, Period
from linli.core.text import Text
from linli.core.thresholds import Threshold

AREA: Final = "retention"
MOST: Final = 1200
ABOUT: Final = Text("自{since}起算，期满即删除。", "Counted from {since}; then it is erased.")
PAST: Final = Text("已满保存期限、应当删除的事项", "matters past their period, to be erased")


def register() -> None:
    """Name the area; called once while applications start."""
    AREAS.register(AREA, Text("保存期限", "Periods of keeping"))


def thresholds() -> Iterator[Threshold]:
    """Yield a threshold for each declared period that is counted in months."""
    for period in PERIODS:
        if period.months is not None:
            yield threshold_of(period)


def threshold_of(period: Period) -> Threshold:
    """Return the period as a threshold; one that the law fixes can't be set."""
    return Threshold(
        AREA, period.key, period.name, ABOUT.format(since=period.starts_on), period.months or 0,
        "months", period.basis, least=period.least, most=MOST,
        course="fixed" if period.basis.is_law else "either", reaches=PAST,
    )  # fmt: skip
