"""A changed calendar, or term, moves the clocks that it touches, and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from linli.base.accounts.hooks import before_closing
from linli.base.audit.models import Entry
from linli.base.calendars.changes import CalendarChange
from linli.base.notices.desk import for_post, wording
from linli.base.rules.actions import Setting, effect_of, end_rule, set_rule
from linli.base.rules.models import LocalRule
from linli.base.rules.settable import SettableTerm
from linli.base.rules.versions import confirm_version, effect_of_version
from linli.cases import recounting
from linli.cases.engine import move
from linli.cases.models import Case, Clock, Recount
from linli.cases.recounting import recount
from linli.cases.recounts import running
from linli.cases.recounts.rules import CalendarRule
from linli.cases.registry import rooms
from linli.cases.sweep import sweep
from linli.core.errors import Refused, WrongState
from linli.core.moves import Preview
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.core.zone import SHANGHAI
from tests.requests import DAY, HOUR, START, by_telephone, in_state
from tests.wall.sealed import sealed

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


class OffOnTuesday:
    """3 March 2026, a Tuesday, is made a day off."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day != TUESDAY

    def is_provisional(self, day: date) -> bool:
        return False


def change(cast, at: datetime = START) -> CalendarChange:
    by = cast.system_administrator.actor()
    return CalendarChange(TUESDAY, TUESDAY, OffOnTuesday(), by, at)


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=SHANGHAI)


def ruling_of(case: Case) -> Clock:
    """The ruling: one working day from Monday 2 March."""
    return Clock.objects.get(case=case, term="ruling")


@pytest.fixture
def only_by_worker(monkeypatch):
    """Leave every recount to the worker, as if there were thousands of clocks; it reads the
    calendar anew."""
    monkeypatch.setattr(running, "AT_ONCE", 0)
    monkeypatch.setattr(
        running, "rule_of", lambda work: CalendarRule(TUESDAY, TUESDAY, OffOnTuesday())
    )


class TestRecount:
    def test_moves_a_term_in_working_days_and_logs_it(self, cast):
        case = in_state("objected", cast)
        with transaction.atomic():
            assert recount(change(cast)) == 1
        ruling = ruling_of(case)
        assert ruling.due_at == end_of(WEDNESDAY)
        case.refresh_from_db()
        assert case.due_at == ruling.due_at
        line = Entry.objects.get(chain=case.chain, kind="case.recounted")
        assert line.facts["before"] == "2026-03-03 23:59"
        assert line.post_id == cast.system_administrator.pk

    def test_leaves_the_hotlines_own_days_alone(self, cast):
        case = in_state("objected", cast)
        before = Clock.objects.get(case=case, term="normal").due_at
        with transaction.atomic():
            recount(change(cast))
        assert Clock.objects.get(case=case, term="normal").due_at == before

    def test_does_not_wind_up_a_clock_that_stopped_meanwhile(self, cast, monkeypatch):
        case = in_state("objected", cast)
        find = running._changed

        def found_before_the_ruling(rule, cases):
            found = find(rule, cases)
            by = cast.supervisor.actor()
            move(case, "reject", by=by, at=START + 3 * HOUR, reason="清单中有此事项")
            return found

        monkeypatch.setattr(running, "_changed", found_before_the_ruling)
        with transaction.atomic():
            recount(change(cast))
        assert ruling_of(case).stopped_at == START + 3 * HOUR
        assert not Entry.objects.filter(kind="case.recounted").exists()

    def test_takes_the_mark_of_a_provisional_end_off_without_a_line(self, cast):
        case = in_state("objected", cast)
        Clock.objects.filter(pk=ruling_of(case).pk).update(is_provisional=True)
        by = cast.system_administrator.actor()
        settled = CalendarRule(MONDAY, MONDAY, _Ordinary())
        assert running.begin(settled, by=by, at=START) == 0
        assert not ruling_of(case).is_provisional
        assert not Entry.objects.filter(kind="case.recounted").exists()

    def test_tells_the_unit_once_how_many_and_no_other(self, cast):
        in_state("objected", cast)
        in_state("objected", cast)
        with transaction.atomic():
            recount(change(cast))
        (notice,) = for_post(cast.street_clerk).filter(kind="case.terms_moved")
        assert "2项" in wording(notice).zh
        assert not for_post(cast.hotline_clerk).filter(kind="case.terms_moved").exists()

    def test_leaves_many_to_the_worker_while_nothing_is_said_of_them(self, cast, only_by_worker):
        first, second = in_state("objected", cast), in_state("objected", cast)
        at = end_of(TUESDAY) + timedelta(minutes=1)
        with transaction.atomic():
            assert recount(change(cast, at - 5 * timedelta(minutes=1))) == 2
        work = Recount.objects.get()
        assert (work.total, work.moved, work.ended_at) == (2, 0, None)
        # Wednesday: late by the calendar of before, not by the one that holds.
        assert sweep(at).lapsed == 0
        assert running.go_on(at) == 0
        work.refresh_from_db()
        assert (work.moved, work.ended_at) == (2, at)
        assert {ruling_of(case).due_at for case in (first, second)} == {end_of(WEDNESDAY)}

    def test_is_waited_for_no_longer_than_an_hour(self, cast, only_by_worker):
        in_state("objected", cast)
        with transaction.atomic():
            recount(change(cast))
        assert running.is_under_way(START + 59 * timedelta(minutes=1))
        assert not running.is_under_way(START + HOUR)

    def test_goes_on_where_it_was_cut_short(self, cast, only_by_worker):
        cases = [in_state("objected", cast) for _ in range(3)]
        with transaction.atomic():
            recount(change(cast))
        asked = iter([False, False, True, True])
        work = Recount.objects.get()
        done = running._run(work, running.rule_of(work), START, lambda: next(asked))
        assert not done
        assert [ruling_of(case).due_at for case in cases].count(end_of(WEDNESDAY)) == 1
        assert running.go_on(START) == 0
        assert [ruling_of(case).due_at for case in cases].count(end_of(WEDNESDAY)) == 3
        assert Entry.objects.filter(kind="case.recounted").count() == 3
        assert Recount.objects.get().moved == 3


