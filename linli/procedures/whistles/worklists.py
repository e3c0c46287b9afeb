"""The lists of the day: the township's whistles, the department's calls, the county's refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef

from linli.base.accounts.models import Post
from linli.cases import worklists
from linli.cases.models import Case, Link, Participation
from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked, Shown, WorkList, by_key, held_in, run_in
from linli.core.text import Text
from linli.procedures.whistles import access


def _open_part() -> Exists:
    parts = Link.objects.filter(to_case=OuterRef("pk"), kind="part_of", from_case__closed_at=None)
    return Exists(parts)


def to_close(asked: Asked) -> CaseQuerySet:
    """Return the whistles all of whose departments are through."""
    return held_in("called")(asked).exclude(_open_part())


def at_work(asked: Asked) -> CaseQuerySet:
    """Return the whistles for which departments are out."""
    return held_in("called")(asked).filter(_open_part())


def to_ring(asked: Asked) -> CaseQuerySet:
    """Return the emergency calls that nobody has signed for."""
    return run_in("called")(asked).filter(lane="emergency")


def to_confirm(asked: Asked) -> CaseQuerySet:
    """Return those whose department says that it is there."""
    return run_in("signed")(asked).exclude(turnout__arrived_at=None)


def overdue_run(asked: Asked) -> CaseQuerySet:
    """Return those that the township called and that are late."""
    return asked.run.overdue(asked.at)


def to_contact(asked: Asked) -> CaseQuerySet:
    """Return those signed for, without a contact and nobody there."""
    return held_in("signed")(asked).filter(turnout__contacted_at=None, turnout__arrived_at=None)


def to_attend(asked: Asked) -> CaseQuerySet:
    """Return those where somebody was in contact and nobody is there."""
    return (
        held_in("signed")(asked)
        .filter(turnout__arrived_at=None)
        .exclude(turnout__contacted_at=None)
    )


def unconfirmed(asked: Asked) -> CaseQuerySet:
    """Return those where the department is there, as it says."""
    return held_in("signed")(asked).exclude(turnout__arrived_at=None)


def overseen(asked: Asked) -> CaseQuerySet:
    """Return those that the post's unit oversees."""
    copies = Participation.objects.filter(
        case=OuterRef("pk"), unit=asked.post.unit_id, part="overseeing", until_at=None
    )
    return asked.cases.filter(Exists(copies))


def _overseen_in(*states: str) -> Callable[[Asked], CaseQuerySet]:
    return lambda asked: overseen(asked).open().filter(state__in=states)


OF_TOWNSHIP = (
    WorkList("to_call", Text("待呼叫部门", "Departments to call"), held_in("drafted"), "call"),
    WorkList("to_close", Text("可以办结", "To close"), to_close, "close"),
    WorkList("at_work", Text("部门报到处置中", "Departments at work"), at_work),
)
RUN = (
    WorkList("to_ring", Text("紧急：电话呼叫", "Emergency: to ring"), to_ring, "note_call"),
    WorkList("to_confirm", Text("待确认到场", "Attendance to confirm"), to_confirm, "confirm"),
    WorkList("to_assess", Text("待评价", "To assess"), run_in("reported"), "assess"),
    WorkList("run_overdue", Text("部门已逾期", "Departments late"), overdue_run),
)
OF_DEPARTMENT = (
    WorkList("sign", Text("待签收", "To sign for"), held_in("called"), "sign"),
    WorkList("contact", Text("待联系街道", "Township to contact"), to_contact, "contact"),
    WorkList("attend", Text("待到场", "To attend"), to_attend, "arrive"),
    WorkList("unconfirmed", Text("已到场，等街道确认", "There, to be confirmed"), unconfirmed),
    WorkList("report", Text("处置中，待反馈", "To report"), held_in("attending"), "report"),
    WorkList(
        "objected", Text("已提异议，等区县裁定", "Refused, for the county"), held_in("refused")
    ),
    WorkList("reported", Text("已反馈，等街道评价", "Reported"), held_in("reported")),
)
OF_COUNTY = (
    WorkList("decide", Text("待裁定异议", "Refusals to decide"), _overseen_in("refused"), "order"),
    WorkList("late", Text("已逾期", "Overdue"), lambda asked: overseen(asked).overdue(asked.at)),
    WorkList(
        "running", Text("在办", "Open"), _overseen_in("called", "signed", "attending", "reported")
    ),
)
# The procedure of each group of lists.
GROUPS = (
    (access.calls, "turnout", RUN),
    (access.calls, "whistle", OF_TOWNSHIP),
    (access.is_called, "turnout", OF_DEPARTMENT),
    (access.decides, "turnout", OF_COUNTY),
)
ALL = by_key(OF_TOWNSHIP, RUN, OF_DEPARTMENT, OF_COUNTY)


def shown(post: Post, *, at: datetime) -> list[Shown]:
    """Return the lists of `post` with their first rows."""
    found: list[Shown] = []
    for may, procedure, lists in GROUPS:
        if may(post):
            found += worklists.shown(lists, Asked(post, at, procedure))
    return found


def asked_of(post: Post, key: str, *, at: datetime) -> Asked | None:
    """Return what the list `key` asks for `post`, None where it has no such list."""
    for may, procedure, lists in GROUPS:
        if may(post) and any(one.key == key for one in lists):
            return Asked(post, at, procedure)
    return None


def rows_of(cases: list[Case], chosen: WorkList) -> list[worklists.Row]:
    """Return the cases as lines of the list."""
    return [chosen.row(case) for case in cases]
