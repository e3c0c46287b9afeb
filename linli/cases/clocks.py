"""Starts, pauses, extends and stops clocks, and finds those that run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from linli.base.calendars.selectors import working_calendar
from linli.base.rules.selectors import limit_for
from linli.cases.models import NO_DUE, Case, Clock
from linli.core.errors import Refused
from linli.core.procedure import Basis, Term, TermUnit
from linli.core.terms import Calendar, due
from linli.core.text import Text
from linli.core.zone import local_day

UNITS = {
    "hours": Text("小时", "hours"),
    "days": Text("天", "days"),
    "workdays": Text("个工作日", "working days"),
}
EXTENDS_NOTHING = Text("现在没有可以延期的时限。", "No term that could be extended is running.")
TOO_LATE_TO_EXTEND = Text(
    "时限已过，不能再延期。", "The term is over; it can't be extended any more."
)
EXTENDS_TOO_FAR = Text(
    "延期累计最多{most}{unit}，还可延{left}{unit}。",
    "All extensions together may be at most {most} {unit}; {left} {unit} are left.",
)


def happen(
    case: Case,
    event: str,
    *,
    at: datetime,
    due_at: datetime | None = None,
    is_first: bool = False,
) -> None:
    """Let `event` act on the clocks of `case`: stop, pause, resume and start what the procedure
    hangs on it, then set `case.due_at` (unsaved). `due_at` is the date that a term without a
    length takes from the event; the first event of a case finds no clocks. Call it inside the
    transaction of the change."""
    clocks = [] if is_first else list(Clock.objects.filter(case=case))
    for clock in clocks:
        if clock.stopped_at is None:
            _act(clock, case.declared.term(clock.term), event, at)
    for key in case.declared.term_keys():
        term = case.declared.term_on(key, local_day(at))
        if _starts(term, case, event, clocks) and _applies(term, case):
            clocks.append(_start(term, case, at, due_at))
    _set_due(case, clocks)


def extend(case: Case, *, units: int, on: str, at: datetime) -> Clock:
    """Extend the running clock whose term names the transition `on`, by `units` of the term's
    unit, and return it. Raises Refused when none runs, or beyond the declared cap."""
    for clock in Clock.objects.filter(case=case, stopped_at=None):
        rule = case.declared.term(clock.term).extension
        if rule and rule.on == on:
            if clock.due_at < at:
                raise Refused(TOO_LATE_TO_EXTEND, code="lapsed")
            _check_cap(clock, rule.most, units)
            clock.extension += units
            _count(clock, pauses=clock.pause_spans(at))
            clock.warn_at, clock.warned_at = _warn_at(clock, case.declared.term(clock.term)), None
            clock.save()
            return clock
    raise Refused(EXTENDS_NOTHING, code="nothing_to_extend")


def count(clock: Clock, *, calendar: Calendar) -> None:
    """Set the ends and the warning of `clock` (unsaved) anew, by `calendar`. A pause that lasts
    is left to its end, as it was when it began."""
    _count(clock, pauses=clock.pause_spans(), calendar=calendar)
    clock.warn_at = _warn_at(clock, clock.case.declared.term(clock.term))


def running(case: Case) -> list[Clock]:
    """Return the clocks of `case` that have not stopped, the nearest end first. One query."""
    return list(Clock.objects.filter(case=case, stopped_at=None).order_by("due_at", "id"))


def to_warn(at: datetime) -> list[tuple[int, int]]:
    """Return running clocks whose warning time has come, as their ids and those of their cases."""
    found = Clock.objects.filter(is_running=True, warned_at=None, warn_at__lte=at)
    return list(found.order_by("warn_at").values_list("id", "case_id"))


def to_lapse(at: datetime) -> list[tuple[int, int]]:
    """Return running clocks that have run out, as their ids and those of their cases."""
    found = Clock.objects.filter(is_running=True, lapsed_at=None, due_at__lt=at)
    return list(found.order_by("due_at").values_list("id", "case_id"))


def _starts(term: Term, case: Case, event: str, clocks: Sequence[Clock]) -> bool:
    if event not in term.starts_on or (term.lanes and case.lane not in term.lanes):
        return False
    same = [clock for clock in clocks if clock.term == term.key]
    if any(clock.stopped_at is None for clock in same):
        return False
    return not (term.once and any(clock.round == case.round for clock in same))


def _applies(term: Term, case: Case) -> bool:
    return not term.only_if or case.room.starts_if[term.only_if](case)


def _start(term: Term, case: Case, at: datetime, due_at: datetime | None) -> Clock:
    limit = limit_for(case.declared, term.key, region_code=case.region_id, day=local_day(at))
    clock = Clock(
        case=case,
        term=term.key,
        round=case.round,
        binds="nobody" if term.is_right and term.binds == "authority" else term.binds,
        length=limit.length or 0,
        unit=limit.unit,
        rolls=limit.rolls,
        basis=plain_basis(limit.basis),
        started_at=at,
    )
    if limit.length is None:
        if due_at is None:
            raise ValueError(f"the event must set the date of the term {term.key}")
        clock.due_raw_at = clock.due_at = due_at
    else:
        _count(clock, pauses=())
    clock.warn_at = _warn_at(clock, term)
    clock.save()
    return clock


def _act(clock: Clock, term: Term, event: str, at: datetime) -> None:
    if event in term.stops_on:
        clock.pauses = _plain_spans(clock.pause_spans(at))
        # What ended it may have taken place before it began, such as an arrival confirmed later.
        clock.stopped_at, clock.paused_at = max(at, clock.started_at), None
        clock.is_running = False
    elif clock.is_running and any(event == begin for begin, _ in term.pauses_on):
        clock.paused_at, clock.is_running = at, False
    elif clock.paused_at and any(event == end for _, end in term.pauses_on):
        spans = clock.pause_spans(at)
        clock.pauses, clock.paused_at, clock.is_running = _plain_spans(spans), None, True
        _count(clock, pauses=spans)
        clock.warn_at = _warn_at(clock, term)
    else:
        return
    clock.save()


def _count(
    clock: Clock,
    *,
    pauses: Sequence[tuple[datetime, datetime]],
    calendar: Calendar | None = None,
) -> None:
    result = due(
        start=clock.started_at,
        length=clock.length,
        unit=cast(TermUnit, clock.unit),
        calendar=calendar or _calendar_for(clock),
        rolls=clock.rolls,
        pauses=pauses,
        extension=clock.extension,
    )
    clock.due_raw_at, clock.due_at = result.raw, result.at
    clock.is_provisional = result.is_provisional


class _NoCalendar:
    """Stands in where days off change nothing, to spare the query."""

    def is_working(self, day: object) -> bool:
        return True

    def is_provisional(self, day: object) -> bool:
        return False


def _calendar_for(clock: Clock) -> Calendar:
    needs = clock.unit == "workdays" or (clock.unit == "days" and clock.rolls)
    return working_calendar() if needs else _NoCalendar()


def _warn_at(clock: Clock, term: Term) -> datetime:
    step = timedelta(hours=term.warn) if clock.unit == "hours" else timedelta(days=term.warn)
    # A term shortened to less than its warning still warns half-way.
    half = clock.started_at + (clock.due_at - clock.started_at) / 2
    return max(clock.due_at - step, half)


def _check_cap(clock: Clock, most: int, units: int) -> None:
    left = most - clock.extension
    if not 0 < units <= left:
        unit = UNITS["days" if clock.unit == "hours" else clock.unit]
        raise Refused(
            EXTENDS_TOO_FAR.format(most=most, left=left, unit=unit),
            code="extends_too_far",
            field="units",
        )


def _set_due(case: Case, clocks: Sequence[Clock]) -> None:
    ends = [c.due_at for c in clocks if c.is_running and c.binds == "authority"]
    case.due_at = min(ends, default=NO_DUE)


def set_due(case: Case) -> None:
    """Set `case.due_at` (unsaved) anew from its running clocks. One query."""
    _set_due(case, list(Clock.objects.filter(case=case)))


def plain_basis(basis: Basis) -> dict[str, object]:
    """Return the basis as a clock keeps it."""
    return {
        "instrument": {"zh": basis.instrument.zh, "en": basis.instrument.en},
        "article": basis.article,
        "grade": basis.grade,
    }


def _plain_spans(spans: Sequence[tuple[datetime, datetime]]) -> list[list[str]]:
    return [[begin.isoformat(), end.isoformat()] for begin, end in spans]