class _Ordinary:
    """Ordinary weeks, all settled."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5

    def is_provisional(self, day: date) -> bool:
        return False


class TestANotice:
    """From the State Council's sentence to the unit's desk, by the pages."""

    # Tuesday to Thursday off, Saturday and Sunday worked instead.
    SENTENCE = "春节：3月3日（周二）至5日（周四）放假调休，共3天。3月7日（周六）、8日（周日）上班。"

    def test_is_entered_looked_at_and_confirmed_and_the_unit_is_told(self, cast, client):
        case = in_state("objected", cast)
        admin = cast.sign_in(Client(), cast.system_administrator)
        address = "/administration/calendar/2026/declare/"
        form = {"source": "国务院办公厅通知", "days": self.SENTENCE}
        page = admin.post(address, form)
        (line,) = page.context["preview"].moves
        assert (line.before, line.after) == (TUESDAY, date(2026, 3, 6))  # Friday
        assert line.unit.zh in page.content.decode()
        assert ruling_of(case).due_at == end_of(TUESDAY)

        sent = admin.post(address, {**form, "seen": page.context["seen"]}, follow=True)
        assert sent.status_code == 200
        assert ruling_of(case).due_at == end_of(date(2026, 3, 6))
        clerk = cast.sign_in(client, cast.street_clerk)
        assert (
            "2026年工作日历变动：您单位有1项在办时限"
            in clerk.get("/desk/reminders/").content.decode()
        )
        shown = clerk.get(f"/cases/{case.reference}/").content.decode()
        assert "2026-03-03 23:59改为2026-03-06 23:59" in shown


class TestPreview:
    def test_says_by_unit_what_would_move_and_writes_nothing(self, cast):
        for _ in range(2):
            in_state("objected", cast)
        lines = Entry.objects.count()
        found = recounting.preview(change(cast))
        (line,) = found.moves
        assert (found.total, line.count) == (2, 2)
        assert line.unit.zh == Case.objects.first().unit.text.zh
        assert (line.before, line.after) == (TUESDAY, WEDNESDAY)
        assert Entry.objects.count() == lines
        assert ruling_of(Case.objects.first()).due_at == end_of(TUESDAY)

    def test_knows_no_sealed_case_though_its_clocks_move_too(self, cast):
        case = in_state("objected", cast)
        open_one = in_state("objected", cast)
        sealed(cast, case)
        found = recounting.preview(change(cast))
        assert found.total == 1
        with transaction.atomic():
            recount(change(cast))
        assert Entry.objects.filter(kind="case.recounted", chain=case.chain).exists()
        assert Recount.objects.get().moved == 1
        assert Recount.objects.get().units == {str(open_one.unit_id): 1}
        for post, told in ((cast.hotline_clerk, True), (cast.other_hotline_clerk, False)):
            assert for_post(post).filter(kind="case.due_moved").exists() is told


RULE = {"instrument": "《济南市办法》", "article": "第三条", "reason": "提速"}


class TestAChangedTerm:
    """The hotline's `normal`: a preset of the platform, so that a place may set it either way."""

    @pytest.fixture
    def declared(self, monkeypatch):
        """Let the declaration say what becomes of running clocks, or bind it by law."""

        def declare(term: str = "normal", **values):
            room = rooms["hotline"]
            terms = tuple(
                replace(one, **values) if one.key == term else one for one in room.procedure.terms
            )
            procedure = replace(room.procedure, terms=terms)
            monkeypatch.setitem(rooms._things, "hotline", replace(room, procedure=procedure))
            return procedure

        return declare

    def limit(self, cast, length, unit="workdays", **values):
        asked = {"region": cast.city, "in_force_from": MONDAY, **RULE, **values}
        return Setting(value=length, unit=unit, **asked)

    def told(self, cast):
        return {"by": cast.system_administrator.actor(), "at": START + 3 * HOUR}

    def clock(self, case):
        return Clock.objects.get(case=case, term="normal")

    def test_keeps_what_runs_unless_the_declaration_says_otherwise(self, cast, declared):
        case = in_state("handling", cast)
        before = self.clock(case)
        procedure = declared(running_cases="keep")
        term = procedure.term("normal")
        asked = self.limit(cast, term.length - 1, term.unit)
        rule = SettableTerm(procedure, "normal")
        assert effect_of(rule, asked, **self.told(cast)).moves == Preview(kept=1)
        set_rule(rule, asked, **self.told(cast))
        assert self.clock(case).due_at == before.due_at
        assert not Recount.objects.exists()

    def test_moves_what_runs_where_the_declaration_says_so(self, cast, declared):
        case = in_state("handling", cast)
        before = self.clock(case)
        procedure = declared(running_cases="move")
        term = procedure.term("normal")
        asked = self.limit(cast, term.length - 1, term.unit)
        rule = SettableTerm(procedure, "normal")
        found = effect_of(rule, asked, **self.told(cast)).moves
        assert (found.total, found.moves[0].after < found.moves[0].before) == (1, True)
        assert not LocalRule.objects.exists()
        set_rule(rule, asked, **self.told(cast))
        after = self.clock(case)
        assert after.due_at < before.due_at
        assert (after.length, after.basis["instrument"]["zh"]) == (
            term.length - 1,
            "《济南市办法》",
        )
        line = Entry.objects.get(chain=case.chain, kind="case.term_changed")
        assert line.facts["rule"]["zh"] == "《济南市办法》第三条"
        assert Entry.objects.get(kind="rule.set").facts["moved"] == {"cases": 1}

    def test_moves_it_on_the_day_on_which_it_comes_into_force(self, cast, declared):
        case = in_state("handling", cast)
        before = self.clock(case).due_at
        procedure = declared(running_cases="move")
        term = procedure.term("normal")
        asked = self.limit(cast, term.length - 1, term.unit, in_force_from=WEDNESDAY)
        set_rule(SettableTerm(procedure, "normal"), asked, **self.told(cast))
        running.go_on(START + DAY)
        assert self.clock(case).due_at == before
        running.go_on(START + 2 * DAY)
        assert self.clock(case).due_at < before

    def test_moves_it_back_after_the_last_day_of_a_passing_rule(self, cast, declared):
        case = in_state("handling", cast)
        before = self.clock(case).due_at
        procedure = declared(running_cases="move")
        term, rule = procedure.term("normal"), SettableTerm(procedure, "normal")
        row = set_rule(rule, self.limit(cast, term.length - 1, term.unit), **self.told(cast))
        shorter = self.clock(case).due_at
        assert shorter < before
        end_rule(rule, row, until_date=TUESDAY, reason="试点结束", **self.told(cast))
        running.go_on(START + DAY)
        assert self.clock(case).due_at == shorter
        running.go_on(START + 2 * DAY)
        assert self.clock(case).due_at == before

    def test_leaves_other_places_alone(self, cast, declared):
        case = in_state("handling", cast)
        procedure = declared(running_cases="move")
        term = procedure.term("normal")
        elsewhere = self.limit(cast, 1, term.unit, region=cast.far_street)
        rule = SettableTerm(procedure, "normal")
        assert effect_of(rule, elsewhere, **self.told(cast)).moves.total == 0
        assert self.clock(case).length == term.length

    @pytest.mark.parametrize(
        ("binds", "length", "moves"),
        [
            ("authority", -1, True),  # less time for the authority
            ("authority", +1, False),  # more of it
            ("citizen", +1, True),  # more time for the citizen
            ("citizen", -1, False),  # less of it
        ],
    )
    def test_by_law_never_turns_against_the_citizen(self, cast, declared, binds, length, moves):
        case = in_state("handling", cast)
        law = Basis(Text("《某条例》", "Some Regulations"), "第十条", "A")
        before = self.clock(case)
        Clock.objects.filter(pk=before.pk).update(binds=binds)
        old = rooms["hotline"].procedure.term("normal")
        newer = replace(
            old, length=old.length + length, in_force_from=MONDAY, running_cases="move",
            basis=law, binds=binds,
        )  # fmt: skip
        room = rooms["hotline"]
        procedure = replace(room.procedure, terms=(*room.procedure.terms, newer))
        rooms._things["hotline"] = replace(room, procedure=procedure)
        try:
            by, at = cast.system_administrator.actor(), START + 3 * HOUR
            found = effect_of_version(procedure, "normal", MONDAY, by=by, at=at)
            assert found.total == moves
            assert confirm_version(procedure, "normal", MONDAY, by=by, at=at) == moves
        finally:
            rooms._things["hotline"] = room
        after = self.clock(case)
        assert (after.due_at != before.due_at) is moves
        assert after.length == (newer.length if moves else old.length)

    def test_is_confirmed_only_for_a_version_that_reaches_running_cases(self, cast):
        procedure = rooms["hotline"].procedure
        by = cast.system_administrator.actor()
        with pytest.raises(WrongState):
            confirm_version(procedure, "normal", MONDAY, by=by, at=START)


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
