"""The lists of a unit's day with directives: to accept, to carry out, to answer, to review."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from linli.cases.links import PART
from linli.cases.models import Link, Participation
from linli.cases.selectors import CaseQuerySet
from linli.cases.worklists import Asked, WorkList, by_key, held_in, run_in
from linli.core.text import Text
from linli.procedures.directives.models import Help, Survey


def overdue(asked: Asked) -> CaseQuerySet:
    """Return those that the unit holds and that are past their nearest end."""
    return asked.own.overdue(asked.at).filter(state__in=("given", "working"))


def late_below(asked: Asked) -> CaseQuerySet:
    """Return those that the unit gave and that are past their end with others."""
    given = asked.cases.overdue(asked.at).filter(coordinator=asked.post.unit_id)
    return given.exclude(unit=asked.post.unit_id).filter(state__in=("given", "working"))


def hindered(asked: Asked) -> CaseQuerySet:
    """Return those that the unit gave and in whose way something stands."""
    given = asked.cases.open().filter(coordinator=asked.post.unit_id)
    return given.exclude(directive__obstacle="")


def time_asked(asked: Asked) -> CaseQuerySet:
    """Return those for which more time is asked of the unit."""
    given = asked.cases.open().filter(coordinator=asked.post.unit_id)
    return given.exclude(directive__asked_until=None)


def to_file(asked: Asked) -> CaseQuerySet:
    """Return those with a report that the unit has not filed."""
    tie = Link.objects.filter(from_case=OuterRef("pk"), kind=PART)
    region_above = tie.filter(to_case__region=OuterRef("region"))
    roots = Link.objects.filter(from_case=OuterRef(OuterRef("pk")), kind=PART).values("root")
    of_tree = Q(root__case__in=roots) | Q(root__case=OuterRef("pk"))
    owed = Survey.objects.filter(of_tree, level=asked.post.unit.region.level).exclude(
        filings__directive__case=OuterRef("pk")
    )
    mine = asked.own.open().exclude(Exists(region_above))
    return mine.filter(Exists(owed))


def to_help(asked: Asked) -> CaseQuerySet:
    """Return those with which the community is asked to help and has not answered."""
    # From the few that are waited for: a government looks on at a great many.
    waiting = Help.objects.filter(unit=asked.post.unit_id, answer="")
    return asked.cases.open().filter(pk__in=waiting.values("directive__case"))


def assisting(asked: Asked) -> CaseQuerySet:
    """Return those with which the unit assists."""
    helping = Participation.objects.filter(unit=asked.post.unit_id, part="assisting", until_at=None)
    return asked.cases.open().filter(pk__in=helping.values("case"))


ACCEPT = WorkList("accept", Text("待接收", "To accept"), held_in("given"), "accept")
OVERDUE = WorkList("overdue", Text("本单位已到期", "Late with us"), overdue, "note_progress")
FILE = WorkList("file", Text("待报送", "Reports to file"), to_file, "file_report")
WORKING = WorkList("working", Text("落实中", "Being carried out"), held_in("working"))
ANSWER = WorkList("answer", Text("待答复商请", "Asked back, to answer"), run_in("asked_back"),
                  "insist")  # fmt: skip
TIME = WorkList("time", Text("待答复延期", "More time asked for"), time_asked, "grant_more_time")
REVIEW = WorkList("review", Text("待审核办结", "To review and close"), run_in("reported"), "close")
LATE = WorkList("late", Text("下级已到期", "Late below"), late_below, "supervise")
HINDERED = WorkList("hindered", Text("下级遇到阻碍", "Something in the way below"), hindered)
HELP = WorkList("help", Text("请本社区（村）协助", "Your help is asked for"), to_help,
                "answer_help")  # fmt: skip
ASSIST = WorkList("assist", Text("本单位协办", "We assist"), assisting, "note_progress")
LISTS = (
    OVERDUE, ACCEPT, FILE, ANSWER, TIME, REVIEW, LATE, HINDERED, HELP, WORKING, ASSIST,
)  # fmt: skip
ALL = by_key(LISTS)
