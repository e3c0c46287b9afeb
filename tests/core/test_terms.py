"""When terms end: a table written by hand from the notices, weekday by weekday."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from linli.core.terms import due
from tests.core.notice_calendar import NoticeCalendar

CALENDAR = NoticeCalendar()
CHINA = timezone(timedelta(hours=8))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PROVISIONAL = "provisional"


def moment(written: str) -> datetime:
    """Read "2026-03-02 Mon 09:30", Z for UTC; the weekday, where there is one, must be right."""
    day, *rest = written.removesuffix("Z").split()
    if rest and rest[0] in WEEKDAYS:
        assert WEEKDAYS[datetime.fromisoformat(day).weekday()] == rest.pop(0), written
    zone = UTC if written.endswith("Z") else CHINA
    return datetime.fromisoformat(" ".join([day, *rest])).replace(tzinfo=zone)


def end_of(written: str) -> datetime:
    """Read "2026-03-09 Mon" as the last second of that day."""
    return moment(written).replace(hour=23, minute=59, second=59)


def spans(written: str) -> list[tuple[datetime, datetime]]:
    """Read "2026-03-04 10:00 / 2026-03-06 09:00; …" as pauses."""
    pairs = [pair.split(" / ") for pair in written.split("; ") if pair]
    return [(moment(begin), moment(end)) for begin, end in pairs]


# start, days, last day as counted, last day as it holds ("" for the same), remarks
DAYS = [
    ("2026-03-02 Mon 09:00", 7, "2026-03-09 Mon", ""),
    ("2026-03-02 Mon 00:00", 1, "2026-03-03 Tue", ""),
    ("2026-03-02 Mon 23:59", 1, "2026-03-03 Tue", ""),
    ("2026-03-02 Mon 09:00", 0, "2026-03-02 Mon", ""),
    ("2026-03-03 Tue 09:00", 15, "2026-03-18 Wed", ""),
    # The last day is a Saturday, a Sunday.
    ("2026-03-02 Mon 09:00", 5, "2026-03-07 Sat", "2026-03-09 Mon"),
    ("2026-03-02 Mon 09:00", 6, "2026-03-08 Sun", "2026-03-09 Mon"),
    # New Year 2026: 1 to 3 January off, Sunday the 4th worked.
    ("2025-12-25 Thu 09:00", 7, "2026-01-01 Thu", "2026-01-04 Sun"),
    ("2025-12-28 Sun 09:00", 7, "2026-01-04 Sun", ""),
    # Spring Festival 2026: 15 to 23 February off, Saturdays the 14th and 28th worked.
    ("2026-02-09 Mon 09:00", 7, "2026-02-16 Mon", "2026-02-24 Tue"),
    ("2026-02-07 Sat 09:00", 7, "2026-02-14 Sat", ""),
    ("2026-02-08 Sun 09:00", 7, "2026-02-15 Sun", "2026-02-24 Tue"),
    ("2026-02-21 Sat 09:00", 7, "2026-02-28 Sat", ""),
    ("2026-02-22 Sun 09:00", 7, "2026-03-01 Sun", "2026-03-02 Mon"),
    ("2025-12-18 Thu 09:00", 60, "2026-02-16 Mon", "2026-02-24 Tue"),
    # Qingming 2026: 4 to 6 April off.
    ("2026-03-30 Mon 09:00", 5, "2026-04-04 Sat", "2026-04-07 Tue"),
    ("2026-03-30 Mon 09:00", 7, "2026-04-06 Mon", "2026-04-07 Tue"),
    # Labour Day 2026: 1 to 5 May off, Saturday the 9th worked.
    ("2026-04-16 Thu 09:00", 15, "2026-05-01 Fri", "2026-05-06 Wed"),
    ("2026-05-02 Sat 09:00", 7, "2026-05-09 Sat", ""),
    ("2026-05-03 Sun 09:00", 7, "2026-05-10 Sun", "2026-05-11 Mon"),
    # Dragon Boat 2026: 19 to 21 June off. Mid-Autumn 2026: 25 to 27 September off.
    ("2026-06-12 Fri 09:00", 7, "2026-06-19 Fri", "2026-06-22 Mon"),
    ("2026-09-10 Thu 09:00", 15, "2026-09-25 Fri", "2026-09-28 Mon"),
    # National Day 2026: 1 to 7 October off, Sunday 20 September and Saturday 10 October worked.
    ("2026-09-13 Sun 09:00", 7, "2026-09-20 Sun", ""),
    ("2026-09-16 Wed 09:00", 15, "2026-10-01 Thu", "2026-10-08 Thu"),
    ("2026-09-25 Fri 09:00", 15, "2026-10-10 Sat", ""),
    ("2026-09-26 Sat 09:00", 15, "2026-10-11 Sun", "2026-10-12 Mon"),
    # The end of 2026, after which no notice has come: 1 January is off by law.
    ("2026-12-24 Thu 09:00", 7, "2026-12-31 Thu", ""),
    ("2026-12-20 Sun 09:00", 7, "2026-12-27 Sun", "2026-12-28 Mon"),
    ("2026-12-17 Thu 09:00", 15, "2027-01-01 Fri", "2027-01-04 Mon", PROVISIONAL),
    ("2026-12-31 Thu 09:00", 7, "2027-01-07 Thu", "", PROVISIONAL),
    # The leap day of 2024, and February of 2025 without one.
    ("2024-02-20 Tue 09:00", 9, "2024-02-29 Thu", ""),
    ("2024-02-20 Tue 09:00", 10, "2024-03-01 Fri", ""),
    ("2025-02-19 Wed 09:00", 9, "2025-02-28 Fri", ""),
    ("2025-02-19 Wed 09:00", 10, "2025-03-01 Sat", "2025-03-03 Mon"),
    ("2024-02-29 Thu 09:00", 365, "2025-02-28 Fri", ""),
    # Spring Festival 2024: 10 to 17 February off, Sundays the 4th and 18th worked.
    ("2024-02-02 Fri 09:00", 9, "2024-02-11 Sun", "2024-02-18 Sun"),
    ("2024-01-28 Sun 09:00", 7, "2024-02-04 Sun", ""),
    # National Day and Mid-Autumn 2025: 1 to 8 October off, Saturday the 11th worked.
    ("2025-09-16 Tue 09:00", 15, "2025-10-01 Wed", "2025-10-09 Thu"),
    ("2025-09-26 Fri 09:00", 15, "2025-10-11 Sat", ""),
    # The day is Shanghai's: 16:00 in UTC is midnight there.
    ("2026-03-02 Mon 15:59Z", 7, "2026-03-09 Mon", ""),
    ("2026-03-02 Mon 16:00Z", 7, "2026-03-10 Tue", ""),
]

# pauses of a term that began on Monday 2026-03-02; days, extension, as counted, as it holds
PAUSED_DAYS = [
    ("2026-03-04 10:00 / 2026-03-06 09:00", 7, 0, "2026-03-11 Wed", ""),
    ("2026-03-04 10:00 / 2026-03-04 16:00", 7, 0, "2026-03-09 Mon", ""),
    # Overlapping, one inside the other, one after the other.
    ("2026-03-04 10:00 / 2026-03-06 09:00; 2026-03-05 08:00 / 2026-03-08 09:00", 7, 0,
     "2026-03-13 Fri", ""),
    ("2026-03-04 10:00 / 2026-03-10 09:00; 2026-03-05 08:00 / 2026-03-06 09:00", 7, 0,
     "2026-03-15 Sun", "2026-03-16 Mon"),
    ("2026-03-04 10:00 / 2026-03-06 09:00; 2026-03-06 09:00 / 2026-03-07 09:00", 7, 0,
     "2026-03-12 Thu", ""),
    # Before the term, across its beginning, across its last day, after it.
    ("2026-02-25 10:00 / 2026-02-27 09:00", 7, 0, "2026-03-09 Mon", ""),
    ("2026-02-25 10:00 / 2026-03-05 09:00", 7, 0, "2026-03-11 Wed", ""),
    ("2026-03-09 08:00 / 2026-03-11 09:00", 7, 0, "2026-03-11 Wed", ""),
    ("2026-03-10 08:00 / 2026-03-12 09:00", 7, 0, "2026-03-09 Mon", ""),
    # On the day to which a Saturday rolls.
    ("2026-03-09 08:00 / 2026-03-11 09:00", 5, 0, "2026-03-07 Sat", "2026-03-11 Wed"),
    # Written in UTC: from 01:00 on the 4th to 01:00 on the 6th in Shanghai.
    ("2026-03-03 17:00Z / 2026-03-05 17:00Z", 7, 0, "2026-03-11 Wed", ""),
    # Extensions.
    ("", 7, 3, "2026-03-12 Thu", ""),
    ("2026-03-04 10:00 / 2026-03-05 09:00", 7, 2, "2026-03-12 Thu", ""),
    ("", 60, 30, "2026-05-31 Sun", "2026-06-01 Mon"),
]  # fmt: skip

# start, workdays, last day, pauses, extension
WORKDAYS = [
    ("2026-03-02 Mon 09:00", 5, "2026-03-09 Mon"),
    ("2026-03-06 Fri 09:00", 1, "2026-03-09 Mon"),
    ("2026-03-07 Sat 09:00", 1, "2026-03-09 Mon"),
    ("2026-03-07 Sat 09:00", 0, "2026-03-07 Sat"),
    # Over Spring Festival 2026: Fri 13, Sat 14, Tue 24, Wed 25, Thu 26.
    ("2026-02-12 Thu 09:00", 5, "2026-02-26 Thu"),
    ("2026-02-13 Fri 09:00", 1, "2026-02-14 Sat"),
    ("2026-02-14 Sat 09:00", 1, "2026-02-24 Tue"),
    ("2026-02-24 Tue 09:00", 5, "2026-03-02 Mon"),
    ("2026-02-10 Tue 09:00", 15, "2026-03-09 Mon"),
    # Over Spring Festival 2024 (its eve, Friday the 9th, was worked) and 2025.
    ("2024-02-08 Thu 09:00", 3, "2024-02-19 Mon"),
    ("2025-01-24 Fri 09:00", 3, "2025-02-05 Wed"),
    ("2025-12-31 Wed 09:00", 1, "2026-01-04 Sun"),
    ("2025-12-31 Wed 09:00", 2, "2026-01-05 Mon"),
    ("2026-04-29 Wed 09:00", 10, "2026-05-15 Fri"),
    ("2026-09-18 Fri 09:00", 1, "2026-09-20 Sun"),
    ("2026-09-30 Wed 09:00", 3, "2026-10-10 Sat"),
    ("2024-02-28 Wed 09:00", 1, "2024-02-29 Thu"),
    ("2026-12-30 Wed 09:00", 1, "2026-12-31 Thu"),
    # Provisional years, 2023 among them; the eve of Spring Festival 2027 is Friday 5 February.
    ("2023-12-28 Thu 09:00", 2, "2024-01-02 Tue", "", 0, PROVISIONAL),
    ("2026-12-31 Thu 09:00", 1, "2027-01-04 Mon", "", 0, PROVISIONAL),
    ("2027-02-04 Thu 09:00", 1, "2027-02-09 Tue", "", 0, PROVISIONAL),
    ("2031-09-30 Tue 09:00", 1, "2031-10-06 Mon", "", 0, PROVISIONAL),
    # Pauses: over two workdays, over a weekend, into a weekend; an extension.
    ("2026-03-02 Mon 09:00", 5, "2026-03-11 Wed", "2026-03-04 10:00 / 2026-03-06 09:00"),
    ("2026-03-02 Mon 09:00", 5, "2026-03-09 Mon", "2026-03-07 10:00 / 2026-03-09 09:00"),
    ("2026-03-02 Mon 09:00", 5, "2026-03-11 Wed", "2026-03-05 10:00 / 2026-03-08 09:00"),
    ("2026-03-02 Mon 09:00", 5, "2026-03-11 Wed", "", 2),
]

# start, hours, end, pauses, extension
HOURS = [
    ("2026-03-02 Mon 09:30", 2, "2026-03-02 Mon 11:30"),
    ("2026-03-02 Mon 09:30:15", 2, "2026-03-02 Mon 11:30:15"),
    ("2026-03-02 Mon 09:30", 24, "2026-03-03 Tue 09:30"),
    # Over midnight, the year's end, a leap day; a holiday moves nothing.
    ("2026-03-02 Mon 23:00", 2, "2026-03-03 Tue 01:00"),
    ("2026-03-02 Mon 22:00", 2, "2026-03-03 Tue 00:00"),
    ("2025-12-31 Wed 23:30", 2, "2026-01-01 Thu 01:30"),
    ("2026-12-31 Thu 23:30", 2, "2027-01-01 Fri 01:30"),
    ("2024-02-28 Wed 22:00", 24, "2024-02-29 Thu 22:00"),
    ("2024-02-29 Thu 23:00", 2, "2024-03-01 Fri 01:00"),
    ("2026-02-17 Tue 08:00", 24, "2026-02-18 Wed 08:00"),
    ("2026-03-06 Fri 20:00", 24, "2026-03-07 Sat 20:00"),
    ("2026-03-02 Mon 20:00Z", 2, "2026-03-03 Tue 06:00"),
    # Pauses: inside, overlapping, across the beginning, before, after, at the very end.
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 13:00", "2026-03-02 10:00 / 2026-03-02 12:00"),
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 14:00",
     "2026-03-02 11:00 / 2026-03-02 13:00; 2026-03-02 10:00 / 2026-03-02 12:00"),
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 12:00", "2026-03-02 08:00 / 2026-03-02 10:00"),
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 11:00", "2026-03-02 07:00 / 2026-03-02 08:00"),
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 11:00", "2026-03-02 12:00 / 2026-03-02 13:00"),
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 11:00", "2026-03-02 11:00 / 2026-03-02 13:00"),
    # A second pause that the term reaches only because of the first.
    ("2026-03-02 Mon 09:00", 2, "2026-03-02 Mon 15:00",
     "2026-03-02 10:00 / 2026-03-02 12:00; 2026-03-02 12:30 / 2026-03-02 14:30"),
    ("2026-03-02 Mon 23:00", 2, "2026-03-03 Tue 09:30", "2026-03-02 23:30 / 2026-03-03 08:00"),
    # Extensions of terms in hours are days of 24 hours.
    ("2026-03-02 Mon 09:00", 2, "2026-03-03 Tue 11:00", "", 1),
]  # fmt: skip


class TestDays:
    @pytest.mark.parametrize("case", DAYS, ids=lambda case: f"{case[1]} from {case[0]}")
    def test_end_as_the_table_says(self, case):
        start, length, raw, at, *remark = case
        end = due(start=moment(start), length=length, unit="days", calendar=CALENDAR)
        assert end.raw == end_of(raw)
        assert end.at == end_of(at or raw)
        assert end.is_rolled is bool(at)
        assert end.is_provisional is (PROVISIONAL in remark)

    @pytest.mark.parametrize("case", PAUSED_DAYS, ids=lambda case: f"{case[0]} +{case[2]}")
    def test_end_later_for_pauses_and_extensions(self, case):
        pauses, length, extension, raw, at = case
        end = due(
            start=moment("2026-03-02 Mon 09:00"), length=length, unit="days",
            calendar=CALENDAR, pauses=spans(pauses), extension=extension,
        )  # fmt: skip
        assert (end.raw, end.at) == (end_of(raw), end_of(at or raw))

    @pytest.mark.parametrize(
        ("start", "length", "last"),
        [
            ("2026-03-02 Mon 09:00", 5, "2026-03-07 Sat"),
            ("2026-02-09 Mon 09:00", 7, "2026-02-16 Mon"),
            ("2026-12-25 Fri 09:00", 15, "2027-01-09 Sat"),
        ],
    )
    def test_stay_on_a_day_off_where_they_do_not_roll(self, start, length, last):
        end = due(start=moment(start), length=length, unit="days", calendar=CALENDAR, rolls=False)
        assert (end.raw, end.at) == (end_of(last), end_of(last))
        # The calendar wasn't asked, so that no notice can change the end.
        assert not end.is_rolled
        assert not end.is_provisional

    def test_are_said_in_shanghais_time(self):
        end = due(start=moment("2026-03-02 Mon 09:00Z"), length=1, unit="days", calendar=CALENDAR)
        assert end.at.isoformat() == "2026-03-03T23:59:59+08:00"


class TestWorkdays:
    @pytest.mark.parametrize("case", WORKDAYS, ids=lambda case: f"{case[1]} from {case[0]}")
    def test_end_as_the_table_says(self, case):
        start, length, last, pauses, extension, remark = (*case, *("", 0, "")[len(case) - 3 :])
        end = due(
            start=moment(start), length=length, unit="workdays", calendar=CALENDAR,
            pauses=spans(pauses), extension=extension,
        )  # fmt: skip
        assert (end.raw, end.at) == (end_of(last), end_of(last))
        assert not end.is_rolled
        assert end.is_provisional is (remark == PROVISIONAL)


class TestHours:
    @pytest.mark.parametrize("case", HOURS, ids=lambda case: f"{case[1]} from {case[0]}")
    def test_end_as_the_table_says(self, case):
        start, length, last, pauses, extension = (*case, *("", 0)[len(case) - 3 :])
        end = due(
            start=moment(start), length=length, unit="hours", calendar=CALENDAR,
            pauses=spans(pauses), extension=extension,
        )  # fmt: skip
        assert (end.raw, end.at) == (moment(last), moment(last))
        assert not end.is_rolled
        assert not end.is_provisional


class TestRefusals:
    start = moment("2026-03-02 Mon 09:00")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"start": datetime(2026, 3, 2, 9)},
            {"pauses": [(datetime(2026, 3, 3), moment("2026-03-04"))]},
            {"pauses": [(moment("2026-03-03"), datetime(2026, 3, 4))]},
            {"pauses": [(moment("2026-03-04"), moment("2026-03-03"))]},
            {"length": -1},
            {"extension": -1},
            {"unit": "weeks"},
        ],
        ids=str,
    )
    @pytest.mark.parametrize("unit", ["days", "workdays", "hours"])
    def test_come_before_any_counting(self, wrong, unit):
        asked = {"start": self.start, "length": 7, "unit": unit, "calendar": CALENDAR, **wrong}
        with pytest.raises(ValueError, match=r"offset|negative|pause|counts"):
            due(**asked)
