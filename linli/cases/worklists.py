"""The lists of somebody's day: what waits for whom, each as a filter over what the post may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.cases.counting import CAP, capped_counts
from linli.cases.models import Case, Clock
from linli.cases.selectors import CaseQuerySet
from linli.core.text import Text

ROWS = 5


@dataclass(frozen=True)
class Asked:
    """Who asks, when, and of which procedure."""

    post: Post
    at: datetime
    procedure: str

    @property
    def seen(self) -> CaseQuerySet:
        """Return the procedure's cases that the post may see, for questions about what hangs on
        them."""
        seen: CaseQuerySet = Case.objects.visible_to(self.post).filter(procedure=self.procedure)
        return seen

    @cached_property
    def cases(self) -> CaseQuerySet:
        """Return the same cases for lists of them."""
        return self.seen.written()

    @property
    def own(self) -> CaseQuerySet:
        """Return those that its unit holds."""
        return self.cases.held_by(self.post.unit_id)

    @property
    def run(self) -> CaseQuerySet:
        """Return those that its unit runs, whoever holds them."""
        return self.cases.filter(coordinator=self.post.unit_id)


Narrow = Callable[[Asked], CaseQuerySet]


@dataclass(frozen=True)
class Row:
    """A case as a line of a list, and the step that the line leads to ("": none)."""

    case: Case
    step: str = ""

    @property
    def title(self) -> str:
        """Return the title with telephone and identity numbers masked."""
        return redact(self.case.title)

    @property
    def lane(self) -> Text | None:
        """Return the declared name of its course."""
        lanes = self.case.declared.lanes
        return next((lane.name for lane in lanes if lane.key == self.case.lane), None)


@dataclass(frozen=True)
class WorkList:
    """A list with its name and the step that its lines lead to; `opens_in` names other steps for
    states in which `opens` can't be taken."""

    key: str
    name: Text
    narrow: Narrow
    opens: str = ""
    opens_in: Mapping[str, str] = field(default_factory=dict, hash=False)

    def rows(self, asked: Asked) -> CaseQuerySet:
        """Return its cases, those due first coming first."""
        return self.narrow(asked).for_list().order_by("due_at", "id")

    def row(self, case: Case) -> Row:
        """Return `case` as a line of this list."""
        return Row(case, self.opens_in.get(case.state, self.opens))


@dataclass(frozen=True)
class Shown:
    """A list with its first rows and how many there are, "99+" beyond the cap."""

    list: WorkList
    rows: Sequence[Row]
    count: int
    is_capped: bool


def shown(lists: Sequence[WorkList], asked: Asked, *, rows: int = ROWS) -> list[Shown]:
    """Return `lists` with their first rows. One query for all counts and one for each list that
    holds something."""
    counts = capped_counts([one.narrow(asked) for one in lists])
    return [
        Shown(
            one,
            [one.row(case) for case in one.rows(asked)[:rows]] if count else [],
            min(count, CAP),
            count > CAP,
        )
        for one, count in zip(lists, counts, strict=True)
    ]


def by_key(*groups: Sequence[WorkList]) -> dict[str, WorkList]:
    """Return the lists of all `groups` by their keys."""
    return {one.key: one for group in groups for one in group}


def held_in(*states: str) -> Narrow:
    """Return a filter: the open ones in `states` that the post's unit holds."""
    return lambda asked: asked.own.open().filter(state__in=states)


def run_in(*states: str) -> Narrow:
    """Return a filter: the open ones in `states` that the post's unit runs."""
    return lambda asked: asked.run.open().filter(state__in=states)


def has_clock(term: str, **more: Any) -> Exists:
    """Return the condition that a clock of `term` has not stopped, and what `more` says of it."""
    return Exists(Clock.objects.filter(case=OuterRef("pk"), term=term, stopped_at=None, **more))
