"""Figures of petitions over a range, without anybody in them: by place, unit, course and state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked
from linli.core.text import Text
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import ACCUSATION, LANES

LATELY = timedelta(days=30)
MOST_LINES = 30
# A step of five: one accusation more or less must not be told from the figure.
STEP = 5
UNDECIDED = Text("途径未定", "Course not decided")


@dataclass(frozen=True)
class Total:
    """The whole range in four figures."""

    is_open: int
    overdue: int
    opened: int
    closed: int


@dataclass(frozen=True)
class Line:
    """A place, unit, course or state: how many are open there, how many of them overdue; `query`
    narrows the list to it."""

    name: Text | str
    query: str
    count: int
    overdue: int


def petitions(asked: Asked) -> CaseQuerySet:
    """Return the petitions of the range without accusations, whoever asks."""
    return asked.seen.filter(is_sealed=False).exclude(lane=ACCUSATION)


def accusations(region: Region) -> int:
    """Return how many accusations there are in all of `region`, rounded down to fives: below
    five nothing is told, and none can be told from those registered before it.

    The one figure that counts what its reader may not see; it is of a whole range, and never by
    place, unit, state or time.
    """
    within = Q(region_id__gte=region.code, region_id__lt=region.code_end)
    count = Case.objects.filter(within, procedure=PETITION.key, lane=ACCUSATION).count()
    return count // STEP * STEP


def total(cases: CaseQuerySet, *, at: datetime) -> Total:
    """Return the figures of `cases`. One query."""
    since = at - LATELY
    found = cases.aggregate(
        is_open=Count("pk", filter=Q(closed_at=None)),
        overdue=Count("pk", filter=Q(closed_at=None, due_at__lt=at)),
        opened=Count("pk", filter=Q(opened_at__gte=since)),
        closed=Count("pk", filter=Q(closed_at__gte=since)),
    )
    return Total(**found)


def by_place(cases: CaseQuerySet, region: Region, *, at: datetime) -> list[Line]:
    """Return a line for each place right below `region`, and one for the rest. Two queries."""
    below = list(Region.objects.filter(parent=region.pk).order_by("code"))
    counts, late = _counted(cases, "region_id", at)
    lines = []
    for one in below:
        codes = [code for code in counts if one.covers(code)]
        number = sum(counts.pop(code) for code in codes)
        overdue = sum(late[code] for code in codes)
        if number:
            lines.append(Line(one.name, f"region={one.code}", number, overdue))
    if counts:
        left = sum(counts.values())
        lines.append(Line(region.name, f"region={region.code}", left, sum(late[c] for c in counts)))
    return lines


def by_unit(cases: CaseQuerySet, *, at: datetime) -> list[Line]:
    """Return the units that hold most. Two queries."""
    counts, late = _counted(cases, "unit_id", at)
    chosen = counts.most_common(MOST_LINES)
    units = Unit.objects.in_bulk([pk for pk, _ in chosen])
    return [Line(units[pk].text, f"unit={pk}", number, late[pk]) for pk, number in chosen]


def by_lane(cases: CaseQuerySet, *, at: datetime) -> list[Line]:
    """Return a line for each course, in declared order. One query."""
    names = [("", UNDECIDED), *((lane.key, lane.name) for lane in LANES)]
    return _declared(cases, "lane", names, at)


def by_state(cases: CaseQuerySet, *, at: datetime) -> list[Line]:
    """Return a line for each state, in declared order. One query."""
    return _declared(cases, "state", [(one.key, one.name) for one in PETITION.states], at)


def _declared(
    cases: CaseQuerySet, column: str, names: Sequence[tuple[str, Text]], at: datetime
) -> list[Line]:
    counts, late = _counted(cases, column, at)
    return [
        Line(name, f"{column}={key or '-'}", counts[key], late[key])
        for key, name in names
        if counts[key]
    ]


def _counted(cases: CaseQuerySet, column: str, at: datetime) -> tuple[Counter[Any], Counter[Any]]:
    """Return how many are open for each value of `column`, and how many overdue. One query."""
    rows = (
        cases.open().order_by().values(column)
        .annotate(number=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)))
    )  # fmt: skip
    counts: Counter[Any] = Counter()
    late: Counter[Any] = Counter()
    for row in rows:
        counts[row[column]] = row["number"]
        late[row[column]] = row["late"]
    return counts, late
