"""Reads what is soon past its period, and what is held, for the unit that runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from linli.base.accounts.models import Post
from linli.cases.holding import GROUNDS, Keeping, may_hold
from linli.cases.models import Case, Hold
from linli.cases.retention import past
from linli.core.actors import Actor
from linli.core.references import parse
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.rights.words import KEY

SOON: Final = timedelta(days=60)
MOST: Final = 100


@dataclass(frozen=True)
class Ending:
    """A closed case and when its period is over."""

    case: Case
    until: datetime | None


@dataclass(frozen=True)
class Held:
    """A case whose message is held, with the ground in words."""

    case: Case
    hold: Hold
    ground: Text


def ending(post: Post, *, at: datetime) -> list[Ending]:
    """Return the cases that the post's unit runs and whose period is over within two months,
    or is over; the oldest first, no more than MOST. One query, and two
    for each procedure."""
    mine = Case.objects.visible_to(post).filter(coordinator=post.unit_id)
    found = mine.filter(past(at + SOON), message__erased_at=None).exclude(
        message__holds__lifted_at=None, message__holds__isnull=False
    )
    rows = found.for_list().order_by("closed_at", "pk")[:MOST]
    keeping = Keeping(local_day(at))
    return [Ending(case, keeping.of(case).until) for case in rows]


def running(post: Post, text: str, *, by: Actor) -> Case:
    """Return the case with this number, be it its own or its receipt's, that `by` may hold: of
    several, which a hold keeps together, the matter before what was asked about it, the open one
    before a closed one, and the newest. Raises Case.DoesNotExist. Some three queries."""
    mine = Case.objects.visible_to(post).filter(coordinator=post.unit_id)
    number = parse(text)
    found = mine.numbered([number or ""]).select_related("message", "coordinator").order_by("-pk")
    fitting: list[Case] = [case for case in found if may_hold(case, by)]
    if not fitting:
        raise Case.DoesNotExist
    return min(
        fitting,
        key=lambda one: (one.reference != number, one.procedure == KEY, one.closed_at is not None),
    )


def held(post: Post) -> list[Held]:
    """Return the cases that the post's unit runs and that are held, the newest first. Two
    queries."""
    mine = Case.objects.visible_to(post).filter(
        coordinator=post.unit_id, message__holds__in=Hold.objects.filter(lifted_at=None)
    )
    cases = {case.message_id: case for case in mine.for_list().order_by("-pk")}
    holds = Hold.objects.filter(lifted_at=None, message__in=cases).order_by("-set_at")
    names = {one.key: one.name for one in GROUNDS}
    return [Held(cases[one.message_id], one, names[one.ground]) for one in holds]
