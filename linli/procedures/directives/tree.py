"""Reads the tree of a directive: its parts level by level, however many, in a constant number of
queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.base.accounts.models import Post
from linli.cases import links
from linli.cases.models import Case
from linli.core.procedure import State
from linli.core.text import Text
from linli.procedures.directives.procedure import DIRECTIVE
from linli.procedures.directives.words import OBSTACLES

CLOSED, WITHDRAWN, ASKED_BACK = "closed", "withdrawn", "asked_back"
FIELDS = (
    "pk", "reference", "unit__name", "unit__name_en", "region_id", "state", "due_at", "closed_at",
    "directive__obstacle",
)  # fmt: skip
OBSTACLE_NAMES = {one.key: one.name for one in OBSTACLES}


@dataclass(frozen=True, slots=True)
class Node:
    """A directive as a line of its tree."""

    pk: int
    reference: str
    unit: Text
    region: int
    state_key: str
    due_at: datetime
    closed_at: datetime | None
    obstacle_key: str

    @property
    def state(self) -> State:
        """Return the declared state."""
        return DIRECTIVE.state(self.state_key)

    @property
    def obstacle(self) -> Text | None:
        """Return what stands in the way."""
        return OBSTACLE_NAMES.get(self.obstacle_key)

    @property
    def is_open(self) -> bool:
        """Return whether it is neither closed nor withdrawn."""
        return self.closed_at is None

    def is_late(self, at: datetime) -> bool:
        """Return whether it is due and not done at `at`."""
        return self.is_open and self.due_at < at


@dataclass(frozen=True, slots=True)
class Sum:
    """How far a tree is: its directives without those withdrawn, those closed, late, asked back,
    and those with something in the way."""

    total: int = 0
    closed: int = 0
    late: int = 0
    asked_back: int = 0
    hindered: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(
            self.total + other.total,
            self.closed + other.closed,
            self.late + other.late,
            self.asked_back + other.asked_back,
            self.hindered + other.hindered,
        )

    @property
    def percent(self) -> int:
        """Return the share closed in whole percent, rounded down, so that 100 means all."""
        return 100 * self.closed // self.total if self.total else 0

    @property
    def is_done(self) -> bool:
        """Return whether all of it is closed."""
        return bool(self.total) and self.closed == self.total


@dataclass(frozen=True)
class Branch:
    """A part of a directive with all that lies below it; `is_open_to` the post that reads it."""

    node: Node
    sum: Sum
    is_open_to: bool = False


@dataclass(frozen=True)
class Tree:
    """A directive with its parts: `above` the way up to the first, `branches` its own parts."""

    node: Node
    sum: Sum
    above: Sequence[Branch]
    branches: Sequence[Branch]
    hindered: Sequence[Branch]


MOST_HINDERED = 30


def read(case: Case, post: Post, *, at: datetime) -> Tree:
    """Return the tree of `case`, which the caller has found for `post`, as it stands at `at`.
    Four queries, however many parts there are."""
    above = links.part_link(case)
    root_id = above.root_id if above else case.pk
    nodes, wholes = _nodes(root_id, post)
    parts: dict[int, list[int]] = defaultdict(list)
    for pk, whole in wholes.items():
        parts[whole].append(pk)
    below = list(_below(case.pk, parts))
    sums = _sums(below, parts, nodes, at)
    up = list(_above(case.pk, wholes))
    worst = _worst([nodes[pk] for pk in below if pk in nodes], at)
    shown = [*up, *parts[case.pk], *(node.pk for node in worst)]
    mine = set(Case.objects.visible_to(post).filter(pk__in=shown).values_list("pk", flat=True))

    def branch(pk: int) -> Branch:
        return Branch(nodes[pk], sums.get(pk, Sum()), pk in mine)

    return Tree(
        node=nodes[case.pk],
        sum=sums[case.pk],
        above=[branch(pk) for pk in reversed(up) if pk in nodes],
        branches=[branch(pk) for pk in parts[case.pk] if pk in nodes],
        hindered=[branch(node.pk) for node in worst],
    )


def sum_of(node: Node, at: datetime) -> Sum:
    """Return what one directive adds to a sum."""
    if node.state_key == WITHDRAWN:
        return Sum()
    return Sum(
        1,
        int(node.state_key == CLOSED),
        int(node.is_late(at)),
        int(node.state_key == ASKED_BACK),
        int(node.is_open and bool(node.obstacle_key)),
    )


def node_of(row: Sequence[object]) -> Node:
    """Return a node of the values of `FIELDS`."""
    pk, reference, name, name_en, region, state, due_at, closed_at, obstacle = row
    unit = Text(str(name), str(name_en or name))
    return Node(pk, reference, unit, region, state, due_at, closed_at, obstacle)  # type: ignore[arg-type]


def _nodes(root_id: int, post: Post) -> tuple[dict[int, Node], dict[int, int]]:
    """Return the nodes of a tree that no wall keeps from `post`, and of which each is a part."""
    ties = links.tree_of([root_id])
    wholes = dict(ties.values_list("from_case_id", "to_case_id"))
    in_tree = ties.values("from_case")
    rows = Case.objects.past_wall(post).filter(pk__in=in_tree).values_list(*FIELDS)
    first = Case.objects.filter(pk=root_id).values_list(*FIELDS)
    return {row[0]: node_of(row) for row in rows.union(first, all=True)}, wholes


def _below(pk: int, parts: Mapping[int, Sequence[int]]) -> Iterator[int]:
    """Yield `pk` and all below it, each before its parts."""
    waiting = [pk]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(parts.get(here, ()))


def _above(pk: int, wholes: Mapping[int, int]) -> Iterator[int]:
    """Yield what `pk` is a part of, the nearest first."""
    while pk in wholes:
        pk = wholes[pk]
        yield pk


def _sums(
    below: Sequence[int],
    parts: Mapping[int, Sequence[int]],
    nodes: Mapping[int, Node],
    at: datetime,
) -> dict[int, Sum]:
    sums: dict[int, Sum] = {}
    for pk in reversed(below):
        own = sum_of(nodes[pk], at) if pk in nodes else Sum()
        sums[pk] = sum((sums[part] for part in parts.get(pk, ())), own)
    return sums


def _worst(nodes: Sequence[Node], at: datetime) -> list[Node]:
    """Return those that are late, asked back or hindered, the longest late first."""
    held = [
        node
        for node in nodes
        if node.is_open and (node.is_late(at) or node.obstacle_key or node.state_key == ASKED_BACK)
    ]
    return sorted(held, key=lambda node: (node.due_at, node.pk))[:MOST_HINDERED]
