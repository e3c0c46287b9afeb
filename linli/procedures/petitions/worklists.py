"""The lists of a petition worker's day: what waits for whom, each as a filter over what the post
may see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from linli.base.accounts.models import Post
from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked, Row, WorkList, by_key, has_clock, held_in, run_in
from linli.core.text import Text
from linli.procedures.petitions.access import CONFERENCE, OFFICE
from linli.procedures.petitions.models import Document, Opinion, Referral, Supervision
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.steps.takers import REMEDIES, TO_ROUTE

# What these pages call "soon".
SOON_DAYS = 5
OTHER_COURSES = ("guided", "studying", "examining", "settled", "with_justice", "with_discipline")
REVIEWING = ("in_review", "in_recheck", "in_hearing")
# The step that a line leads to in states in which the list's own can't be taken.
DELIVERING = {
    "opinion_issued": "deliver_opinion",
    "review_issued": "deliver_review",
    "recheck_issued": "deliver_recheck",
}
REVIEWS = {"in_recheck": "recheck", "in_hearing": "close_hearing"}


def asked_by(post: Post, *, at: datetime) -> Asked:
    """Return what `post` asks of petitions at `at`."""
    return Asked(post, at, PETITION.key)


def lists_for(post: Post) -> tuple[WorkList, ...]:
    """Return the lists of the day for `post`, what comes first first."""
    return OFFICERS if post.unit.kind == OFFICE else HANDLERS


def mine(asked: Asked) -> Q:
    """Return the condition that the post's unit runs or holds a petition."""
    return Q(unit=asked.post.unit_id) | Q(coordinator=asked.post.unit_id)


def next_to_route(post: Post, *, at: datetime) -> Row | None:
    """Return the petition that `post`'s office routes next, the one due first; None where none
    waits or the unit is no petition office. One query."""
    if post.unit.kind != OFFICE:
        return None
    case = ROUTE.rows(asked_by(post, at=at)).first()
    return ROUTE.row(case) if case else None


def to_rule_on(asked: Asked) -> CaseQuerySet:
    """Return those whose objection the post's unit must rule on: it sent them."""
    sent = Referral.objects.filter(
        petition__case=OuterRef("pk"), sent_by=asked.post.unit_id, ruling=""
    ).exclude(objected_at=None)
    return asked.cases.open().filter(Exists(sent), state="objected")


def to_notify(asked: Asked) -> CaseQuerySet:
    """Return those that the unit holds and whose petitioner it has not told in writing."""
    return asked.own.open().filter(has_clock("notify"))


def others_to_notify(asked: Asked) -> CaseQuerySet:
    """Return those that the office passed on and whose petitioner was not told in writing yet."""
    return _watched(asked).filter(has_clock("notify"))


def nameless(asked: Asked) -> CaseQuerySet:
    """Return those that can't be answered in writing, and on which no term runs, until somebody
    finds out who wrote and from where (Art. 23); accusations need no name."""
    waiting = asked.cases.open().filter(mine(asked), petition__is_identified=False)
    return waiting.filter(state__in=("referred", "received"), is_sealed=False)


def _watched(asked: Asked) -> CaseQuerySet:
    """Return the open ones that the unit runs and another one holds."""
    return asked.run.open().exclude(unit=asked.post.unit_id)


def soon(asked: Asked) -> CaseQuerySet:
    """Return those due within some days."""
    end = asked.at + timedelta(days=SOON_DAYS)
    return asked.cases.open().filter(mine(asked), due_at__gte=asked.at, due_at__lt=end)


def overdue(asked: Asked) -> CaseQuerySet:
    """Return those that ought to have been done."""
    return asked.cases.overdue(asked.at).filter(mine(asked))


def undelivered(asked: Asked) -> CaseQuerySet:
    """Return those with a document that the unit issued and that did not arrive yet."""
    waiting = Document.objects.filter(
        petition__case=OuterRef("pk"), delivered_on=None, unit=asked.post.unit_id
    )
    return asked.cases.filter(Exists(waiting)).exclude(state="withdrawn")


def others_undelivered(asked: Asked) -> CaseQuerySet:
    """Return those run by the unit with a document of another one that did not arrive yet."""
    waiting = Document.objects.filter(petition__case=OuterRef("pk"), delivered_on=None)
    others = waiting.exclude(unit=asked.post.unit_id)
    return asked.run.filter(Exists(others)).exclude(state="withdrawn")


def renewals(asked: Asked) -> CaseQuerySet:
    """Return those that ended, with new facts stated that the office must look at."""
    return asked.run.exclude(closed_at=None).exclude(petition__renewal_asked_at=None)


def without_feedback(asked: Asked) -> CaseQuerySet:
    """Return those whose feedback on a supervision is late."""
    late = has_clock("feedback", due_at__lt=asked.at)
    return asked.run.filter(late)


def to_feed_back(asked: Asked) -> CaseQuerySet:
    """Return those on whose supervision the unit owes its feedback."""
    return asked.own.filter(has_clock("feedback"))


