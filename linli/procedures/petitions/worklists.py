"""The lists of a petition worker's day: what waits for whom, each as a filter over what the post
may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.cases.counting import CAP, capped_counts
from linli.cases.models import Case, Clock
from linli.cases.selectors import CaseQuerySet
from linli.core.text import Text
from linli.procedures.petitions.access import CONFERENCE, OFFICE
from linli.procedures.petitions.models import Document, Opinion, Referral, Supervision
from linli.procedures.petitions.steps.takers import TO_ROUTE

# What these pages call "soon".
SOON_DAYS = 5
ROWS = 5
OTHER_COURSES = ("guided", "studying", "examining", "settled", "with_justice", "with_discipline")
REVIEWING = ("in_review", "in_recheck", "in_hearing")


@dataclass(frozen=True)
class Asked:
    """Who asks, and when."""

    post: Post
    at: datetime

    @property
    def cases(self) -> CaseQuerySet:
        """Return the petitions that the post may see."""
        seen: CaseQuerySet = Case.objects.visible_to(self.post).filter(procedure="petition")
        return seen


Narrow = Callable[[CaseQuerySet, Asked], CaseQuerySet]


@dataclass(frozen=True)
class WorkList:
    """A list with its name, what to say when it is empty, and the step that a row leads to."""

    key: str
    name: Text
    narrow: Narrow
    opens: str = ""

    def rows(self, asked: Asked) -> CaseQuerySet:
        """Return its petitions, those due first coming first."""
        return self.narrow(asked.cases, asked).for_list().order_by("due_at", "id")


# Where a list holds several states, the step that a row leads to depends on it.
STEP_IN = {
    ("deliver", "opinion_issued"): "deliver_opinion",
    ("deliver", "review_issued"): "deliver_review",
    ("deliver", "recheck_issued"): "deliver_recheck",
    ("name_review_body", "recheck_requested"): "name_recheck_body",
    ("close", "recheck_delivered"): "terminate",
    ("review", "in_recheck"): "recheck",
    ("review", "in_hearing"): "close_hearing",
}


@dataclass(frozen=True)
class Row:
    """A petition as a line of a list; `opens` is the step that the list is about."""

    case: Case
    opens: str = ""

    @property
    def step(self) -> str:
        """Return the step to which the line leads, in the state of the petition."""
        return STEP_IN.get((self.opens, self.case.state), self.opens)

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
class Shown:
    """A list with its first rows and how many there are, "99+" beyond the cap."""

    list: WorkList
    rows: list[Row]
    count: int
    is_capped: bool


def lists_for(post: Post) -> tuple[WorkList, ...]:
    """Return the lists of the day for `post`, what comes first first."""
    return OFFICERS if post.unit.kind == OFFICE else HANDLERS


def shown(lists: Sequence[WorkList], asked: Asked, *, rows: int = ROWS) -> list[Shown]:
    """Return `lists` with their first rows. One query for all counts and one for each list that
    holds something."""
    counts = capped_counts([one.narrow(asked.cases, asked) for one in lists])
    return [
        Shown(
            one,
            [Row(case, one.opens) for case in one.rows(asked)[:rows]] if count else [],
            min(count, CAP),
            count > CAP,
        )
        for one, count in zip(lists, counts, strict=True)
    ]


def _in(states: Sequence[str], side: str = "unit") -> Narrow:
    """Return those in `states` that the post's unit holds, or runs (`side` "coordinator")."""

    def narrow(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
        return cases.open().filter(**{side: asked.post.unit_id}, state__in=states)

    return narrow


def mine(asked: Asked) -> Q:
    """Return the condition that the post's unit runs or holds a petition."""
    return Q(unit=asked.post.unit_id) | Q(coordinator=asked.post.unit_id)


def next_to_route(post: Post) -> Row | None:
    """Return the petition that `post`'s office routes next, the one due first; None where none
    waits or the unit is no petition office. One query."""
    if post.unit.kind != OFFICE:
        return None
    seen: CaseQuerySet = Case.objects.visible_to(post).filter(procedure="petition")
    waiting = seen.open().filter(unit=post.unit_id, state__in=TO_ROUTE).for_list()
    case = waiting.order_by("due_at", "id").first()
    return Row(case, "transfer") if case else None


def _clock(term: str) -> Exists:
    return Exists(Clock.objects.filter(case=OuterRef("pk"), term=term, stopped_at=None))


def to_rule_on(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those whose objection the post's unit must rule on: it sent them."""
    sent = Referral.objects.filter(
        petition__case=OuterRef("pk"), sent_by=asked.post.unit_id, ruling=""
    ).exclude(objected_at=None)
    return cases.open().filter(Exists(sent), state="objected")


def to_notify(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those that the unit holds and whose petitioner it has not told in writing."""
    return cases.open().filter(_clock("notify"), unit=asked.post.unit_id)


def others_to_notify(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those that the office passed on and whose petitioner was not told in writing yet."""
    return _watched(cases, asked).filter(_clock("notify"))


def nameless(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those that can't be answered in writing, and on which no term runs, until somebody
    finds out who wrote and from where (Art. 23); accusations need no name."""
    waiting = cases.open().filter(mine(asked), petition__is_identified=False)
    return waiting.filter(state__in=("referred", "received"), is_sealed=False)


def _watched(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return the open ones that the unit runs and another one holds."""
    return cases.open().filter(coordinator=asked.post.unit_id).exclude(unit=asked.post.unit_id)


def soon(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those due within some days."""
    end = asked.at + timedelta(days=SOON_DAYS)
    return cases.open().filter(mine(asked), due_at__gte=asked.at, due_at__lt=end)


def overdue(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those that ought to have been done."""
    return cases.overdue(asked.at).filter(mine(asked))


def undelivered(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those with a document that the unit issued and that did not arrive yet."""
    waiting = Document.objects.filter(
        petition__case=OuterRef("pk"), delivered_on=None, unit=asked.post.unit_id
    )
    return cases.filter(Exists(waiting)).exclude(state="withdrawn")


def others_undelivered(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those run by the unit with a document of another one that did not arrive yet."""
    waiting = Document.objects.filter(petition__case=OuterRef("pk"), delivered_on=None)
    others = waiting.exclude(unit=asked.post.unit_id)
    run = cases.filter(Exists(others), coordinator=asked.post.unit_id)
    return run.exclude(state="withdrawn")


def renewals(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those that ended, with new facts stated that the office must look at."""
    ended = cases.filter(coordinator=asked.post.unit_id).exclude(closed_at=None)
    return ended.exclude(petition__renewal_asked_at=None)


def without_feedback(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those whose feedback on a supervision is late."""
    clock = Clock.objects.filter(
        case=OuterRef("pk"), term="feedback", stopped_at=None, due_at__lt=asked.at
    )
    return cases.filter(Exists(clock), coordinator=asked.post.unit_id)


def to_feed_back(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those on whose supervision the unit owes its feedback."""
    return cases.filter(_clock("feedback"), unit=asked.post.unit_id)


def to_report(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those on which the unit owes a completion report."""
    return cases.filter(_clock("report"), unit=asked.post.unit_id)


def returned(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those whose draft the head gave back."""
    draft = Opinion.objects.filter(petition__case=OuterRef("pk"), signed_at=None)
    return cases.open().filter(Exists(draft), unit=asked.post.unit_id, state="handling")


def before_conference(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those that the joint conference was asked about and has not decided."""
    asked_for = Supervision.objects.filter(petition__case=OuterRef("pk"), decided_at=None).exclude(
        escalated_at=None
    )
    return cases.filter(Exists(asked_for))


ROUTE = WorkList("route", Text("待分流", "To route"), _in(TO_ROUTE), "transfer")
RULE = WorkList("rule", Text("异议待核实", "Objections to rule on"), to_rule_on, "refuse_return")
NOTIFY = WorkList("notify", Text("待书面告知", "Written notice due"), to_notify, "notify")
BODIES = WorkList(
    "bodies",
    Text("待确定复查、复核机关", "Reviewing bodies to name"),
    _in(("review_requested", "recheck_requested"), "coordinator"),
    "name_review_body",
)
RENEWALS = WorkList(
    "renewals", Text("新事实和理由待审核", "New facts to look at"), renewals, "grant_renewal"
)
CLOSE = WorkList(
    "close",
    Text("待结案、待终结", "To close or end"),
    _in(("to_close", "recheck_delivered"), "coordinator"),
    "close",
)
DELIVER = WorkList("deliver", Text("待送达", "Not delivered yet"), undelivered, "deliver")
OTHERS_NOTIFY = WorkList(
    "others_notify", Text("其他单位未书面告知", "Written notice due from others"), others_to_notify
)
OTHERS_DELIVER = WorkList(
    "others_deliver", Text("其他单位未送达", "Not delivered yet by others"), others_undelivered
)
NAMELESS = WorkList("nameless", Text("姓名、住址不清", "Name or address unclear"), nameless)
FEEDBACK = WorkList("feedback", Text("督办未反馈", "Feedback overdue"), without_feedback)
SOON = WorkList("soon", Text("5日内到期", "Due within 5 days"), soon)
OVERDUE = WorkList("overdue", Text("已超期", "Overdue"), overdue)
DETERMINE = WorkList(
    "determine", Text("待指定受理单位", "To determine who accepts"), _in(("determining",)),
    "determine",
)  # fmt: skip
OFFICERS = (
    OVERDUE, ROUTE, RULE, BODIES, RENEWALS, NOTIFY, SOON, DELIVER, CLOSE, FEEDBACK, DETERMINE,
    NAMELESS, OTHERS_NOTIFY, OTHERS_DELIVER,
)  # fmt: skip

ACCEPT = WorkList("accept", Text("待受理", "To accept"), _in(("referred", "received")), "accept")
HANDLE = WorkList("handle", Text("办理中", "Being handled"), _in(("handling",)), "submit_opinion")
RETURNED = WorkList("returned", Text("退回修改", "Drafts given back"), returned, "submit_opinion")
COURSES = WorkList("courses", Text("其他途径办理中", "On other courses"), _in(OTHER_COURSES))
REVIEW = WorkList("review", Text("复查、复核中", "Being reviewed"), _in(REVIEWING), "review")
ANSWER = WorkList("answer", Text("督办待反馈", "Feedback owed"), to_feed_back, "feed_back")
REPORT = WorkList("report", Text("办结报告待提交", "Reports owed"), to_report, "submit_report")
HANDLERS = (
    OVERDUE, ACCEPT, NOTIFY, RETURNED, HANDLE, SOON, DELIVER, ANSWER, REPORT, REVIEW, COURSES,
    DETERMINE, NAMELESS,
)  # fmt: skip

SIGN = WorkList(
    "sign", Text("意见书待签发", "Opinions to sign"), _in(("opinion_submitted",)), "sign_opinion"
)
INSTRUCT = WorkList(
    "instruct", Text("待批示", "To instruct"), _in(("awaiting_instruction",)), "instruct"
)
CONFER = WorkList(
    "confer", Text("联席会议待决定", "Before the joint conference"), before_conference, "confer"
)
SETTLED = WorkList(
    "settled", Text("协议履行中", "Agreements being kept"), _in(("settled",)), "fulfil"
)


def running_out(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """Return those whose handling ends soon or is late: to sign, or to extend."""
    clock = Clock.objects.filter(
        case=OuterRef("pk"), term="handle", is_running=True,
        due_at__lt=asked.at + timedelta(days=SOON_DAYS),
    )  # fmt: skip
    return cases.open().filter(Exists(clock), unit=asked.post.unit_id, state="handling")


EXTEND = WorkList("extend", Text("办理期限将满", "Handling time runs out"), running_out, "extend")


def decisions_for(post: Post) -> tuple[WorkList, ...]:
    """Return what the head of a unit decides beside signing."""
    lists = (INSTRUCT, DETERMINE, EXTEND, RETURNED, SETTLED)
    return (CONFER, *lists) if post.unit.kind == CONFERENCE else lists


ALL = {one.key: one for one in (*OFFICERS, *HANDLERS, SIGN, INSTRUCT, CONFER, SETTLED, EXTEND)}
