"""A changed calendar moves the clocks that it touches, and no others."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import transaction

from linli.base.accounts.hooks import before_closing
from linli.base.audit.models import Entry
from linli.base.calendars.changes import CalendarChange
from linli.cases import recounting
from linli.cases.engine import move
from linli.cases.models import Clock
from linli.cases.recounting import recount
from linli.core.errors import Refused
from linli.core.zone import SHANGHAI
from tests.requests import HOUR, START, by_telephone, in_state

pytestmark = pytest.mark.django_db


class OffOnTuesday:
    """3 March 2026, a Tuesday, is made a day off."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day != date(2026, 3, 3)

    def is_provisional(self, day: date) -> bool:
        return False


def change(cast, *, is_trial: bool) -> CalendarChange:
    return CalendarChange(
        first=date(2026, 3, 3),
        last=date(2026, 3, 3),
        calendar=OffOnTuesday(),
        by=cast.system_administrator.actor(),
        at=START,
        is_trial=is_trial,
    )


class TestRecount:
    def test_moves_a_term_in_working_days_and_logs_it(self, cast):
        case = in_state("objected", cast)  # ruling: one working day from Monday 2 March
        with transaction.atomic():
            assert recount(change(cast, is_trial=False)) == 1
        ruling = Clock.objects.get(case=case, term="ruling")
        assert ruling.due_at == datetime(2026, 3, 4, 23, 59, 59, tzinfo=SHANGHAI)  # Wednesday
        case.refresh_from_db()
        assert case.due_at == ruling.due_at
        assert Entry.objects.filter(chain=case.chain, kind="case.recounted").exists()

    def test_leaves_the_hotlines_own_days_alone(self, cast):
        case = in_state("objected", cast)
        before = Clock.objects.get(case=case, term="normal").due_at
        with transaction.atomic():
            recount(change(cast, is_trial=False))
        assert Clock.objects.get(case=case, term="normal").due_at == before

    def test_does_not_wind_up_a_clock_that_stopped_meanwhile(self, cast, monkeypatch):
        case = in_state("objected", cast)  # ruling: one working day from Monday 2 March
        find = recounting._touched

        def found_before_the_ruling(asked):
            touched = list(find(asked))
            by = cast.supervisor.actor()
            move(case, "reject", by=by, at=START + 3 * HOUR, reason="清单中有此事项")
            return touched

        monkeypatch.setattr(recounting, "_touched", found_before_the_ruling)
        with transaction.atomic():
            assert recount(change(cast, is_trial=False)) == 0
        assert Clock.objects.get(case=case, term="ruling").stopped_at == START + 3 * HOUR

    def test_writes_nothing_in_a_trial(self, cast):
        case = in_state("objected", cast)
        assert recount(change(cast, is_trial=True)) == 1
        due_at = Clock.objects.get(case=case, term="ruling").due_at
        assert due_at == datetime(2026, 3, 3, 23, 59, 59, tzinfo=SHANGHAI)


class TestClosingAUnit:
    def test_is_refused_while_it_holds_a_case(self, cast):
        in_state("handling", cast)
        with pytest.raises(Refused):
            before_closing["cases"](cast.street_unit, START.date())
        before_closing["cases"](cast.far_street_unit, START.date())

    def test_is_refused_while_it_owes_somebody_a_call(self, cast):
        case = by_telephone(cast)
        by, at = cast.hotline_clerk.actor(), START + HOUR
        told = {"outcome": "beyond_duty", "explanation": "请联系供电企业。"}
        move(case, "inform", by=by, at=at, **told)
        with pytest.raises(Refused) as refusal:
            before_closing["cases"](cast.hotline_centre, START.date())
        assert refusal.value.code == "owes_calls"
