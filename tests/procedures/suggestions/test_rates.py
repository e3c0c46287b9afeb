"""What a suggestion counts for: adoption over all that came in, and over those studied."""

from __future__ import annotations

import pytest

from linli.cases.models import Case, Tally
from linli.dashboards.access import over_range
from tests.suggestions import in_state, new_suggestion, take

pytestmark = pytest.mark.django_db


def counted(*cases: Case) -> dict[str, tuple[int, int]]:
    """Return {figure: (hits, of how many)}."""
    found: dict[str, tuple[int, int]] = {}
    for one in Tally.objects.filter(case__in=cases):
        hits, total = found.get(one.indicator, (0, 0))
        found[one.indicator] = (hits + one.is_hit, total + 1)
    return {key.removeprefix("suggestion."): value for key, value in found.items()}


def test_each_has_its_own_denominator(cast):
    """Of six received one is adopted and carried out, one joined to it, one not adopted."""
    main = in_state("registered", cast)
    joined = take(new_suggestion(cast), "join", cast, main=main)
    for step in ("allocate", "adopt", "answer", "complete"):
        main = take(main, step, cast)
    others = [in_state(state, cast) for state in ("closed", "handed_over", "informed", "received")]
    found = counted(main, joined, *others)
    assert found["received"] == (0, 6)
    assert found["adopted_of_received"] == (2, 6)
    assert found["adopted_of_studied"] == (1, 2)
    assert found["answered"] == (3, 6)
    assert found["realised"] == (1, 1)


def test_an_evaluation_that_is_withdrawn_counts_as_not_adopted(cast):
    case = take(in_state("adopted", cast), "reconsider", cast)
    found = counted(case)
    assert (found["adopted_of_received"], found["adopted_of_studied"]) == ((0, 1), (0, 1))
    found = counted(take(case, "adopt", cast, extent="partly"))
    assert (found["adopted_of_received"], found["adopted_of_studied"]) == ((1, 1), (1, 1))


def test_the_department_reads_them(cast):
    assert "suggestion" in {one.procedure for one in over_range(cast.social_work_officer)}
