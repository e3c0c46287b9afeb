"""The tree of demands: which demand holds which, by their places alone, and their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.conferences.models import Demand

SAME: Final = Text("这段文字已经列为要求 {no}。", "This stretch is demand {no} already.")
CROSSES: Final = Text(
    "与要求 {no} 部分重叠。一条要求要么包含另一条，要么与它分开。",
    "It overlaps demand {no} in part: a demand holds another whole or stands apart from it.",
)
DEEPEST: Final = 5
TOO_DEEP: Final = Text("要求最多分五层。", "Demands go five levels deep at most.")


def arranged(demands: Iterable[Demand]) -> list[list[Demand]]:
    """Give each demand its parent and number, and return them level by level, parents first.

    A demand is a part of the nearest one that holds it. Raises Refused where two are the same
    stretch, or overlap in part, or stand too deep."""
    levels: list[list[Demand]] = []
    above: list[Demand] = []
    counted: dict[str, int] = defaultdict(int)
    for demand in sorted(demands, key=lambda one: (one.start, -one.end)):
        while above and above[-1].end <= demand.start:
            above.pop()
        _check(demand, above)
        parent = above[-1] if above else None
        before = f"{parent.no}." if parent else ""
        counted[before] += 1
        demand.parent = parent
        demand.no = f"{before}{counted[before]}"
        if len(levels) <= len(above):
            levels.append([])
        levels[len(above)].append(demand)
        above.append(demand)
    return levels


def _check(demand: Demand, above: list[Demand]) -> None:
    if not above:
        return
    holder = above[-1]
    if (holder.start, holder.end) == (demand.start, demand.end):
        raise Refused(SAME.format(no=holder.no), code="same_place", field="end")
    if demand.end > holder.end:
        raise Refused(CROSSES.format(no=holder.no), code="crosses", field="end")
    if len(above) >= DEEPEST:
        raise Refused(TOO_DEEP, code="too_deep", field="end")
