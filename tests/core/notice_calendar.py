"""The shipped notices as a calendar, made for tests without the code that makes the real one."""

from __future__ import annotations

from datetime import date

from linli.base.calendars.notices import fixed_days, shipped_notices


class NoticeCalendar:
    """Weekends off but for what the notices say; fixed days off in years without any."""

    def __init__(self) -> None:
        self.notices = shipped_notices()
        self.days = {day.date: day for notice in self.notices.values() for day in notice.days}

    def is_working(self, day: date) -> bool:
        if day.year not in self.notices and day in {one.date for one in fixed_days(day.year)}:
            return False
        return self.days[day].is_working if day in self.days else day.isoweekday() <= 5

    def is_provisional(self, day: date) -> bool:
        return day.year not in (2024, 2025, 2026)
