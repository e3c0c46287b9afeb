"""The lists of a mediator's day, each as a filter over what the post may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.cases.counting import CAP, capped_counts
from linli.cases.models import Call, Case, Clock
from linli.cases.selectors import CaseQuerySet
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes.models import Session

ROWS = 5
MOST_SESSIONS = 20


@dataclass(frozen=True)
class Asked:
    """Who asks, and when."""

    post: Post
    at: datetime

    @property
    def cases(self) -> CaseQuerySet:
        """Return the disputes that the post may see."""
        seen: CaseQuerySet = Case.objects.visible_to(self.post).filter(procedure="dispute")
        return seen

    @property
    def own(self) -> CaseQuerySet:
        """Return those that its committee holds."""
        return self.cases.filter(unit=self.post.unit_id)


@dataclass(frozen=True)
class WorkList:
    """A list with its name, and the step that a row leads to."""

    key: str
    name: Text
    narrow: Callable[[Asked], CaseQuerySet]
    opens: str = ""


@dataclass(frozen=True)
class Row:
    """A dispute as a line of a list."""

    case: Case
    opens: str = ""

    @property
    def title(self) -> str:
        """Return the title with telephone and identity numbers masked."""
        return redact(self.case.title)


@dataclass(frozen=True)
class Shown:
    """A list with its first rows and how many there are."""

    list: WorkList
    rows: list[Row]
    count: int
    is_capped: bool


def shown(asked: Asked) -> list[Shown]:
    """Return the lists with their first rows. One query for all counts, one for each list that
    holds something."""
    counts = capped_counts([one.narrow(asked) for one in LISTS])
    return [
        Shown(
            one,
            [Row(case, one.opens) for case in rows(one, asked)[:ROWS]] if count else [],
            min(count, CAP),
            count > CAP,
        )
        for one, count in zip(LISTS, counts, strict=True)
    ]


def rows(chosen: WorkList, asked: Asked) -> CaseQuerySet:
    """Return the disputes of a list, those due first coming first."""
    return chosen.narrow(asked).for_list().order_by("due_at", "id")


def sessions_of(asked: Asked) -> list[Session]:
    """Return the sessions of the committee that lie ahead, and those of today. One query."""
    since = asked.at - timedelta(hours=12)
    ahead = Session.objects.filter(
        held_at=None, planned_at__gte=since, dispute__case__in=asked.own.open()
    )
    found = ahead.select_related("dispute__case").order_by("planned_at")
    return list(found[:MOST_SESSIONS])


def calls_of(asked: Asked) -> list[Call]:
    """Return the calls that are due: senders who gave only a telephone are told by it. One
    query."""
    owed = Call.objects.filter(
        unit=asked.post.unit_id, done_at=None, not_before_at__lte=asked.at, case__in=asked.cases
    )
    return list(owed.select_related("case").order_by("not_before_at", "pk")[:MOST_SESSIONS])


def _in(*states: str) -> Callable[[Asked], CaseQuerySet]:
    return lambda asked: asked.own.open().filter(state__in=states)


def _visit(days: int) -> Callable[[Asked], CaseQuerySet]:
    def narrow(asked: Asked) -> CaseQuerySet:
        last = local_day(asked.at) - timedelta(days=days)
        return asked.own.open().filter(
            **{"dispute__effective_date__lte": last, f"dispute__visited_{days}": ""}
        )

    return narrow


def not_performed(asked: Asked) -> CaseQuerySet:
    """Return those in which something was due and nothing was recorded, or was not done."""
    late = Clock.objects.filter(
        case=OuterRef("pk"), term="perform", stopped_at=None, due_at__lt=asked.at
    )
    return asked.own.open().filter(Q(Exists(late)))


def to_file(asked: Asked) -> CaseQuerySet:
    """Return those that were visited after ninety days."""
    return asked.own.open().filter(state="performing").exclude(dispute__visited_90="")


OVERDUE = WorkList("overdue", Text("已超期", "Overdue"), lambda asked: asked.own.overdue(asked.at))
ASK = WorkList("ask", Text("待征求意愿、受理", "Parties to ask"), _in("registered"), "accept")
TELL = WorkList("tell", Text("待告知其他途径", "Other ways to explain"), _in("ending"), "tell_ways")
MEDIATE = WorkList("mediate", Text("调解中", "In mediation"), _in("mediating"), "record_session")
SIGN = WorkList("sign", Text("待签名盖章", "To be signed"), _in("signing"), "note_marks")
PERFORM = WorkList(
    "perform",
    Text("履行日期已到", "Performance is due"),
    not_performed,
    "record_performance",
)
VISIT_30 = WorkList("visit_30", Text("30日回访", "Visits after 30 days"), _visit(30), "visit_30")
VISIT_90 = WorkList("visit_90", Text("90日回访", "Visits after 90 days"), _visit(90), "visit_90")
FILE = WorkList("file", Text("待归档", "To file"), to_file, "file_away")
RUNNING = WorkList("running", Text("协议履行中", "Agreements in force"), _in("performing"))
LISTS = (OVERDUE, TELL, ASK, MEDIATE, SIGN, PERFORM, VISIT_30, VISIT_90, FILE, RUNNING)
ALL = {one.key: one for one in LISTS}
