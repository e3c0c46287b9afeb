"""Every term of petitions: tables written by hand from the notices of holidays, weekday by weekday.

Days off: 2025-10-01 Wed to 10-08 Wed (worked: Sun 09-28, Sat 10-11); 2026-01-01 Thu to 01-03 Sat
(worked: Sun 01-04); Spring Festival 2026-02-15 Sun to 02-23 Mon (worked: Sat 02-14, Sat 02-28);
2026-04-04 Sat to 04-06 Mon; 2026-05-01 Fri to 05-05 Tue (worked: Sat 05-09); 2026-09-25 Fri to
09-27 Sun (worked: Sun 09-20); 2026-10-01 Thu to 10-07 Wed (worked: Sat 10-10).
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from linli.base.calendars.selectors import shipped_calendar
from linli.base.rules.term_query import answer
from linli.cases.models import Case, Clock
from linli.core.errors import Refused
from linli.core.zone import SHANGHAI, local
from linli.procedures.petitions.procedure import PETITION
from tests.commands import environment
from tests.petitions import HOUR, in_state, new_petition, take

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day(written: str) -> str:
    """Return the date of "2026-02-28 Sat"; the weekday must be right."""
    date, weekday = written.split()
    assert WEEKDAYS[datetime.fromisoformat(date).weekday()] == weekday, written
    return date


# term, starting event, last day as counted, last day as it holds ("" for the same)
TABLE = [
    # 15 days (Art. 22, 23)
    ("route", "2026-01-05 Mon", "2026-01-20 Tue", ""),
    ("route", "2026-01-30 Fri", "2026-02-14 Sat", ""),
    ("route", "2026-01-31 Sat", "2026-02-15 Sun", "2026-02-24 Tue"),
    ("route", "2026-02-06 Fri", "2026-02-21 Sat", "2026-02-24 Tue"),
    ("route", "2026-02-13 Fri", "2026-02-28 Sat", ""),
    ("route", "2026-02-14 Sat", "2026-03-01 Sun", "2026-03-02 Mon"),
    ("route", "2025-09-16 Tue", "2025-10-01 Wed", "2025-10-09 Thu"),
    ("route", "2025-12-18 Thu", "2026-01-02 Fri", "2026-01-04 Sun"),
    ("notify", "2026-02-04 Wed", "2026-02-19 Thu", "2026-02-24 Tue"),
    ("notify", "2026-09-16 Wed", "2026-10-01 Thu", "2026-10-08 Thu"),
    ("notify", "2025-09-26 Fri", "2025-10-11 Sat", ""),
    ("notify", "2026-09-25 Fri", "2026-10-10 Sat", ""),
    # 5 working days (Art. 23)
    ("object", "2026-03-02 Mon", "2026-03-09 Mon", ""),
    ("object", "2026-02-12 Thu", "2026-02-26 Thu", ""),
    ("object", "2026-02-14 Sat", "2026-02-28 Sat", ""),
    ("object", "2025-09-26 Fri", "2025-10-10 Fri", ""),
    ("object", "2026-09-17 Thu", "2026-09-23 Wed", ""),
    ("object", "2026-09-29 Tue", "2026-10-12 Mon", ""),
    # 60 days (Art. 34)
    ("handle", "2026-02-02 Mon", "2026-04-03 Fri", ""),
    ("handle", "2025-12-18 Thu", "2026-02-16 Mon", "2026-02-24 Tue"),
    ("handle", "2026-01-20 Tue", "2026-03-21 Sat", "2026-03-23 Mon"),
    ("handle", "2026-03-02 Mon", "2026-05-01 Fri", "2026-05-06 Wed"),
    ("handle", "2026-08-07 Fri", "2026-10-06 Tue", "2026-10-08 Thu"),
    ("handle", "2025-08-09 Sat", "2025-10-08 Wed", "2025-10-09 Thu"),
    # 30 days (Art. 35, 36)
    ("request_review", "2026-01-20 Tue", "2026-02-19 Thu", "2026-02-24 Tue"),
    ("request_review", "2026-01-30 Fri", "2026-03-01 Sun", "2026-03-02 Mon"),
    ("request_review", "2025-09-08 Mon", "2025-10-08 Wed", "2025-10-09 Thu"),
    ("request_review", "2026-09-04 Fri", "2026-10-04 Sun", "2026-10-08 Thu"),
    ("review", "2026-02-12 Thu", "2026-03-14 Sat", "2026-03-16 Mon"),
    ("review", "2026-01-29 Thu", "2026-02-28 Sat", ""),
    ("request_recheck", "2026-08-21 Fri", "2026-09-20 Sun", ""),
    ("request_recheck", "2025-08-29 Fri", "2025-09-28 Sun", ""),
    ("request_recheck", "2024-01-30 Tue", "2024-02-29 Thu", ""),
    ("recheck", "2026-01-16 Fri", "2026-02-15 Sun", "2026-02-24 Tue"),
    ("recheck", "2026-04-01 Wed", "2026-05-01 Fri", "2026-05-06 Wed"),
    # 10 working days (2016 measures)
    ("simple", "2026-02-09 Mon", "2026-02-28 Sat", ""),
    ("simple", "2025-09-22 Mon", "2025-10-11 Sat", ""),
    ("simple", "2026-09-21 Mon", "2026-10-12 Mon", ""),
    ("simple", "2026-03-02 Mon", "2026-03-16 Mon", ""),
]
# days more of the 60, from a day, as counted, as it holds
EXTENDED = [
    (30, "2025-12-18 Thu", "2026-03-18 Wed", ""),
    (30, "2026-01-05 Mon", "2026-04-05 Sun", "2026-04-07 Tue"),
    (30, "2026-01-31 Sat", "2026-05-01 Fri", "2026-05-06 Wed"),
    (10, "2026-03-02 Mon", "2026-05-11 Mon", ""),
    (1, "2026-03-02 Mon", "2026-05-02 Sat", "2026-05-06 Wed"),
]
# hearings within a re-examination that began on a day; as counted, as it holds
HEARINGS = [
    (["2026-03-10T09:00/2026-03-10T17:00"], "2026-03-02 Mon", "2026-04-01 Wed", ""),
    # From the 10th up to the 16th: six days.
    (["2026-03-10T09:00/2026-03-16T17:00"], "2026-03-02 Mon", "2026-04-07 Tue", ""),
    # Two days and one.
    (["2026-03-10/2026-03-12", "2026-03-20/2026-03-21"], "2026-03-02 Mon", "2026-04-04 Sat",
     "2026-04-07 Tue"),
    # Over the festival and the last day: 22 days before it, 8 after.
    (["2026-02-12/2026-02-26"], "2026-01-20 Tue", "2026-03-05 Thu", ""),
    # Begun on the last day itself.
    (["2026-04-01/2026-04-08"], "2026-03-02 Mon", "2026-04-08 Wed", ""),
]  # fmt: skip


def ask(term: str, start: str, **given):
    return answer(PETITION, term, start=start, calendar=shipped_calendar(), **given)


class TestTable:
    @pytest.mark.parametrize(("term", "start", "raw", "holds"), TABLE)
    @pytest.mark.parametrize("hour", ["00:00", "10:30", "23:59"])
    def test_ends_on_the_day_written_down(self, term, start, raw, holds, hour):
        said = ask(term, f"{day(start)}T{hour}")
        assert said["due_raw"] == f"{day(raw)}T23:59:59+08:00"
        assert said["due_at"] == f"{day(holds or raw)}T23:59:59+08:00"
        assert said["rolled"] == bool(holds)
        assert not said["provisional"]

    @pytest.mark.parametrize(("days", "start", "raw", "holds"), EXTENDED)
    def test_is_extended_in_days_of_the_calendar(self, days, start, raw, holds):
        said = ask("handle", day(start), extension=days)
        assert said["due_raw"][:10] == day(raw)
        assert said["due_at"][:10] == day(holds or raw)

    @pytest.mark.parametrize(("pauses", "start", "raw", "holds"), HEARINGS)
    def test_leaves_out_the_days_of_hearings(self, pauses, start, raw, holds):
        said = ask("recheck", day(start), pauses=pauses)
        assert said["due_raw"][:10] == day(raw)
        assert said["due_at"][:10] == day(holds or raw)

    def test_has_every_term(self):
        assert {row[0] for row in TABLE} | {"report", "feedback"} == set(PETITION.term_keys())

    def test_starts_on_the_day_of_shanghai(self):
        # 16:00 in UTC on Friday 30 January is Saturday there.
        assert ask("route", "2026-01-30T16:00Z")["due_raw"][:10] == "2026-02-15"
        assert ask("route", "2026-01-30T15:59Z")["due_raw"][:10] == "2026-02-14"

    def test_says_so_in_a_year_without_its_notice(self):
        said = ask("handle", "2026-12-01")  # Tuesday; 60 days: Saturday 2027-01-30
        assert said["due_at"][:10] == "2027-02-01"
        assert said["provisional"]

    @pytest.mark.parametrize("days", [31, 60])
    def test_is_never_extended_beyond_thirty_days(self, days):
        with pytest.raises(Refused) as refused:
            ask("handle", "2026-03-02", extension=days)
        assert refused.value.code == "beyond_cap"

    @pytest.mark.parametrize("term", [key for key in PETITION.term_keys() if key != "handle"])
    def test_is_extended_nowhere_else(self, term):
        with pytest.raises(Refused) as refused:
            ask(term, "2026-03-02", extension=1)
        assert refused.value.code == "beyond_cap"

    @pytest.mark.parametrize("term", ["report", "feedback"])
    def test_of_a_set_day_ends_with_it_though_it_is_off(self, term):
        said = ask(term, "2026-02-02T09:00", ends="2026-02-21")  # Saturday of the festival
        assert said["due_at"] == "2026-02-21T23:59:59+08:00"
        assert ask(term, "2026-02-02T09:00")["due_at"] is None


CITED = {
    "route": "第二十二条", "notify": "第二十三条", "object": "第二十三条第三款",
    "handle": "第三十四条", "report": "第二十二条第三项", "request_review": "第三十五条",
    "review": "第三十五条", "request_recheck": "第三十六条", "recheck": "第三十六条",
    "simple": "", "feedback": "第四十条",
}  # fmt: skip


# The command is started anew for each: three in every run, the others in the hard tests.
ASKED = [
    term if term in ("handle", "notify", "review") else pytest.param(term, marks=pytest.mark.hard)
    for term in sorted(CITED)
]


class TestCommand:
    @pytest.mark.parametrize("term", ASKED)
    def test_answers_for_every_term(self, tmp_path, term):
        row = next((row for row in TABLE if row[0] == term and row[3]), None)
        row = row or next((row for row in TABLE if row[0] == term), None)
        start = day(row[1]) if row else "2026-02-02"
        said = linli(tmp_path, term, "--from", f"{start}T09:30")
        assert said["basis"]["article"] == CITED[term]
        if row:
            assert said["due_at"] == f"{day(row[3] or row[2])}T23:59:59+08:00"
        else:
            assert said["due_at"] is None
            assert "--to" in said["note"]["zh"]

    def test_takes_a_set_day_pauses_and_extensions(self, tmp_path):
        said = linli(tmp_path, "report", "--from", "2026-02-02", "--to", "2026-03-02")
        assert said["due_at"] == "2026-03-02T23:59:59+08:00"
        pauses = [part for pause in HEARINGS[2][0] for part in ("--pause", pause)]
        said = linli(tmp_path, "recheck", "--from", "2026-03-02", *pauses)
        assert said["due_at"][:10] == "2026-04-07"
        said = linli(tmp_path, "handle", "--from", "2026-01-05", "--extend", "30")
        assert (said["due_raw"][:10], said["due_at"][:10]) == ("2026-04-05", "2026-04-07")


def linli(home, *arguments):
    run = subprocess.run(
        [sys.executable, "-m", "linli.cli", "term", "petition", *arguments, "--json"],
        env=environment(home), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def at(written: str) -> datetime:
    """Return 10 o'clock of "2026-02-28 Sat" in Shanghai."""
    return datetime.fromisoformat(f"{day(written)}T10:00").replace(tzinfo=SHANGHAI)


