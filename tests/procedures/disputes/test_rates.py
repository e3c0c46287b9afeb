"""What a dispute counts for: each figure with its own denominator, to those who may read it."""

from __future__ import annotations

import pytest

from linli.cases.counters import figures
from linli.cases.models import Case, Tally
from linli.cases.sweep import sweep
from linli.dashboards.access import over_range
from tests.disputes import DAY, in_state, new_dispute, take

pytestmark = pytest.mark.django_db


def counted(*cases: Case) -> dict[str, tuple[int, int]]:
    """Return {figure: (hits, of how many)}."""
    rows = Tally.objects.filter(case__in=cases)
    found: dict[str, tuple[int, int]] = {}
    for one in rows:
        hits, total = found.get(one.indicator, (0, 0))
        found[one.indicator] = (hits + one.is_hit, total + 1)
    return {key.removeprefix("dispute."): value for key, value in found.items()}


def test_declared_soundly():
    assert figures["dispute"].problems() == []


def test_each_has_its_own_denominator(cast):
    """Of five disputes one is settled: 1 of 5 registered, of 3 accepted, of 2 concluded."""
    cases = [
        in_state("performing", cast),
        take(in_state("mediating", cast), "terminate", cast),
        in_state("mediating", cast),
        take(new_dispute(cast), "refuse", cast),
        new_dispute(cast),
    ]
    found = counted(*cases)
    assert (found["received"], found["accepted"]) == ((0, 5), (3, 5))
    assert (found["settled"], found["concluded"]) == ((1, 3), (1, 2))
    assert "performed" not in found


def test_what_nobody_looked_at_counts_as_not_performed(cast):
    visited, forgotten = in_state("performing", cast), in_state("performing", cast)
    take(visited, "visit_90", cast)
    sweep(forgotten.moved_at + 110 * DAY)
    assert counted(visited, forgotten)["performed"] == (1, 2)
    assert counted(take(forgotten, "visit_90", cast), visited)["performed"] == (2, 2)


def test_the_department_reads_them_and_no_dispute(cast):
    case = new_dispute(cast)
    officer = cast.social_work_officer
    assert "dispute" in {one.procedure for one in over_range(officer)}
    assert not Case.objects.visible_to(officer).filter(pk=case.pk).exists()