def to_report(asked: Asked) -> CaseQuerySet:
    """Return those on which the unit owes a completion report: it handles them, or was asked for
    it before another body took them to review."""
    sent = Referral.objects.filter(petition__case=OuterRef("pk"), kind="commission")
    last = sent.order_by("-sent_at", "-id").values("unit")[:1]
    owed = asked.cases.filter(has_clock("report")).annotate(reporter=Subquery(last))
    handled = Q(unit=asked.post.unit_id) & ~Q(state__in=REMEDIES)
    return owed.filter(handled | Q(reporter=asked.post.unit_id))


def returned(asked: Asked) -> CaseQuerySet:
    """Return those whose draft the head gave back."""
    draft = Opinion.objects.filter(petition__case=OuterRef("pk"), signed_at=None)
    return asked.own.open().filter(Exists(draft), state="handling")


def before_conference(asked: Asked) -> CaseQuerySet:
    """Return those that the joint conference was asked about and has not decided."""
    asked_for = Supervision.objects.filter(petition__case=OuterRef("pk"), decided_at=None).exclude(
        escalated_at=None
    )
    return asked.cases.filter(Exists(asked_for))


ROUTE = WorkList("route", Text("待分流", "To route"), held_in(*TO_ROUTE), "transfer")
RULE = WorkList("rule", Text("异议待核实", "Objections to rule on"), to_rule_on, "refuse_return")
NOTIFY = WorkList("notify", Text("待书面告知", "Written notice due"), to_notify, "notify")
BODIES = WorkList(
    "bodies",
    Text("待确定复查、复核机关", "Reviewing bodies to name"),
    run_in("review_requested", "recheck_requested"),
    "name_review_body",
    {"recheck_requested": "name_recheck_body"},
)
RENEWALS = WorkList(
    "renewals", Text("新事实和理由待审核", "New facts to look at"), renewals, "grant_renewal"
)
CLOSE = WorkList(
    "close",
    Text("待结案、待终结", "To close or end"),
    run_in("to_close", "recheck_delivered"),
    "close",
    {"recheck_delivered": "terminate"},
)
DELIVER = WorkList(
    "deliver", Text("待送达", "Not delivered yet"), undelivered, "deliver", DELIVERING
)
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
    "determine", Text("待指定受理单位", "To determine who accepts"), held_in("determining"),
    "determine",
)  # fmt: skip
OFFICERS = (
    OVERDUE, ROUTE, RULE, BODIES, RENEWALS, NOTIFY, SOON, DELIVER, CLOSE, FEEDBACK, DETERMINE,
    NAMELESS, OTHERS_NOTIFY, OTHERS_DELIVER,
)  # fmt: skip

ACCEPT = WorkList("accept", Text("待受理", "To accept"), held_in("referred", "received"), "accept")
HANDLE = WorkList("handle", Text("办理中", "Being handled"), held_in("handling"), "submit_opinion")
RETURNED = WorkList("returned", Text("退回修改", "Drafts given back"), returned, "submit_opinion")
COURSES = WorkList("courses", Text("其他途径办理中", "On other courses"), held_in(*OTHER_COURSES))
REVIEW = WorkList(
    "review", Text("复查、复核中", "Being reviewed"), held_in(*REVIEWING), "review", REVIEWS
)
ANSWER = WorkList("answer", Text("督办待反馈", "Feedback owed"), to_feed_back, "feed_back")
REPORT = WorkList("report", Text("办结报告待提交", "Reports owed"), to_report, "submit_report")
HANDLERS = (
    OVERDUE, ACCEPT, NOTIFY, RETURNED, HANDLE, SOON, DELIVER, ANSWER, REPORT, REVIEW, COURSES,
    DETERMINE, NAMELESS,
)  # fmt: skip

SIGN = WorkList(
    "sign", Text("意见书待签发", "Opinions to sign"), held_in("opinion_submitted"), "sign_opinion"
)
INSTRUCT = WorkList(
    "instruct", Text("待批示", "To instruct"), held_in("awaiting_instruction"), "instruct"
)
CONFER = WorkList(
    "confer", Text("联席会议待决定", "Before the joint conference"), before_conference, "confer"
)
SETTLED = WorkList(
    "settled", Text("协议履行中", "Agreements being kept"), held_in("settled"), "fulfil"
)


def running_out(asked: Asked) -> CaseQuerySet:
    """Return those whose handling ends soon or is late: to sign, or to extend."""
    end = asked.at + timedelta(days=SOON_DAYS)
    clock = has_clock("handle", is_running=True, due_at__lt=end)
    return asked.own.open().filter(clock, state="handling")


EXTEND = WorkList("extend", Text("办理期限将满", "Handling time runs out"), running_out, "extend")


def decisions_for(post: Post) -> tuple[WorkList, ...]:
    """Return what the head of a unit decides beside signing."""
    lists = (INSTRUCT, DETERMINE, EXTEND, RETURNED, SETTLED)
    return (CONFER, *lists) if post.unit.kind == CONFERENCE else lists


ALL = by_key(OFFICERS, HANDLERS, (SIGN, INSTRUCT, CONFER, SETTLED, EXTEND))
