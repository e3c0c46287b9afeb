"""What petitions count for: terms kept, judgements of office and unit apart, accusations never."""

from __future__ import annotations

import pytest

from linli.cases.models import Tally
from linli.cases.sweep import sweep
from tests.petitions import DAY, START, in_state, take

pytestmark = pytest.mark.django_db


def tallies(case) -> dict[str, tuple[object, bool]]:
    """Return to whom and how the case counts, by indicator."""
    return {
        one.indicator.split(".")[1]: (one.unit, one.is_hit)
        for one in Tally.objects.filter(case=case).select_related("unit")
    }


class TestTerms:
    def test_kept_count_for_the_unit_that_kept_them(self, cast):
        case = in_state("delivered", cast)
        assert tallies(case) == {
            "notified": (cast.department, True), "handled": (cast.department, True),
        }  # fmt: skip

    def test_that_ran_out_count_against_who_held_it(self, cast):
        case = in_state("handling", cast)
        sweep(START + 90 * DAY)
        assert tallies(case)["handled"] == (cast.department, False)


class TestJudgement:
    def test_is_of_office_and_unit_apart(self, cast):
        case = take(in_state("delivered", cast), "rate_office", cast, satisfied="dissatisfied")
        take(case, "rate_unit", cast, satisfied="fairly")
        found = tallies(case)
        assert found["office"] == (cast.county_petition_office, False)
        assert found["unit"] == (cast.department, True)


class TestAccusation:
    def test_counts_for_nothing_before_or_after_it_is_marked(self, cast):
        case = in_state("referred", cast)
        sweep(START + 40 * DAY)
        assert "notified" in tallies(case)
        case = take(case, "mark_accusation", cast)
        sweep(START + 200 * DAY)
        assert tallies(case) == {}
