"""What an office or the joint conference supervises: figures by unit, and what calls for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from linli.base.accounts.models import Unit
from linli.base.privacy.redaction import redact
from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked
from linli.core.text import Text
from linli.procedures.petitions.models import Document, Supervision
from linli.procedures.petitions.supervision import Trigger, triggers
from linli.procedures.petitions.worklists import SOON_DAYS

MOST_UNITS = 40
MOST_TRIGGERS = 25


@dataclass(frozen=True)
class Kind:
    """A column of the table: what it counts, and as which list it opens."""

    key: str
    name: Text


KINDS = (
    Kind("overdue", Text("已超期", "Overdue")),
    Kind("nearly", Text("5日内到期", "Due in 5 days")),
    Kind("undelivered", Text("未送达", "Undelivered")),
    Kind("supervised", Text("督办待反馈", "Feedback awaited")),
    Kind("escalated", Text("已提请联席会议", "Before the conference")),
)


@dataclass(frozen=True)
class Line:
    """A unit and how many of each kind it holds, in the order of `KINDS`."""

    unit: Unit
    counts: list[tuple[Kind, int]]


@dataclass(frozen=True)
class Called:
    """A petition with all that calls for its supervision; `may` says whether the post supervises
    it, `asks` whether a supervision of it still waits for feedback."""

    first: Trigger
    others: list[Trigger]
    may: bool
    asks: bool

    @property
    def title(self) -> str:
        """Return the title as lists show it."""
        return redact(self.first.case.title)

    @property
    def all(self) -> list[Trigger]:
        """Return all reasons, the oldest first."""
        return [self.first, *self.others]

    @property
    def escalates(self) -> bool:
        """Return whether it is for the joint conference now."""
        return any(one.escalates for one in self.all)


def condition(key: str, at: datetime) -> Q:
    """Return the condition that a petition is of a kind of `KINDS`."""
    return {
        "overdue": Q(closed_at=None, due_at__lt=at),
        "nearly": Q(closed_at=None, due_at__gte=at, due_at__lt=at + timedelta(days=SOON_DAYS)),
        "undelivered": Q(
            Exists(Document.objects.filter(petition__case=OuterRef("pk"), delivered_on=None))
        )
        & ~Q(state="withdrawn"),
        "supervised": Q(
            Exists(Supervision.objects.filter(petition__case=OuterRef("pk"), fed_back_at=None))
        ),
        "escalated": Q(
            Exists(
                Supervision.objects.filter(
                    petition__case=OuterRef("pk"), decided_at=None, escalated_at__isnull=False
                )
            )
        ),
    }[key]


def by_unit(cases: CaseQuerySet, *, at: datetime) -> list[Line]:
    """Return a line for each unit that holds something of any kind, most overdue first. Two
    queries."""
    flags = {f"is_{kind.key}": condition(kind.key, at) for kind in KINDS}
    marked = cases.annotate(**{name: Q(flag) for name, flag in flags.items()})
    counted = (
        marked.order_by()
        .values("unit")
        .annotate(**{kind.key: Count("pk", filter=Q(**{f"is_{kind.key}": True})) for kind in KINDS})
    )
    rows = [row for row in counted if any(row[kind.key] for kind in KINDS)]
    rows.sort(key=lambda row: [-row[kind.key] for kind in KINDS])
    units = Unit.objects.in_bulk([row["unit"] for row in rows[:MOST_UNITS]])
    return [
        Line(units[row["unit"]], [(kind, row[kind.key]) for kind in KINDS])
        for row in rows[:MOST_UNITS]
    ]


def called(cases: CaseQuerySet, asked: Asked) -> list[Called]:
    """Return what calls for supervision among `cases`, a line for each petition, the oldest first;
    ten queries."""
    found: dict[int, list[Trigger]] = {}
    for one in triggers(cases, at=asked.at):
        found.setdefault(one.case.pk, []).append(one)
    waiting = set(
        Supervision.objects.filter(petition__case__in=list(found), fed_back_at=None).values_list(
            "petition__case", flat=True
        )
    )
    is_officer = asked.post.role == "petition_officer"
    return [
        Called(
            reasons[0],
            reasons[1:],
            may=is_officer and reasons[0].case.coordinator_id == asked.post.unit_id,
            asks=pk in waiting,
        )
        for pk, reasons in found.items()
    ]
