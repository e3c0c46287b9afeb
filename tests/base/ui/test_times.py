"""How times and terms are put into words, in both languages."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from linli.base.ui import times

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 5, 9, 30, tzinfo=SHANGHAI)  # a Monday


def at(month: int, day: int, hour: int = 23, minute: int = 59, second: int = 59, year: int = 2026):
    return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)


class TestTimeInWords:
    @pytest.mark.parametrize(
        ("when", "english", "chinese"),
        [
            (at(10, 5, 14, 5, 0), "today 14:05", "今天 14:05"),
            (at(10, 4, 0, 0, 0), "yesterday 00:00", "昨天 00:00"),
            (at(10, 6, 23, 59, 0), "tomorrow 23:59", "明天 23:59"),
            (at(10, 8, 14, 5, 0), "8 Oct 14:05", "10月8日 14:05"),
            (at(12, 31, 8, 0, 0, 2025), "31 Dec 2025 08:00", "2025年12月31日 08:00"),
        ],
    )
    def test_says_it_as_people_do(self, when, english, chinese):
        with translation.override("en"):
            assert times.time_in_words(when, NOW) == english
        with translation.override("zh-hans"):
            assert times.time_in_words(when, NOW) == chinese

    def test_counts_the_day_in_shanghai_whatever_the_offset(self):
        late_in_utc = datetime(2026, 10, 4, 17, 0, tzinfo=ZoneInfo("UTC"))  # 01:00 on the 5th
        with translation.override("en"):
            assert times.time_in_words(late_in_utc, NOW) == "today 01:00"


class TestLeftInWords:
    @pytest.mark.parametrize(
        ("due_at", "english", "chinese"),
        [
            (at(10, 8), "3 days left, due 8 Oct", "还剩 3 天，10月8日到期"),
            (at(10, 6), "1 day left, due tomorrow", "还剩 1 天，明天到期"),
            (at(10, 5), "due today", "今天到期"),
            (at(10, 4), "overdue by 1 day", "已超期 1 天"),
            (at(10, 3), "overdue by 2 days", "已超期 2 天"),
            (
                at(10, 5, 14, 30, 0),
                "5 hours left, due today 14:30",
                "还剩 5 小时，今天 14:30到期",
            ),
            (
                at(10, 5, 9, 55, 0),
                "25 minutes left, due today 09:55",
                "还剩 25 分钟，今天 09:55到期",
            ),
            (
                at(10, 6, 9, 30, 0),
                "1 day left, due tomorrow 09:30",
                "还剩 1 天，明天 09:30到期",
            ),
            (at(10, 5, 8, 30, 0), "overdue by 1 hour", "已超期 1 小时"),
        ],
    )
    def test_says_what_a_person_needs(self, due_at, english, chinese):
        with translation.override("en"):
            assert times.left_in_words(due_at, NOW) == english
        with translation.override("zh-hans"):
            assert times.left_in_words(due_at, NOW) == chinese

    def test_is_not_overdue_at_the_very_end(self):
        with translation.override("en"):
            assert times.left_in_words(NOW, NOW) == "less than a minute left, due today 09:30"

    def test_never_counts_no_minutes(self):
        just_now = NOW - timedelta(seconds=59)
        with translation.override("en"):
            assert times.left_in_words(just_now, NOW) == "overdue by less than a minute"
        with translation.override("zh-hans"):
            assert times.left_in_words(just_now, NOW) == "已超期 不到1分钟"
            assert times.left_in_words(NOW, just_now) == "还剩 不到1分钟，今天 09:30到期"


class TestClockState:
    def test_warns_a_day_before_unless_told_when(self):
        due_at = NOW + timedelta(days=3)
        assert times.clock_state(due_at, NOW) == "running"
        assert times.clock_state(due_at, NOW + timedelta(days=2)) == "soon"
        assert times.clock_state(due_at, NOW, warn_at=NOW) == "soon"

    def test_tells_ended_paused_and_endless_terms_apart(self):
        due_at = NOW - timedelta(hours=1)
        assert times.clock_state(due_at, NOW) == "overdue"
        assert times.clock_state(due_at, NOW, ended_at=due_at) == "met"
        assert times.clock_state(due_at, NOW, ended_at=NOW) == "late"
        assert times.clock_state(due_at, NOW, is_paused=True) == "paused"
        assert times.clock_state(None, NOW) == "none"
