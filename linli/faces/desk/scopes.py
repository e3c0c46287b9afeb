"""What a desk can show: by person, by unit, or over the range, each in several lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post
from linli.cases.models import Case, Participation
from linli.cases.selectors import CaseQuerySet
from linli.core.text import Text
from linli.faces.desk import turns

# How long the desk remembers what was closed.
DONE_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """Who asks, and when."""

    post: Post
    at: datetime

    @cached_property
    def past_wall(self) -> CaseQuerySet:
        """Return all cases that no wall keeps from the post, whoever works on them."""
        return Case.objects.past_wall(self.post).written()


Narrow = Callable[[CaseQuerySet, Asked], CaseQuerySet]


@dataclass(frozen=True)
class List:
    """One list of a scope. `advice` says what to do when it is empty; one that `may_hide` is not
    offered then."""

    key: str
    name: Text
    narrow: Narrow
    advice: Text
    is_done: bool = False
    may_hide: bool = False


@dataclass(frozen=True)
class Scope:
    """Whose cases: `base` gives them all, `lists` are the ways to look at them."""

    key: str
    name: Text
    base: Callable[[Asked], CaseQuerySet]
    lists: tuple[List, ...]


def works_on_cases(post: Any) -> bool:
    """Return whether the post has case work at all; administrators have none."""
    return post is not None and not ROLES[post.role].powers


def scopes_for(asked: Asked) -> list[Scope]:
    """Return the scopes of a post, the one to begin with first. At most one query.

    Those who only read over a range have that alone. Where a coordinating role's unit runs
    nothing itself, such as a county's supervisor, the range comes first.
    """
    role = asked.post.role
    if not works_on_cases(asked.post):
        return []
    if not turns.sees_range(role):
        return [_of_unit(), _of_person()]
    if not turns.coordinates(role):
        return [_over_range()]
    runs = asked.past_wall.filter(coordinator=asked.post.unit_id)
    runs_some = runs.exists()
    own = [_of_coordinator(role), _of_person()]
    return [*own, _over_range()] if runs_some else [_over_range(), *own]


def _of_person() -> Scope:
    def base(asked: Asked) -> CaseQuerySet:
        return Case.objects.visible_to(asked.post).filter(post=asked.post)

    return Scope(
        "person",
        Text("我经办的", "Mine"),
        base,
        (
            List("todo", TODO, _my_turn, Text(
                "没有等您处理的件。可到“本单位”里认领。",
                "Nothing waits for you. Under “My unit” you can take a case.",
            )),
            SOON,
            OVERDUE,
            List("waiting", WAITING, _others_turn, NOTHING_WAITS),
            DONE,
        ),
    )  # fmt: skip


def _of_unit() -> Scope:
    def base(asked: Asked) -> CaseQuerySet:
        return Case.objects.visible_to(asked.post).filter(unit=asked.post.unit_id)

    lead = turns.in_states(turns.waits_for("lead"))
    new = turns.in_states(turns.arrivals)
    return Scope(
        "unit",
        Text("本单位", "My unit"),
        base,
        (
            List("todo", TODO, lambda cases, asked: cases.open().filter(lead), Text(
                "本单位没有待办的件。新派来的会出现在这里。",
                "Nothing waits for your unit. What is sent to it will appear here.",
            )),
            List("new", Text("新到", "New"), lambda cases, asked: cases.open().filter(new), Text(
                "没有新到的件。", "Nothing new has come.",
            )),
            SOON,
            OVERDUE,
            List("waiting", WAITING, lambda cases, asked: cases.open().exclude(lead),
                 NOTHING_WAITS),
            List("assisting", Text("协办", "Assisting"), _assisting, Text(
                "没有请本单位协办的件。", "No unit has asked yours to assist.",
            ), may_hide=True),
            List("copies", Text("抄送", "Copies"), _copied, Text(
                "没有抄送本单位的件。", "Your unit has been sent no copies.",
            ), may_hide=True),
            DONE,
        ),
    )  # fmt: skip


def _of_coordinator(role: str) -> Scope:
    def base(asked: Asked) -> CaseQuerySet:
        return Case.objects.visible_to(asked.post).filter(coordinator=asked.post.unit_id)

    mine = turns.in_states(turns.is_for_coordinator(role))
    return Scope(
        "unit",
        Text("本单位", "My unit"),
        base,
        (
            *(
                List(f"{procedure.key}.{state.key}", state.name,
                     _in_state(procedure.key, state.key), Text(
                         "这里没有等您处理的件。", "Nothing waits for you here.",
                     ))
                for procedure, state in turns.states(turns.is_for_coordinator(role))
            ),
            SOON,
            OVERDUE,
            List("waiting", WAITING, lambda cases, asked: cases.open().exclude(mine),
                 NOTHING_WAITS),
            DONE,
        ),
    )  # fmt: skip


def _over_range() -> Scope:
    def base(asked: Asked) -> CaseQuerySet:
        return Case.objects.visible_to(asked.post)

    return Scope(
        "range",
        Text("全辖区", "Whole area"),
        base,
        (
            OVERDUE,
            SOON,
            List("open", Text("在办", "Open"), lambda cases, asked: cases.open(), Text(
                "辖区内没有在办的件。", "Nothing is open in your area.",
            )),
            DONE,
        ),
    )  # fmt: skip


def _my_turn(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    return cases.open().filter(_turn_of(asked.post))


def _others_turn(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    return cases.open().exclude(_turn_of(asked.post))


def _turn_of(post: Post) -> Q:
    leads = Q(unit=post.unit_id) & turns.in_states(turns.waits_for("lead"))
    runs = Q(coordinator=post.unit_id) & turns.in_states(turns.is_for_coordinator(post.role))
    return leads | runs


def _assisting(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    # Not among those of the scope: others hold these.
    return asked.past_wall.open().filter(pk__in=_parts(asked, "assisting").values("case_id"))


def _copied(cases: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    # A government has a copy of nearly everything: look from the open cases, not from its
    # copies of many years.
    copies = _parts(asked, "overseeing").filter(case=OuterRef("pk"))
    return asked.past_wall.open().filter(Exists(copies))


def _parts(asked: Asked, part: str) -> QuerySet[Participation]:
    return Participation.objects.filter(unit=asked.post.unit_id, part=part, until_at=None)


def _in_state(procedure: str, state: str) -> Narrow:
    return lambda cases, asked: cases.open().filter(procedure=procedure, state=state)


TODO = Text("待办", "To do")
WAITING = Text("等待他人", "Waiting for others")
NOTHING_WAITS = Text("没有在等别人的件。", "Nothing waits for anybody else.")
SOON = List(
    "soon",
    Text("24小时内到期", "Due within 24 hours"),
    lambda cases, asked: cases.due_soon(asked.at),
    Text("24小时内没有到期的件。", "Nothing is due within 24 hours."),
)
OVERDUE = List(
    "overdue",
    Text("已逾期", "Overdue"),
    lambda cases, asked: cases.overdue(asked.at),
    Text("没有逾期的件。", "Nothing is overdue."),
)
DONE = List(
    "done",
    Text("近30天办结", "Closed in 30 days"),
    lambda cases, asked: cases.filter(closed_at__gte=asked.at - DONE_FOR),
    Text("近30天没有办结的件。", "Nothing was closed in the last 30 days."),
    is_done=True,
)
