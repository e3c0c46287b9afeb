"""How far a conference is, demand by demand and region by region, and what stands in the way; over
a province in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from linli.base.accounts.models import Post
from linli.base.regions.levels import LEVELS
from linli.base.regions.models import Region
from linli.cases import links
from linli.cases.models import Case
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.directives import burden
from linli.procedures.directives.burden import Cost
from linli.procedures.directives.models import Directive
from linli.procedures.directives.tree import (
    ASKED_BACK,
    CLOSED,
    FIELDS,
    WITHDRAWN,
    Node,
    Sum,
    node_of,
)
from linli.procedures.directives.words import OBSTACLES
from linli.registers.conferences.models import Conference, Demand

MOST_HINDERED = 30
# What is shown in columns below a place: cities of a province, counties of a city, towns of a
# county.
BELOW = {"country": "province", "province": "city", "city": "county", "county": "township"}
ITSELF = Text("本级", "The level itself")
DIRECTLY = Text("直管", "Directly run")


@dataclass(frozen=True)
class Column:
    """A region of the next level, or the place itself (code 0)."""

    code: int
    name: Text


@dataclass(frozen=True)
class Line:
    """A demand with how far it is, over all and region by region."""

    demand: Demand
    roots: Sequence[Directive]
    sum: Sum
    cells: Sequence[Sum]


@dataclass(frozen=True)
class Progress:
    """A conference as its page shows it."""

    lines: Sequence[Line]
    columns: Sequence[Column]
    sums: Sequence[Sum]
    sum: Sum
    obstacles: Sequence[tuple[Choice, int]]
    hindered: Sequence[tuple[Node, bool]]
    costs: Sequence[Cost]
    minutes: int


def of_conference(conference: Conference, post: Post, *, at: datetime) -> Progress:
    """Return how far the directives of `conference` are at `at`, sealed ones and those that a wall
    keeps from `post` left out. Eight queries, however many there are."""
    roots = _roots(conference, post)
    found = _cells(roots, conference, post, at)
    columns = _columns({code for _, code in found})
    by_demand: dict[int, list[Directive]] = defaultdict(list)
    for root in roots:
        by_demand[root.demand_id or 0].append(root)
    lines = [_line(own, columns, found) for own in by_demand.values()]
    nodes = _all(roots, post)
    worst = _hindered(nodes, at)
    seen = Case.objects.visible_to(post).filter(pk__in=[node.pk for node in worst])
    mine = set(seen.values_list("pk", flat=True))
    costs = burden.of_conference(conference.pk)
    return Progress(
        lines=lines,
        columns=columns,
        sums=[_total(line.cells[place] for line in lines) for place in range(len(columns))],
        sum=_total(line.sum for line in lines),
        obstacles=_obstacles(nodes),
        hindered=[(node, node.pk in mine) for node in worst],
        costs=costs,
        minutes=burden.total(costs),
    )


def of_demands(demand_ids: Sequence[int], post: Post, *, at: datetime) -> dict[int, Sum]:
    """Return how far each of these demands is, by its id. Three queries."""
    roots = Directive.objects.filter(demand__in=demand_ids)
    of = dict(roots.values_list("case_id", "demand_id"))
    sums: dict[int, Sum] = {}
    for root, one in of_roots(list(of), post, at=at).items():
        demand = of[root] or 0
        sums[demand] = sums.get(demand, Sum()) + one
    return sums


def of_roots(root_ids: Sequence[int], post: Post, *, at: datetime) -> dict[int, Sum]:
    """Return how far each of the trees below these cases is, themselves included. Two queries."""
    sums: dict[int, Sum] = {}
    for rows in (_tops(_below(root_ids, post), at), _tops(_own(root_ids, post), at)):
        for top, *counts in rows:
            sums[top] = sums.get(top, Sum()) + Sum(*counts)
    return sums


def _below(root_ids: Sequence[int], post: Post) -> QuerySet[Case]:
    in_tree = Q(links_out__root__in=root_ids, links_out__kind=links.PART)
    found: QuerySet[Case] = Case.objects.past_wall(post).filter(in_tree)
    return found.annotate(top=F("links_out__root"))


def _own(root_ids: Sequence[int], post: Post) -> QuerySet[Case]:
    found: QuerySet[Case] = Case.objects.past_wall(post).filter(pk__in=root_ids)
    return found.annotate(top=F("pk"))


def _tops(cases: QuerySet[Case], at: datetime) -> QuerySet[Case]:
    return _counted(cases, at).values_list("top", *COUNTS)


COUNTS = ("total", "closed", "late", "asked_back", "hindered")


def _roots(conference: Conference, post: Post) -> list[Directive]:
    rows = Directive.objects.filter(
        demand__conference=conference, case__in=Case.objects.past_wall(post)
    )
    rows = rows.select_related("case__unit", "demand").order_by("demand__start", "pk")
    return list(rows)


def _all(roots: Sequence[Directive], post: Post) -> QuerySet[Case]:
    """Return all directives of these trees, as two index scans at most."""
    ids = [root.case_id for root in roots]
    below = links.tree_of(ids).values("from_case")
    found: QuerySet[Case] = Case.objects.past_wall(post).filter(Q(pk__in=ids) | Q(pk__in=below))
    return found


def _counted(cases: QuerySet[Case], at: datetime, *by: str) -> QuerySet[Case]:
    """Return the counts of a Sum over `cases`, by `top` and the columns `by`."""
    live = cases.exclude(state=WITHDRAWN).order_by()
    is_open = Q(closed_at=None)
    grouped: QuerySet[Case] = live.values("top", *by).annotate(
        total=Count("pk"),
        closed=Count("pk", filter=Q(state=CLOSED)),
        late=Count("pk", filter=is_open & Q(due_at__lt=at)),
        asked_back=Count("pk", filter=Q(state=ASKED_BACK)),
        hindered=Count("pk", filter=is_open & ~Q(directive__obstacle="")),
    )
    return grouped


def _cells(
    roots: Sequence[Directive], conference: Conference, post: Post, at: datetime
) -> dict[tuple[int, int], Sum]:
    """Return the sums by first case and region of the next level (0: the place itself)."""
    level = BELOW.get(conference.level, "community")
    span = LEVELS[level].span
    ids = [root.case_id for root in roots]
    found: dict[tuple[int, int], Sum] = {}
    for cases in (_below(ids, post), _own(ids, post)):
        for top, part, *counts in _by_region(cases, span, at):
            code = part * span
            key = (top, 0 if code == conference.region_id else code)
            found[key] = found.get(key, Sum()) + Sum(*counts)
    return found


def _by_region(cases: QuerySet[Case], span: int, at: datetime) -> QuerySet[Case]:
    whole = Cast("region_id", BigIntegerField()) / Value(span, output_field=BigIntegerField())
    grouped = _counted(cases.annotate(part=whole), at, "part")
    rows: QuerySet[Case] = grouped.values_list("top", "part", *COUNTS)
    return rows


def _columns(codes: set[int]) -> list[Column]:
    names = dict(Region.objects.filter(pk__in=codes).values_list("code", "name"))
    return [
        Column(code, ITSELF if code == 0 else Text(names[code], names[code]))
        if code == 0 or code in names
        else Column(code, DIRECTLY)
        for code in sorted(codes)
    ]


def _line(
    own: Sequence[Directive], columns: Sequence[Column], found: Mapping[tuple[int, int], Sum]
) -> Line:
    demand = own[0].demand
    assert demand is not None
    cells = [
        _total(found.get((root.case_id, column.code), Sum()) for root in own) for column in columns
    ]
    return Line(demand, own, _total(cells), cells)


def _total(sums: object) -> Sum:
    return sum(sums, Sum())  # type: ignore[call-overload,no-any-return]


def _obstacles(nodes: QuerySet[Case]) -> list[tuple[Choice, int]]:
    rows = nodes.filter(closed_at=None).exclude(directive__obstacle="").order_by()
    counts = dict(rows.values_list("directive__obstacle").annotate(n=Count("pk")))
    return [(one, counts[one.key]) for one in OBSTACLES if one.key in counts]


def _hindered(nodes: QuerySet[Case], at: datetime) -> list[Node]:
    in_the_way = Q(due_at__lt=at) | Q(state=ASKED_BACK) | ~Q(directive__obstacle="")
    rows = nodes.filter(in_the_way, closed_at=None).order_by("due_at", "pk")
    return [node_of(row) for row in rows.values_list(*FIELDS)[:MOST_HINDERED]]
