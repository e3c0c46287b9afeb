"""By what clocks are counted anew: a changed calendar, or another length of their term."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Protocol, cast

from django.db.models import Q, QuerySet

from linli.base.calendars.selectors import working_calendar
from linli.base.rules.selectors import Limit, limit_for
from linli.cases import clocks
from linli.cases.models import Clock, Recount
from linli.cases.registry import rooms
from linli.core.procedure import Procedure
from linli.core.terms import Calendar
from linli.core.zone import SHANGHAI

CALENDAR, TERM = "calendar", "term"


class Rule(Protocol):
    """Which clocks it touches, and how each ends under it."""

    @property
    def kind(self) -> str:
        """Return what is kept as the kind of a recount."""
        ...

    def terms(self) -> Mapping[str, Any]:
        """Return what is kept to find the rule again."""
        ...

    def touched(self) -> QuerySet[Clock]:
        """Return the clocks that it may move, with their cases."""
        ...

    def count(self, clock: Clock) -> bool:
        """Count `clock` (unsaved) anew and return whether anything about it is another."""
        ...


class CalendarRule:
    """The days from `first` to `last` are worked as `calendar` says.

    A clock that has lapsed stays lapsed: what was late then was late under the calendar of then.
    """

    kind = CALENDAR

    def __init__(self, first: date, last: date, calendar: Calendar) -> None:
        self._first, self._last, self._calendar = first, last, calendar

    def terms(self) -> Mapping[str, Any]:
        """Return the days."""
        return {"first": self._first.isoformat(), "last": self._last.isoformat()}

    def touched(self) -> QuerySet[Clock]:
        """Return clocks that count days off and run somewhere between the days, unless they end
        on a day that is set each time."""
        begins = datetime.combine(self._first, time.min, SHANGHAI)
        ends = datetime.combine(self._last, time.max, SHANGHAI)
        by_days_off = Q(unit="workdays") | Q(unit="days", rolls=True)
        counted = _open().filter(by_days_off, length__gt=0)
        return counted.filter(started_at__lte=ends, due_at__gte=begins)

    def count(self, clock: Clock) -> bool:
        """Count by the calendar."""
        before = clock.due_at, clock.is_provisional
        clocks.count(clock, calendar=self._calendar)
        return before != (clock.due_at, clock.is_provisional)


class TermRule:
    """A term of a procedure has, in a place and below, the length that holds there on `day`.

    Where the law's text fixes the term, a clock that runs is never counted against the citizen:
    the authority gets no more time for it, and nobody's own time becomes less.
    """

    kind = TERM

    def __init__(self, procedure: Procedure, term: str, places: range | None, day: date) -> None:
        self._procedure, self._term, self._places = procedure, term, places
        self._day = day
        self._calendar = working_calendar()
        self._limits: dict[int, Limit] = {}

    @property
    def is_kept(self) -> bool:
        """Return whether the declaration leaves running clocks as they are."""
        return self._procedure.term_on(self._term, self._day).running_cases == "keep"

    def terms(self) -> Mapping[str, Any]:
        """Return term, place and day."""
        places = [self._places.start, self._places.stop] if self._places else None
        return {
            "procedure": self._procedure.key, "term": self._term, "places": places,
            "day": self._day.isoformat(),
        }  # fmt: skip

    def touched(self) -> QuerySet[Clock]:
        """Return the term's clocks in the place, unless it ends on a day that is set each time."""
        found = _open().filter(term=self._term, case__procedure=self._procedure.key, length__gt=0)
        if self._places:
            found = found.filter(
                case__region__gte=self._places.start, case__region__lt=self._places.stop
            )
        return found

    def count(self, clock: Clock) -> bool:
        """Count by the length that holds where the case is."""
        limit = self._limit(clock.case.region_id)
        before = _state(clock)
        was_law = clock.basis_declared.is_law
        if limit.length is None:
            return False
        clock.length, clock.unit, clock.rolls = limit.length, limit.unit, limit.rolls
        clock.basis = clocks.plain_basis(limit.basis)
        clocks.count(clock, calendar=self._calendar)
        is_law = was_law or self._procedure.term_on(self._term, self._day).basis.is_law
        if is_law and _is_worse(clock, cast(datetime, before["due_at"])):
            for name, value in before.items():
                setattr(clock, name, value)
        return before != _state(clock)

    def _limit(self, region_code: int) -> Limit:
        if region_code not in self._limits:
            self._limits[region_code] = limit_for(
                self._procedure, self._term, region_code=region_code, day=self._day
            )
        return self._limits[region_code]


def rule_of(work: Recount) -> Rule:
    """Return the rule of a recount as it holds now: later changes are in it already."""
    if work.kind == CALENDAR:
        return CalendarRule(work.day("first"), work.day("last"), working_calendar())
    told = work.terms
    places = range(*told["places"]) if told["places"] else None
    return TermRule(rooms[told["procedure"]].procedure, told["term"], places, work.day("day"))


def _open() -> QuerySet[Clock]:
    return Clock.objects.select_related("case").filter(stopped_at=None, lapsed_at=None)


def _state(clock: Clock) -> dict[str, Any]:
    names = (
        "length", "unit", "rolls", "basis", "due_raw_at", "due_at", "warn_at", "is_provisional",
    )  # fmt: skip
    return {name: getattr(clock, name) for name in names}


def _is_worse(clock: Clock, before: datetime) -> bool:
    """Return whether the citizen is worse off with the clock than with the end `before`."""
    if clock.binds == "citizen":
        return clock.due_at < before
    return clock.binds == "authority" and clock.due_at > before
