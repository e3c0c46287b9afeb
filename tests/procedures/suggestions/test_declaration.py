"""The declaration of suggestions: sound, with the terms that were set, and the seven outcomes."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.calendars.selectors import shipped_calendar
from linli.cases.checks import mismatches
from linli.cases.counters import figures
from linli.cases.registry import rooms
from linli.core.terms import due
from linli.core.zone import SHANGHAI, local
from linli.procedures.suggestions.procedure import SUGGESTION
from linli.procedures.suggestions.words import OUTCOMES
from tests.procedures.petitions.test_terms import day

# term, event, last day as counted, last day as it holds ("" for the same)
TERMS = [
    ("register", "2026-03-02 Mon", "2026-03-05 Thu", ""),
    ("register", "2026-02-12 Thu", "2026-02-24 Tue", ""),
    ("allocate", "2026-03-02 Mon", "2026-03-17 Tue", ""),
    ("study", "2026-03-02 Mon", "2026-05-01 Fri", "2026-05-06 Wed"),
    ("restudy", "2026-03-06 Fri", "2026-03-21 Sat", "2026-03-23 Mon"),
    ("answer", "2026-03-02 Mon", "2026-03-09 Mon", ""),
    ("consent", "2026-03-02 Mon", "2026-03-17 Tue", ""),
    ("plan", "2026-03-02 Mon", "2026-03-17 Tue", ""),
]


def test_is_sound():
    assert SUGGESTION.problems() == []
    assert mismatches(rooms["suggestion"]) == []
    assert figures["suggestion"].problems() == []


def test_has_the_seven_outcomes():
    assert len(OUTCOMES) == 7


@pytest.mark.parametrize(("term", "event", "raw", "holds"), TERMS)
def test_term_ends_on_its_day(term, event, raw, holds):
    declared = SUGGESTION.term(term)
    found = due(
        start=datetime.fromisoformat(f"{day(event)}T10:00").replace(tzinfo=SHANGHAI),
        length=declared.length,
        unit=declared.unit,
        rolls=declared.rolls,
        calendar=shipped_calendar(),
    )
    ends = (local(found.raw).date().isoformat(), local(found.at).date().isoformat())
    assert ends == (day(raw), day(holds or raw))
