"""Answers the rooms below: whose clocks move when the calendar, or the length of a term,
changes."""

from __future__ import annotations

from linli.base.calendars import changes as calendars
from linli.base.jobs.schedule import schedule
from linli.base.rules import changes as rules
from linli.base.rules.changes import TermChange
from linli.cases.recounts import planning, running
from linli.cases.recounts.rules import CalendarRule, TermRule
from linli.core.moves import Preview


def register() -> None:
    """Hand the answers to the rooms that ask; called once while applications start."""
    calendars.MOVERS.register("cases", recount)
    calendars.PREVIEWS.register("cases", preview)
    calendars.UNDER_WAY.register("cases", running.progress)
    rules.MOVERS.register("cases", change_term)
    rules.PREVIEWS.register("cases", preview_term)
    schedule("cases.recount", 1, running.go_on)


def recount(change: calendars.CalendarChange) -> int:
    """Count anew every unstopped clock whose days the change touches, and return how many ends
    move. Each case's log says from when to when."""
    return running.begin(_by_calendar(change), by=change.by, at=change.at)


def preview(change: calendars.CalendarChange) -> Preview:
    """Return what the changed calendar would move."""
    return planning.preview(_by_calendar(change))


def change_term(change: TermChange) -> int:
    """Count the running clocks of a term anew from the day on that the change names, where its
    declaration says so, and return how many ends move by what is known now."""
    rule = _by_term(change)
    if rule.is_kept:
        return 0
    return running.begin(rule, by=change.by, at=change.at, from_date=change.in_force_from)


def preview_term(change: TermChange) -> Preview:
    """Return what the changed term would move, or leaves as it is."""
    return planning.preview(_by_term(change))


def _by_calendar(change: calendars.CalendarChange) -> CalendarRule:
    return CalendarRule(change.first, change.last, change.calendar)


def _by_term(change: TermChange) -> TermRule:
    return TermRule(change.procedure, change.term_key, change.places, change.in_force_from)
