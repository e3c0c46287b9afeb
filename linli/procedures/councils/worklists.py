"""The lists of a community's and of a township's day."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked, Narrow, WorkList, by_key, held_in
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.councils.models import Opinion, Task
from linli.procedures.councils.words import SENT

SOON = timedelta(days=1)


def _overdue(asked: Asked) -> CaseQuerySet:
    return asked.own.overdue(asked.at)


def _to_meet(asked: Asked) -> CaseQuerySet:
    """Return those announced whose meeting has come."""
    until = asked.at + SOON
    return held_in("announced")(asked).filter(deliberation__meeting_at__lt=until)


def _with_opinions(asked: Asked) -> CaseQuerySet:
    waiting = Opinion.objects.filter(released_at=None, withheld="")
    return asked.own.filter(deliberation__in=waiting.values("deliberation"))


def _assembly_due(asked: Asked) -> CaseQuerySet:
    until = asked.at + SOON
    return held_in("announced")(asked).filter(assembly__sittings__meeting_at__lt=until,
                                              assembly__sittings__held_date=None)  # fmt: skip


def _task_due(asked: Asked) -> CaseQuerySet:
    soon = local_day(asked.at) + timedelta(days=3)
    due = Q(council_tasks__outcome="", council_tasks__due_date__lte=soon)
    return asked.own.open().filter(due).distinct()


def _without_tasks(state: str) -> Narrow:
    """Return a filter: those in `state` of whose tasks all is told: they can be finished."""
    left = Task.objects.filter(outcome="", case=OuterRef("pk"))
    return lambda asked: held_in(state)(asked).filter(~Exists(left))


def _to_file(asked: Asked) -> CaseQuerySet:
    """Return the conventions that lie with the unit as a township."""
    mine = Q(participations__unit=asked.post.unit_id, participations__part="overseeing",
             participations__until_at=None)  # fmt: skip
    return asked.cases.open().filter(mine, assembly__motions__version__filing=SENT).distinct()


TOPICS = (
    WorkList("overdue", Text("已超期", "Overdue"), _overdue),
    WorkList("proposed", Text("待审议题", "Topics to look at"), held_in("proposed"), "take_up"),
    WorkList("prepare", Text("待发布公告", "To announce"), held_in("preparing"), "announce"),
    WorkList("opinions", Text("待处理的居民意见", "Opinions to release"), _with_opinions),
    WorkList("meet", Text("待登记的会议", "Meetings to record"), _to_meet, "hold"),
    WorkList("conclude", Text("待公布结果", "Results to publish"), held_in("concluding"),
             "publish_result"),
    WorkList("adopt", Text("待决定采纳", "Adoption to decide"), held_in("published"), "adopt"),
    WorkList("tasks", Text("任务将到期", "Tasks nearly due"), _task_due, "record_task"),
    WorkList("following", Text("待公布落实情况", "To tell what was done"),
             _without_tasks("following"), "finish"),
    WorkList("announced", Text("公告征求意见中", "Announced"), held_in("announced")),
)  # fmt: skip
ASSEMBLIES = (
    WorkList("a-overdue", Text("会议已超期", "Assemblies overdue"), _overdue),
    WorkList("a-convened", Text("待公告的会议", "Assemblies to announce"), held_in("convened"),
             "announce", {"convened": "set_motion"}),
    WorkList("a-meet", Text("会议到期，待登记到会", "Assemblies to open"), _assembly_due,
             "open_sitting"),
    WorkList("a-again", Text("人数不足，待再次召集", "To call again"), held_in("adjourned"),
             "announce_again"),
    WorkList("a-sitting", Text("待登记表决", "Votes to record"), held_in("sitting"), "vote"),
    WorkList("a-publish", Text("待公布决议", "Decisions to publish"), held_in("minuted"),
             "publish"),
    WorkList("a-file", Text("待备案的村规民约、居民公约", "Conventions to file"), _to_file,
             "note_filing"),
    WorkList("a-tasks", Text("决议任务将到期", "Tasks of decisions nearly due"), _task_due,
             "record_task"),
    WorkList("a-force", Text("待公布决议执行情况", "To tell how decisions were carried out"),
             _without_tasks("in_force"),
             "finish"),
    WorkList("a-announced", Text("已公告的会议", "Assemblies announced"), held_in("announced")),
)  # fmt: skip
OF_TOPICS, OF_ASSEMBLIES = by_key(TOPICS), by_key(ASSEMBLIES)