def ends(case: Case, term: str) -> str:
    """Return the day on which the newest clock of `term` ends."""
    return local(Clock.objects.filter(case=case, term=term).latest("id").due_at).date().isoformat()


@pytest.mark.django_db
class TestClocks:
    """The same days, counted by the clocks that the steps start."""

    def test_of_routing_counts_from_the_day_on_which_the_letter_came(self, cast):
        case = new_petition(cast, at=at("2026-01-31 Sat"))
        assert ends(case, "route") == day("2026-02-24 Tue")
        later = new_petition(cast, at=at("2026-02-09 Mon"), received_on=at("2026-01-31 Sat").date())
        assert ends(later, "route") == day("2026-02-24 Tue")

    def test_of_notice_and_objection_count_from_the_transfer(self, cast):
        case = new_petition(cast, at=at("2026-02-12 Thu"))
        case = take(case, "transfer", cast, at=case.opened_at + HOUR)
        assert ends(case, "notify") == day("2026-02-27 Fri")
        assert ends(case, "object") == day("2026-02-26 Thu")

    def test_of_a_report_is_the_day_in_the_commission(self, cast):
        case = new_petition(cast, at=at("2026-02-02 Mon"))
        case = take(case, "commission", cast, report_date=at("2026-02-21 Sat").date())
        assert ends(case, "report") == day("2026-02-21 Sat")

    def test_of_handling_counts_from_acceptance_and_is_extended_by_thirty_in_all(self, cast):
        case = in_state("referred", cast, at=at("2026-01-05 Mon"))
        case = take(case, "accept", cast, at=at("2026-01-05 Mon") + 5 * HOUR)
        assert ends(case, "handle") == day("2026-03-06 Fri")
        case = take(case, "extend", cast, units=10, at=at("2026-03-02 Mon"))
        assert ends(case, "handle") == day("2026-03-16 Mon")
        with pytest.raises(Refused) as refused:
            take(case, "extend", cast, units=21, at=at("2026-03-03 Tue"))
        assert refused.value.code == "extends_too_far"
        case = take(case, "extend", cast, units=20, at=at("2026-03-03 Tue"))
        # Sunday 5 April is a holiday to Monday 6 April.
        assert ends(case, "handle") == day("2026-04-07 Tue")
        with pytest.raises(Refused):
            take(case, "extend", cast, units=1, at=at("2026-03-04 Wed"))

    def test_of_simple_handling_are_ten_working_days(self, cast):
        case = in_state("referred", cast, at=at("2026-02-09 Mon"))
        case = take(case, "accept_simply", cast, at=at("2026-02-09 Mon") + 5 * HOUR)
        assert ends(case, "simple") == day("2026-02-28 Sat")
        assert ends(case, "handle") == day("2026-04-10 Fri")

    def test_of_asking_for_review_counts_from_delivery_not_from_signing_or_recording(self, cast):
        case = in_state("opinion_issued", cast, at=at("2026-01-15 Thu"))
        case = take(
            case, "deliver_opinion", cast, at=at("2026-01-28 Wed"),
            delivered_on=at("2026-01-20 Tue").date(),
        )  # fmt: skip
        assert ends(case, "request_review") == day("2026-02-24 Tue")

    def test_of_reviewing_counts_from_the_day_on_which_the_request_came_in(self, cast):
        case = in_state("delivered", cast, at=at("2026-01-15 Thu"))
        office = cast.county_petition_officer.actor()
        case = take(
            case, "request_review", cast, by=office, at=at("2026-02-05 Thu"),
            requested_on=at("2026-01-26 Mon").date(), received_on=at("2026-01-29 Thu").date(),
        )  # fmt: skip
        assert ends(case, "review") == day("2026-02-28 Sat")

    def test_of_asking_for_re_examination_counts_from_delivery(self, cast):
        case = in_state("review_issued", cast, at=at("2026-08-20 Thu"))
        case = take(
            case, "deliver_review", cast, at=at("2026-08-25 Tue"),
            delivered_on=at("2026-08-21 Fri").date(),
        )  # fmt: skip
        assert ends(case, "request_recheck") == day("2026-09-20 Sun")

    def test_of_re_examination_waits_during_hearings(self, cast):
        case = in_state("in_recheck", cast, at=at("2026-03-02 Mon"))
        began = local(Clock.objects.get(case=case, term="recheck").started_at)
        assert began.date() == at("2026-03-02 Mon").date()
        for opened, closed in (("2026-03-10 Tue", "2026-03-12 Thu"),
                               ("2026-03-20 Fri", "2026-03-21 Sat")):  # fmt: skip
            case = take(case, "open_hearing", cast, at=at(opened) + 2 * HOUR, day=at(opened).date())
            case = take(
                case, "close_hearing", cast, at=at(closed) + 30 * HOUR, day=at(closed).date()
            )
        clock = Clock.objects.get(case=case, term="recheck")
        assert local(clock.due_raw_at).date().isoformat() == day("2026-04-04 Sat")
        assert ends(case, "recheck") == day("2026-04-07 Tue")

    def test_of_feedback_is_the_end_of_the_day_that_was_set(self, cast):
        case = in_state("handling", cast, at=at("2026-02-02 Mon"))
        case = take(case, "supervise", cast, feedback_date=at("2026-02-21 Sat").date())
        assert ends(case, "feedback") == day("2026-02-21 Sat")
        due = Clock.objects.get(case=case, term="feedback").due_at
        assert local(due) + timedelta(seconds=1) == at("2026-02-22 Sun") - 10 * HOUR

    def test_of_a_round_begun_again_start_anew(self, cast):
        case = in_state("in_review", cast, at=at("2026-03-02 Mon"))
        case = take(case, "review", cast, outcome="revoked")
        case = take(case, "deliver_review", cast)
        case = take(case, "redo", cast, at=at("2026-08-07 Fri"))
        assert ends(case, "handle") == day("2026-10-08 Thu")
