"""The declaration of whistles: who may do what, and how long everything takes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from linli.base.accounts.kinds import ROLES
from linli.base.calendars.selectors import shipped_calendar
from linli.cases import authority
from linli.cases.checks import mismatches
from linli.cases.registry import rooms
from linli.core.indicators import problems
from linli.core.procedure import SIDES
from linli.core.terms import due
from linli.core.zone import SHANGHAI, local
from linli.procedures.whistles.procedure import TURNOUT, WHISTLE
from linli.procedures.whistles.rates import FIGURES
from tests.procedures.petitions.test_terms import day

# Written by hand: the township calls, confirms and assesses; the department comes, acts, reports
# or refuses; the county alone decides on a refusal (Beijing Regulation on Subdistrict Offices,
# Art. 5, 11, 17, 44). Nobody else does anything.
TOWNSHIP = {("street_clerk", "coordinating"), ("unit_head", "coordinating")}
DEPARTMENT = {("department_handler", "lead"), ("unit_head", "lead")}
COUNTY = {
    ("department_handler", "overseeing"), ("unit_head", "overseeing"), ("supervisor", "overseeing"),
}  # fmt: skip
OF_TOWNSHIP = {"confirm", "deny", "extend", "return_report", "assess", "note_call", "withdraw"}
OF_COUNTY = {"order", "excuse", "replace"}

# term, event, last day as it holds (working days: the day of the event is not counted)
TERMS = [
    ("attend", "2026-03-02 Mon", "2026-03-05 Thu"),
    ("attend", "2026-03-06 Fri", "2026-03-11 Wed"),
    ("attend", "2026-09-29 Tue", "2026-10-09 Fri"),
    ("attend_joint", "2026-03-02 Mon", "2026-03-09 Mon"),
    ("attend_joint", "2026-02-12 Thu", "2026-02-26 Thu"),
    ("confirm", "2026-03-06 Fri", "2026-03-09 Mon"),
    ("decide", "2026-03-05 Thu", "2026-03-09 Mon"),
    ("report", "2026-03-02 Mon", "2026-03-16 Mon"),
    ("assess", "2026-03-06 Fri", "2026-03-13 Fri"),
]
HOURS = {
    "sign": 1, "contact": 24, "contact_emergency": 2, "attend_emergency": 2,
    "decide_emergency": 1,
}  # fmt: skip


@pytest.mark.parametrize("procedure", [WHISTLE, TURNOUT], ids=lambda one: one.key)
def test_is_sound(procedure):
    assert procedure.problems() == []
    assert mismatches(rooms[procedure.key]) == []


def test_figures_are_sound_and_know_no_remark():
    assert problems(FIGURES.indicators, TURNOUT) == []
    assert FIGURES.problems() == []
    assert not any("remark" in one.counts_on for one in FIGURES.indicators)


@pytest.mark.parametrize("step", [*WHISTLE.transitions, *TURNOUT.transitions])
def test_step_is_for_those_whom_the_table_names(step):
    if step in WHISTLE.transitions:
        allowed = {("street_clerk", "lead"), ("unit_head", "lead")}
    else:
        allowed = TOWNSHIP if step.key in OF_TOWNSHIP else DEPARTMENT
        allowed = COUNTY if step.key in OF_COUNTY else allowed
        allowed = {("", "system")} if step.key == "let_stand" else allowed
    let = {
        (role if side not in authority.WITHOUT_ROLE else "", side)
        for side in SIDES
        for role in [*ROLES, ""]
        if authority.allows(step, {side}, role)
    }
    assert let == allowed


@pytest.mark.parametrize(("term", "event", "holds"), TERMS)
def test_term_ends_on_its_day(term, event, holds):
    found = _due(term, f"{day(event)}T10:00")
    assert local(found).date().isoformat() == day(holds)


@pytest.mark.parametrize(("term", "hours"), HOURS.items())
def test_term_in_hours_is_exact_on_any_day(term, hours):
    # Friday, 2 October 2026, a holiday
    start = datetime(2026, 10, 2, 22, 30, tzinfo=SHANGHAI)
    assert _due(term, start.isoformat()) == start + timedelta(hours=hours)


def test_every_term_is_a_preset_that_places_may_change():
    assert {term.basis.grade for term in TURNOUT.terms} <= {"B", "design"}


def _due(term: str, moment: str) -> datetime:
    declared = TURNOUT.term(term)
    start = datetime.fromisoformat(moment)
    start = start if start.tzinfo else start.replace(tzinfo=SHANGHAI)
    return due(
        start=start, length=declared.length, unit=declared.unit, rolls=declared.rolls,
        calendar=shipped_calendar(),
    ).at  # fmt: skip
