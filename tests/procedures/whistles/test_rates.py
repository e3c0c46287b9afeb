"""What a turnout counts for: to the department and to the township, each with its own formula."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.cases.models import Case, Tally
from linli.cases.sweep import sweep
from linli.core.zone import SHANGHAI
from linli.dashboards.access import over_range
from tests.whistles import HOUR, START, take, turnout

pytestmark = pytest.mark.django_db


def counted(case: Case) -> dict[str, tuple[bool, str]]:
    """Return {figure: (in the numerator, code of the unit)}."""
    rows = Tally.objects.filter(case=case).select_related("unit")
    return {one.indicator.removeprefix("turnout."): (one.is_hit, one.unit.code) for one in rows}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_counts_to_both_sides(cast):
    case = turnout(cast)
    for step in ("sign", "contact", "arrive", "confirm", "report", "assess"):
        case = take(case, step, cast)
    assert counted(case) == {
        "signed": (True, "department"), "attended": (True, "department"),
        "solved": (True, "department"), "well_called": (True, "street_unit"),
        "confirmed": (True, "street_unit"), "assessed": (True, "street_unit"),
    }  # fmt: skip


def test_a_lapse_is_mended_by_a_confirmation_that_says_when_they_came(cast):
    case = take(turnout(cast), "sign", cast, at=START + 2 * HOUR)
    sweep(moment("2026-03-06 08:00"))
    assert counted(case)["attended"] == (False, "department")
    case = take(
        case, "confirm", cast, at=moment("2026-03-06 09:00"), came_at=moment("2026-03-05 15:00")
    )
    found = counted(case)
    assert found["attended"] == (True, "department")
    assert found["signed"] == (False, "department")


def test_a_township_that_does_not_answer_is_late_and_the_department_is_not(cast):
    case = take(take(turnout(cast), "sign", cast), "arrive", cast, at=START + 2 * HOUR)
    sweep(moment("2026-03-04 00:01"))
    found = counted(case)
    assert found["confirmed"] == (False, "street_unit")
    assert found["attended"] == (True, "department")


@pytest.mark.parametrize("decision", ["excuse", "replace"])
def test_a_call_that_the_county_ends_was_not_right_and_no_absence(cast, decision):
    case = turnout(cast)
    sweep(moment("2026-03-06 00:01"))
    case = take(take(case, "refuse", cast, at=moment("2026-03-06 09:00")), decision, cast)
    found = counted(case)
    assert found["well_called"] == (False, "street_unit")
    assert "attended" not in found


def test_are_read_by_the_county_and_not_by_townships(cast):
    of = {post: {one.procedure for one in over_range(getattr(cast, post))}
          for post in ("county_supervisor", "street_clerk", "department_handler")}  # fmt: skip
    assert "turnout" in of["county_supervisor"]
    assert not any("turnout" in of[post] for post in ("street_clerk", "department_handler"))
