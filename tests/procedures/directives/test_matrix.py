"""Who may take a step of a directive, tried on the engine: receiving, breaking down, closing."""

from __future__ import annotations

from typing import Any

import pytest

from linli.base.accounts.models import Unit
from linli.cases.engine import join
from linli.cases.models import Case
from tests.directives import START, chain, in_state, values
from tests.procedures import matrix
from tests.procedures.directives.test_declaration import MAY

pytestmark = pytest.mark.django_db


def units(case: Case, cast: Any) -> dict[str, Unit]:
    """Return the unit on each side."""
    join(case, cast.other_department, part="assisting", at=START)
    return {
        "coordinating": case.coordinator,
        "lead": case.unit,
        "assisting": cast.other_department,
        "overseeing": cast.province_government,
        "other_unit": cast.other_street_unit,
        "other_region": cast.far_street_unit,
    }


@pytest.mark.parametrize("step", ["accept", "break_down", "close"])
def test_step_is_for_those_whom_the_table_names(cast, step):
    case = {
        "accept": lambda: in_state("given", cast),
        "break_down": lambda: chain(cast)[2],
        "close": lambda: in_state("reported", cast),
    }[step]()
    given = values(step, cast, case)
    found = matrix.wrong(case, step, MAY[step], places=units(case, cast), given=given, at=START)
    assert found == []
