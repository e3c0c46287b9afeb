"""The lists of the office that collects suggestions, and of the units that study them."""

from __future__ import annotations

from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked, WorkList, by_key, has_clock, held_in, run_in
from linli.core.text import Text


def overdue(asked: Asked) -> CaseQuerySet:
    """Return what is late, of all that the unit runs or holds."""
    return asked.cases.overdue(asked.at)


def to_publish(asked: Asked) -> CaseQuerySet:
    """Return those that may be published and were not yet looked at for it."""
    there = asked.run.filter(
        state__in=("registered", "studying", "adopted", "converting", "done", "closed"),
        suggestion__publication=None,
    )
    return there.exclude(suggestion__publicity="private")


def without_plan(asked: Asked) -> CaseQuerySet:
    """Return those adopted of which nobody has said what will be done."""
    return asked.own.open().filter(has_clock("plan"), state="converting")


def planned(asked: Asked) -> CaseQuerySet:
    """Return those that are being carried out."""
    return asked.own.open().filter(has_clock("convert"), state="converting")


def invited(asked: Asked) -> CaseQuerySet:
    """Return those on which the unit was asked for its opinion."""
    now = {"participations__unit": asked.post.unit_id, "participations__until_at": None}
    there = asked.cases.open().filter(participations__part="assisting", **now)
    return there.filter(state="studying")


OVERDUE = WorkList("overdue", Text("已超期", "Overdue"), overdue)
REGISTER = WorkList("register", Text("待登记", "To register"), run_in("received"), "register")
ALLOCATE = WorkList(
    "allocate", Text("待分办", "To send to a unit"), run_in("registered"), "allocate"
)
OFFERED = WorkList(
    "offered", Text("待本人决定是否转办", "Waits for the sender"), run_in("offered"),
    "record_consent",
)  # fmt: skip
PUBLISH = WorkList(
    "publish", Text("可以上建议墙", "To look at for the wall"), to_publish, "publish"
)
FOLLOW = WorkList("follow", Text("各单位转化中", "Being carried out"), run_in("converting"))
STUDY = WorkList("study", Text("待研究", "To study"), held_in("studying"), "adopt")
ANSWER = WorkList(
    "answer", Text("待答复", "To answer"), held_in("adopted", "declined"), "answer",
    {"declined": "explain"},
)  # fmt: skip
PLAN = WorkList("plan", Text("待定转化计划", "To plan"), without_plan, "plan")
CONVERT = WorkList("convert", Text("转化中", "To carry out"), planned, "report")
INVITED = WorkList("invited", Text("待提会同意见", "To give an opinion"), invited, "give_opinion")
OF_OFFICE = (OVERDUE, REGISTER, ALLOCATE, STUDY, ANSWER, OFFERED, PUBLISH, FOLLOW)
OF_UNITS = (OVERDUE, STUDY, ANSWER, PLAN, CONVERT, INVITED)
ALL = by_key(OF_OFFICE, OF_UNITS)
