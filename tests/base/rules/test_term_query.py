"""The answer to when a term would end."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linli.base.calendars.actions import seed
from linli.base.calendars.selectors import shipped_calendar, working_calendar
from linli.base.rules.models import LocalRule
from linli.base.rules.term_query import answer
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.zone import SHANGHAI
from tests.base.rules.terms import PROCEDURE

KEYS = ["procedure", "term", "from", "due_raw", "due_at", "rolled", "provisional", "basis"]


def ask(term, start, **given):
    given.setdefault("calendar", shipped_calendar())
    return answer(PROCEDURE, term, start=start, **given)


class TestAnswer:
    def test_is_whole_and_in_order(self):
        said = ask("handle", "2025-12-18T09:30")  # 60 days: Monday 2026-02-16, a day off
        assert list(said) == KEYS
        assert said == {
            "procedure": "test",
            "term": "handle",
            "from": "2025-12-18T09:30:00+08:00",
            "due_raw": "2026-02-16T23:59:59+08:00",
            "due_at": "2026-02-24T23:59:59+08:00",
            "rolled": True,
            "provisional": False,
            "basis": {"instrument": "测试条例", "article": "第三十四条"},
        }

    @pytest.mark.parametrize(
        ("term", "start", "due_at"),
        [
            # A day alone begins at midnight; a time without offset is Shanghai's.
            ("emergency", "2026-03-02", "2026-03-02T02:00:00+08:00"),
            ("emergency", "2026-03-02T23:30", "2026-03-03T01:30:00+08:00"),
            ("emergency", "2026-03-02 23:30:15", "2026-03-03T01:30:15+08:00"),
            ("emergency", "2026-03-02T15:30Z", "2026-03-03T01:30:00+08:00"),
            ("emergency", "2026-03-02T15:30:00+00:00", "2026-03-03T01:30:00+08:00"),
            ("preset", "2026-03-02T16:30Z", "2026-03-10T23:59:59+08:00"),
            # Saturday: the preset does not roll.
            ("preset", "2026-02-28", "2026-03-07T23:59:59+08:00"),
            ("object", "2026-02-12", "2026-02-26T23:59:59+08:00"),
        ],
    )
    def test_reads_days_and_times(self, term, start, due_at):
        assert ask(term, start)["due_at"] == due_at

    def test_says_when_the_calendar_is_provisional(self):
        assert ask("object", "2026-12-31")["provisional"]
        assert not ask("preset", "2026-12-31")["provisional"]

    def test_counts_pauses_and_extensions(self):
        pauses = ["2026-03-04T10:00/2026-03-06T09:00", "2026-03-05/2026-03-08"]
        assert ask("preset", "2026-03-02", pauses=pauses)["due_at"][:10] == "2026-03-13"
        assert ask("handle", "2026-03-02", extension=30)["due_raw"][:10] == "2026-05-31"
        assert (
            ask("emergency", "2026-03-02T09:00", extension=1)["due_at"][:16] == "2026-03-03T11:00"
        )

    def test_takes_the_version_of_the_term_in_force_on_the_day(self):
        assert ask("changing", "2026-12-31")["due_raw"][:10] == "2027-01-20"
        assert ask("changing", "2027-01-01")["due_raw"][:10] == "2027-01-11"

    def test_of_a_date_set_each_time_is_that_day_or_a_note(self):
        said = ask("dated", "2026-03-02T09:30", ends="2026-03-07")  # Saturday: a set day stays
        assert list(said) == KEYS
        assert said["due_raw"] == said["due_at"] == "2026-03-07T23:59:59+08:00"
        assert not said["rolled"]
        said = ask("dated", "2026-03-02T09:30")
        assert list(said) == [*KEYS, "note"]
        assert said["due_at"] is None
        assert "--to" in said["note"]["en"]

    @pytest.mark.parametrize(
        ("given", "code", "field"),
        [
            ({"term": "moon"}, "unknown_term", "term"),
            ({"term": "dated", "ends": "soon"}, "bad_time", "to"),
            ({"term": "dated", "ends": "2026-03-01"}, "bad_time", "to"),
            ({"term": "dated", "pauses": ["2026-03-04/2026-03-06"]}, "no_pause", "pause"),
            ({"ends": "2026-03-09"}, "has_length", "to"),
            ({"start": "yesterday"}, "bad_time", "from"),
            ({"start": ""}, "bad_time", "from"),
            ({"start": "2026-02-30"}, "bad_time", "from"),
            ({"start": "9999-12-31"}, "bad_time", "from"),
            ({"start": "0001-01-01T00:00+14:00"}, "bad_time", "from"),
            ({"pauses": ["2026-03-04"]}, "bad_time", "pause"),
            ({"pauses": ["2026-03-04/soon"]}, "bad_time", "pause"),
            ({"pauses": ["2026-03-04/"]}, "bad_time", "pause"),
            ({"pauses": ["2026-03-06/2026-03-04"]}, "bad_time", "pause"),
            ({"extension": 31}, "beyond_cap", "extension"),
            ({"extension": -1}, "incomplete", "extension"),
            ({"term": "preset", "extension": 1}, "beyond_cap", "extension"),
        ],
        ids=str,
    )
    def test_refuses_what_makes_no_sense(self, given, code, field):
        asked = {"term": "handle", "start": "2026-03-02", **given}
        with pytest.raises(Refused) as refused:
            ask(asked.pop("term"), asked.pop("start"), **asked)
        assert (refused.value.code, refused.value.field) == (code, field)

    def test_names_the_terms_that_there_are(self):
        with pytest.raises(Incomplete, match="handle, object, review"):
            ask("moon", "2026-03-02")


@pytest.mark.django_db
class TestAnswerOfADatabase:
    def test_counts_with_the_local_limit_of_the_region(self, cast):
        seed(by=Actor.system("test"), at=datetime(2026, 3, 2, tzinfo=SHANGHAI))
        LocalRule.objects.create(
            region=cast.city, area="test", key="handle", value=30, unit="days", reason="试点",
            in_force_from=date(2026, 1, 1), instrument="济南市规范", article="第二条",
        )  # fmt: skip
        said = ask("handle", "2026-03-02", calendar=working_calendar(), region_code=cast.street.pk)
        assert said["due_raw"] == "2026-04-01T23:59:59+08:00"
        assert said["basis"] == {"instrument": "济南市规范", "article": "第二条"}
        elsewhere = ask("handle", "2026-03-02", calendar=working_calendar())
        assert elsewhere["due_raw"] == "2026-05-01T23:59:59+08:00"

    def test_asks_no_database_for_limits_when_the_calendar_is_shipped(
        self, django_assert_num_queries
    ):
        with django_assert_num_queries(0):
            said = ask("handle", "2026-03-02", region_code=370102001000)
        assert said["due_raw"] == "2026-05-01T23:59:59+08:00"
