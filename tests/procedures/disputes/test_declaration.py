"""The declaration of mediation: who may do what, and how long everything takes."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.accounts.kinds import ROLES
from linli.base.calendars.selectors import shipped_calendar
from linli.cases import authority
from linli.cases.checks import mismatches
from linli.cases.registry import rooms
from linli.core.procedure import SIDES
from linli.core.terms import due
from linli.core.zone import SHANGHAI, local
from linli.procedures.disputes.procedure import DISPUTE
from linli.procedures.disputes.words import KINDS
from tests.procedures.petitions.test_terms import day

# Written by hand, from the Mediation Law: the committee mediates, and a party itself agrees,
# refuses, ends it or chooses another mediator (Art. 17, 23). Nobody else does anything.
COMMITTEE = {("mediator", "lead"), ("unit_head", "lead")}
PARTY = {("", "receipt"), ("", "party")}
OF_PARTIES = {"agree", "refuse", "challenge"}

# term, event, last day as counted, last day as it holds ("" for the same)
TERMS = [
    ("ask", "2026-03-02 Mon", "2026-03-09 Mon", ""),
    ("ask", "2026-02-12 Thu", "2026-02-26 Thu", ""),
    ("mediate", "2026-03-02 Mon", "2026-04-01 Wed", ""),
    ("mediate", "2026-01-20 Tue", "2026-02-19 Thu", "2026-02-24 Tue"),
    ("sign", "2026-03-02 Mon", "2026-03-09 Mon", ""),
    ("sign", "2026-04-28 Tue", "2026-05-05 Tue", "2026-05-06 Wed"),
    ("tell", "2026-03-06 Fri", "2026-03-11 Wed", ""),
    ("tell", "2026-09-29 Tue", "2026-10-09 Fri", ""),
    # 30 days of effect (Art. 33)
    ("confirm", "2026-03-02 Mon", "2026-04-01 Wed", ""),
    ("confirm", "2026-09-04 Fri", "2026-10-04 Sun", "2026-10-08 Thu"),
    ("confirm", "2024-01-30 Tue", "2024-02-29 Thu", ""),
    # a week to make the visit once 30 and 90 days have passed
    ("visit_30", "2026-03-02 Mon", "2026-04-08 Wed", ""),
    ("visit_90", "2026-03-02 Mon", "2026-06-07 Sun", "2026-06-08 Mon"),
]


def test_is_sound():
    assert DISPUTE.problems() == []
    assert mismatches(rooms["dispute"]) == []


def test_has_the_fifteen_types():
    assert len(KINDS) == 15


@pytest.mark.parametrize("step", DISPUTE.transitions, ids=lambda step: step.key)
def test_step_is_for_those_whom_the_table_names(step):
    allowed = PARTY if step.key in OF_PARTIES else COMMITTEE
    allowed = {("", "system")} if step.key == "lapse_confirmation" else allowed
    roles = [*ROLES, ""]
    let = {
        (role if side not in authority.WITHOUT_ROLE else "", side)
        for side in SIDES
        for role in roles
        if authority.allows(step, {side}, role)
    }
    assert let == allowed


@pytest.mark.parametrize(("term", "event", "raw", "holds"), TERMS)
def test_term_ends_on_its_day(term, event, raw, holds):
    declared = DISPUTE.term(term)
    found = due(
        start=datetime.fromisoformat(f"{day(event)}T10:00").replace(tzinfo=SHANGHAI),
        length=declared.length,
        unit=declared.unit,
        rolls=declared.rolls,
        calendar=shipped_calendar(),
    )
    ends = (local(found.raw).date().isoformat(), local(found.at).date().isoformat())
    assert ends == (day(raw), day(holds or raw))


def test_asks_for_no_fee_anywhere():
    """Art. 4: mediation costs nothing."""
    asked = [need.name for step in DISPUTE.transitions for need in step.needs]
    words = ("费用", "收费", "fee", "charge")
    assert [one for one in asked if any(word in one.zh + one.en.lower() for word in words)] == []
