"""The declarations of councils: sound, two of them, and no article that nobody has read."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.calendars.selectors import shipped_calendar
from linli.cases import authority
from linli.cases.checks import mismatches
from linli.cases.counters import figures
from linli.cases.registry import rooms
from linli.core.procedure import Procedure
from linli.core.terms import due
from linli.core.zone import SHANGHAI, local
from linli.procedures.councils.procedure import ASSEMBLY, DELIBERATION
from tests.procedures.petitions.test_terms import day

BOTH = pytest.mark.parametrize("procedure", [DELIBERATION, ASSEMBLY], ids=lambda one: one.key)
# procedure, term, event, last day as it holds
TERMS = [
    (DELIBERATION, "consider", "2026-03-02 Mon", "2026-03-12 Thu"),
    (DELIBERATION, "notice", "2026-03-02 Mon", "2026-03-05 Thu"),
    # Days of notice run over a holiday; what the community owes moves behind it.
    (DELIBERATION, "notice", "2026-09-30 Wed", "2026-10-03 Sat"),
    (DELIBERATION, "conclude", "2026-09-28 Mon", "2026-10-08 Thu"),
    (DELIBERATION, "adopt", "2026-03-02 Mon", "2026-03-17 Tue"),
    (ASSEMBLY, "notice", "2026-03-02 Mon", "2026-03-12 Thu"),
    (ASSEMBLY, "publish", "2026-03-06 Fri", "2026-03-09 Mon"),
    (ASSEMBLY, "file", "2026-03-02 Mon", "2026-03-12 Thu"),
    (ASSEMBLY, "note", "2026-03-02 Mon", "2026-03-17 Tue"),
]


@BOTH
def test_is_sound(procedure: Procedure):
    assert procedure.problems() == []
    assert mismatches(rooms[procedure.key]) == []
    assert figures[procedure.key].problems() == []
    assert {one.kind for one in figures[procedure.key].indicators} == {"count"}


@BOTH
def test_names_no_article_of_texts_that_nobody_has_read(procedure: Procedure):
    said = [step.basis for step in procedure.transitions] + [one.basis for one in procedure.terms]
    assert {(one.grade, one.article) for one in said if one} <= {("C", ""), ("design", "")}


@BOTH
def test_no_secret_ballot_is_cast_on_a_screen(procedure: Procedure):
    """No step is a resident's own: what they think is an opinion, and votes are on paper."""
    takers = {taker.side for step in procedure.transitions for taker in step.takers}
    assert takers <= {"lead", "overseeing"}


def test_the_township_files_and_does_nothing_else():
    mine = {
        step.key for step in ASSEMBLY.transitions
        if authority.allows(step, {"overseeing"}, "street_clerk")
    }  # fmt: skip
    assert mine == {"note_filing", "ask_correction"}


@pytest.mark.parametrize(("procedure", "term", "event", "holds"), TERMS)
def test_term_ends_on_its_day(procedure, term, event, holds):
    declared = procedure.term(term)
    found = due(
        start=datetime.fromisoformat(f"{day(event)}T10:00").replace(tzinfo=SHANGHAI),
        length=declared.length, unit=declared.unit, rolls=declared.rolls,
        calendar=shipped_calendar(),
    )  # fmt: skip
    assert local(found.at).date().isoformat() == day(holds)
