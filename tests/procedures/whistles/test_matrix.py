"""The authority matrix: every step × every role × every scope, tried on the engine.

Who may do what is written here by hand: the township runs its whistle and, in each department's
own case, confirms and assesses; the department that was called comes and reports; the county that
oversees both decides on a refusal; nobody else has a say.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from linli.base.accounts.models import Unit
from linli.cases.engine import join
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.procedures.whistles.procedure import TURNOUT, WHISTLE
from tests.procedures import matrix
from tests.whistles import HOUR, START, called, item, new_whistle, take, turnout, values

pytestmark = pytest.mark.django_db

CALLS = {("street_clerk", "lead"), ("unit_head", "lead")}
TOWNSHIP = {("street_clerk", "coordinating"), ("unit_head", "coordinating")}
DEPARTMENT = {("department_handler", "lead"), ("unit_head", "lead")}
COUNTY = {
    ("department_handler", "overseeing"), ("unit_head", "overseeing"), ("supervisor", "overseeing"),
}  # fmt: skip
SYSTEM = {("", "system")}

# (procedure, step): (who may take it, from which state it is tried)
MAY: dict[tuple[str, str], tuple[set[tuple[str, str]], str]] = {
    ("whistle", "call"): (CALLS, "drafted"),
    ("whistle", "call_more"): (CALLS, "called"),
    ("whistle", "set_task"): (CALLS, "called"),
    ("whistle", "finish_task"): (CALLS, "called"),
    ("whistle", "close"): (CALLS, "called"),
    ("whistle", "cancel"): (CALLS, "drafted"),
    ("turnout", "sign"): (DEPARTMENT, "called"),
    ("turnout", "contact"): (DEPARTMENT, "signed"),
    ("turnout", "arrive"): (DEPARTMENT, "signed"),
    ("turnout", "confirm"): (TOWNSHIP, "signed"),
    ("turnout", "deny"): (TOWNSHIP, "signed"),
    ("turnout", "let_stand"): (SYSTEM, "signed"),
    ("turnout", "act"): (DEPARTMENT, "attending"),
    ("turnout", "extend"): (TOWNSHIP, "attending"),
    ("turnout", "report"): (DEPARTMENT, "attending"),
    ("turnout", "return_report"): (TOWNSHIP, "reported"),
    ("turnout", "assess"): (TOWNSHIP, "reported"),
    ("turnout", "remark"): (DEPARTMENT, "reported"),
    ("turnout", "refuse"): (DEPARTMENT, "called"),
    ("turnout", "order"): (COUNTY, "refused"),
    ("turnout", "replace"): (COUNTY, "refused"),
    ("turnout", "excuse"): (COUNTY, "refused"),
    ("turnout", "note_call"): (TOWNSHIP, "called"),
    ("turnout", "withdraw"): (TOWNSHIP, "signed"),
}
EACH = pytest.mark.parametrize(("procedure", "step"), list(MAY), ids=".".join)


def ready(procedure: str, step: str, cast: Any) -> tuple[Case, datetime]:
    """Return a case from which `step` can be taken, and when."""
    state = MAY[procedure, step][1]
    if procedure == "turnout":
        case = turnout(cast, state)
        if step in ("deny", "let_stand"):
            case = take(case, "arrive", cast)
        return case, case.moved_at + HOUR
    if state == "drafted":
        item(cast)
        return new_whistle(cast), START + HOUR
    case = called(cast, units=[cast.department, cast.other_department])
    if step == "call_more":
        case = called(cast)
    if step == "finish_task":
        case = take(case, "set_task", cast)
    if step == "close":
        for one in case.whistle.turnouts.all():
            take(one.case, "withdraw", cast)
    return case, case.moved_at + HOUR


def places(case: Case, cast: Any) -> dict[str, Unit]:
    """Return the unit on each side; the township that calls runs its whistle and holds it."""
    join(case, cast.social_work, part="assisting", at=START)
    return {
        "coordinating": case.coordinator,
        "lead": case.unit,
        "assisting": cast.social_work,
        "overseeing": cast.government,
        "other_unit": cast.other_street_unit,
        "other_region": cast.far_department,
    }


def test_table_names_every_step():
    steps = [(one.key, step.key) for one in (WHISTLE, TURNOUT) for step in one.transitions]
    assert set(MAY) == set(steps)


@matrix.EVERYWHERE
@EACH
def test_step_is_for_those_whom_the_table_names(cast, procedure, step, everywhere):
    case, at = ready(procedure, step, cast)
    given = values(step, cast, case, at=at)
    found = matrix.wrong(
        case, step, MAY[procedure, step][0], places=places(case, cast), given=given, at=at,
        everywhere=everywhere,
    )  # fmt: skip
    assert found == []
    assert not matrix.is_let(case, step, Actor.receipt(case.message.receipt), given, at=at)
    is_system = MAY[procedure, step][0] == SYSTEM
    assert matrix.is_let(case, step, Actor.system("clock_sweep"), given, at=at) == is_system
