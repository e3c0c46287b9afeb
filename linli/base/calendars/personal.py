"""Calendars keep nothing of people."""

from linli.core.personal import declare

declare("calendars.CalendarYear", number="year", truth="is_provisional", office="source")
declare("calendars.CalendarDay", day="date", truth="is_working", office="name source")
