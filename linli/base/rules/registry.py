"""What a place may set for itself: terms of procedures and thresholds, filled by upper rooms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from linli.core.procedure import Procedure
from linli.core.registry import Registry
from linli.core.text import Text
from linli.core.thresholds import Threshold

# Administration offers the terms of these; each procedure's `apps.ready()` adds its own.
SETTABLE: Registry[Procedure] = Registry("procedure with local limits")
# By "area.key"; the area of a threshold is a procedure's key, or stands in AREAS.
THRESHOLDS: Registry[Threshold] = Registry("threshold")
AREAS: Registry[Text] = Registry("area of thresholds")
# By area: how many things lie beyond the threshold of this key in some places on a day, as rules
# then hold there; None for a threshold beyond which nothing is counted. Sealed cases never are.
COUNTS: Registry[Callable[[str, range, date], int | None]] = Registry("count beyond a threshold")


def declare(*thresholds: Threshold) -> None:
    """Add thresholds; call it in an app's `ready()`. Raises ValueError for one that is unsound."""
    for one in thresholds:
        if problems := one.problems():
            raise ValueError("; ".join(problems))
        THRESHOLDS.register(f"{one.area}.{one.key}", one)
