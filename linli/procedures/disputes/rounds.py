"""Rounds (排查): planned by grid, what was looked at, what was found; never a list of people."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.regions.models import Grid
from linli.cases import authority
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes import access
from linli.procedures.disputes.models import Round
from linli.procedures.disputes.words import FOCUSES

NOT_YOURS = Text("排查由本单位安排和登记。", "Rounds are planned and recorded by their own unit.")
UNKNOWN_FOCUS = Text("请选择排查内容。", "Choose what is looked at.")
ELSEWHERE = Text("该网格不在本单位辖区内。", "This grid is not in the area of your unit.")
NOTHING_SAID = Text("请写明看了什么。", "Say what was looked at.")
IN_FUTURE = Text("日期不能晚于今天。", "The day can't lie in the future.")


def rounds_of(post: Post) -> QuerySet[Round]:
    """Return the rounds of the unit of `post`, each with how many disputes came of it."""
    own = Round.objects.filter(unit=post.unit_id).select_related("region", "grid__community")
    return own.annotate(found_disputes=Count("disputes"))


def plan(
    *, grid: Grid | None, focus: str, planned_date: date, post: Post, by: Actor, at: datetime
) -> Round:
    """Plan a round of the unit of `post` through `grid`, or its whole area, and return it.

    Raises NotAllowed for units that make none, Refused for a grid elsewhere."""
    authority.check_in_force(by, at)
    if not access.walks(post) or by.unit_id != post.unit_id:
        raise NotAllowed(NOT_YOURS)
    if focus not in {one.key for one in FOCUSES}:
        raise Incomplete(UNKNOWN_FOCUS, field="focus")
    if grid and not post.unit.region.covers(grid.community_id):
        raise Refused(ELSEWHERE, field="grid", code="elsewhere")
    with transaction.atomic():
        made: Round = Round.objects.create(
            unit=post.unit,
            region=grid.community if grid else post.unit.region,
            grid=grid,
            focus=focus,
            planned_date=planned_date,
            planned_at=at,
        )
        facts = {"round": made.pk, "unit": post.unit_id, "focus": focus}
        record(SYSTEM, "dispute.round_planned", by=by, at=at, facts=facts)
    return made


def hold(
    of: Round, *, held_date: date, looked_at: str, found: str, by: Actor, at: datetime
) -> Round:
    """Record what a round looked at and found, and return it; said again, it is corrected. Nothing
    found is as good as anything. Raises NotAllowed for other units, Incomplete without a word."""
    authority.check_in_force(by, at)
    if by.unit_id != of.unit_id:
        raise NotAllowed(NOT_YOURS)
    if not looked_at.strip():
        raise Incomplete(NOTHING_SAID, field="looked_at")
    if held_date > local_day(at):
        raise Refused(IN_FUTURE, field="held_date", code="in_future")
    with transaction.atomic():
        of.held_date, of.looked_at, of.found = held_date, looked_at.strip(), found.strip()
        of.recorded_at = at
        of.save()
        facts = {"round": of.pk, "held_on": held_date.isoformat()}
        record(SYSTEM, "dispute.round_held", by=by, at=at, facts=facts)
    return of


def found_on(of: Round) -> list[Case]:
    """Return the disputes that came of a round, for their number and state alone: who walked the
    round is not told what was said in mediation. None that a wall keeps. One query."""
    found = Case.objects.filter(dispute__round=of, is_sealed=False)
    return list(found.order_by("opened_at", "pk"))


def focus_of(of: Round) -> Choice | None:
    """Return the declared choice of what it looks at."""
    return next((one for one in FOCUSES if one.key == of.focus), None)
