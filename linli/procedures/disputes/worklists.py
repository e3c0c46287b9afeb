"""The lists of a mediator's day, each as a filter over what the post may see."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.base.accounts.models import Post
from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked, Narrow, WorkList, by_key, has_clock, held_in
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes.models import Session
from linli.procedures.disputes.procedure import DISPUTE

MOST_SESSIONS = 20


def asked_by(post: Post, *, at: datetime) -> Asked:
    """Return what `post` asks of disputes at `at`."""
    return Asked(post, at, DISPUTE.key)


def sessions_of(asked: Asked) -> list[Session]:
    """Return the sessions of the committee that lie ahead, and those of today. One query."""
    since = asked.at - timedelta(hours=12)
    ours = asked.seen.held_by(asked.post.unit_id).open()
    ahead = Session.objects.filter(held_at=None, planned_at__gte=since, dispute__case__in=ours)
    found = ahead.select_related("dispute__case").order_by("planned_at")
    return list(found[:MOST_SESSIONS])


def _visit(days: int) -> Narrow:
    def narrow(asked: Asked) -> CaseQuerySet:
        last = local_day(asked.at) - timedelta(days=days)
        return asked.own.open().filter(
            **{"dispute__effective_date__lte": last, f"dispute__visited_{days}": ""}
        )

    return narrow


def not_performed(asked: Asked) -> CaseQuerySet:
    """Return those in which something was due and nothing was recorded, or was not done."""
    return asked.own.open().filter(has_clock("perform", due_at__lt=asked.at))


def to_file(asked: Asked) -> CaseQuerySet:
    """Return those that were visited after ninety days."""
    return asked.own.open().filter(state="performing").exclude(dispute__visited_90="")


OVERDUE = WorkList("overdue", Text("已超期", "Overdue"), lambda asked: asked.own.overdue(asked.at))
ASK = WorkList("ask", Text("待征求意愿、受理", "Parties to ask"), held_in("registered"), "accept")
TELL = WorkList(
    "tell", Text("待告知其他途径", "Other ways to explain"), held_in("ending"), "tell_ways"
)
MEDIATE = WorkList(
    "mediate", Text("调解中", "In mediation"), held_in("mediating"), "record_session"
)
SIGN = WorkList("sign", Text("待签名盖章", "To be signed"), held_in("signing"), "note_marks")
PERFORM = WorkList(
    "perform",
    Text("履行日期已到", "Performance is due"),
    not_performed,
    "record_performance",
)
VISIT_30 = WorkList("visit_30", Text("30日回访", "Visits after 30 days"), _visit(30), "visit_30")
VISIT_90 = WorkList("visit_90", Text("90日回访", "Visits after 90 days"), _visit(90), "visit_90")
FILE = WorkList("file", Text("待归档", "To file"), to_file, "file_away")
RUNNING = WorkList("running", Text("协议履行中", "Agreements in force"), held_in("performing"))
LISTS = (OVERDUE, TELL, ASK, MEDIATE, SIGN, PERFORM, VISIT_30, VISIT_90, FILE, RUNNING)
ALL = by_key(LISTS)
