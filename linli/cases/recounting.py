"""Moves the clocks that run when the working calendar changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Q

from linli.base.audit.log import record
from linli.base.calendars.changes import CalendarChange
from linli.cases import clocks
from linli.cases.engine import lock
from linli.cases.models import Clock
from linli.core.zone import SHANGHAI, local


def recount(change: CalendarChange) -> int:
    """Count anew every unstopped clock whose days the change touches, and return how many ends
    move. A trial writes nothing; otherwise each case's log says from when to when.

    A clock that has lapsed stays lapsed: what was late then was late under the calendar of then.
    """
    moved = 0
    for clock in _touched(change):
        if not _moves(clock, change):
            continue
        moved += change.is_trial or _keep(clock.pk, clock.case_id, change)
    return moved


def _moves(clock: Clock, change: CalendarChange) -> bool:
    """Count `clock` (unsaved) anew and return whether its end is another one."""
    before = clock.due_at
    clocks.count(clock, calendar=change.calendar, at=change.at)
    return clock.due_at != before


def _touched(change: CalendarChange) -> Iterator[Clock]:
    begins = datetime.combine(change.first, time.min, SHANGHAI)
    ends = datetime.combine(change.last, time.max, SHANGHAI)
    by_days_off = Q(unit="workdays") | Q(unit="days", rolls=True)
    return (
        Clock.objects.select_related("case")
        .filter(by_days_off, stopped_at=None, lapsed_at=None)
        .filter(started_at__lte=ends, due_at__gte=begins)
        # By case, as ties are logged, so that no two wait for each other.
        .order_by("case_id", "id")
        .iterator(chunk_size=500)
    )


def _keep(pk: int, case_id: int, change: CalendarChange) -> bool:
    """Move the clock `pk` and return whether there still was something to move: the case is
    locked first, as every step on it does, and the clock is read after that, since a step may
    have stopped it since it was found."""
    case = lock(case_id)
    clock = Clock.objects.filter(pk=pk, stopped_at=None, lapsed_at=None).first()
    if clock is None:
        return False
    before = clock.due_at
    if not _moves(clock, change):
        return False
    clock.warned_at = None if clock.warn_at > change.at else clock.warned_at
    clock.save()
    clocks.set_due(case)
    case.save(update_fields=["due_at"])
    name = case.declared.term(clock.term).name
    facts = {
        "term": {"zh": name.zh, "en": name.en},
        "before": local(before).strftime("%Y-%m-%d %H:%M"),
        "after": local(clock.due_at).strftime("%Y-%m-%d %H:%M"),
    }
    record(case.chain, "case.recounted", by=change.by, at=change.at, facts=facts)
    return True
