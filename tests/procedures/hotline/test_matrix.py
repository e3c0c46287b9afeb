"""The authority matrix: every step × every role × every scope, tried on the engine.

What may be done is written here by hand, apart from the declaration, and compared with what the
engine lets happen: own unit, other unit, other region, deputy, expired post and deputy.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from linli.base.accounts.models import Unit
from linli.cases.engine import join, move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.procedures.hotline.procedure import HOTLINE
from tests.procedures import matrix
from tests.requests import DAY, HOUR, START, duty, in_state, new_request

pytestmark = pytest.mark.django_db

CLERK = {("hotline_clerk", "coordinating")}
SUPERVISOR = {("supervisor", "coordinating")}
HANDLER = {("street_clerk", "lead"), ("department_handler", "lead"), ("unit_head", "lead")}
HEAD = {("unit_head", "lead")}
SENDER = {("", "receipt")}

# step: (who may take it, from which state it is tried)
MAY: dict[str, tuple[set[tuple[str, str]], str]] = {
    "answer_at_once": (CLERK, "received"),
    "inform": (CLERK, "received"),
    "dispatch": (CLERK, "received"),
    "object": (HANDLER, "dispatched"),
    "accept": (HANDLER, "dispatched"),
    "uphold": (SUPERVISOR, "objected"),
    "reject": (SUPERVISOR, "objected"),
    "contact": (HANDLER, "handling"),
    "extend": (HEAD, "handling"),
    "report_up": (HEAD, "handling"),
    "answer": (HANDLER, "contacted"),
    "call_back": (CLERK, "answered"),
    "call_back_late": (CLERK, "overdue"),
    "return_to_unit": (CLERK, "answered"),
    "close": (CLERK, "called_back"),
    "close_unrated": ({("", "system")}, "answered"),
    "rate": (SENDER, "answered"),
    "rate_late": (SENDER, "overdue"),
    "reopen": (SENDER, "closed"),
}
LATER = START + 2 * DAY
TELEPHONED = {"contact_by": "telephone", "people": {"telephone": "13812345678"}}


def values(step: str, cast) -> dict[str, object]:
    judged = {"resolved": "no", "satisfied": "dissatisfied"}
    return {
        "answer_at_once": {"answer": "每周一至周五办理。"},
        "inform": {"outcome": "beyond_duty", "explanation": "请向供电企业反映。"},
        "dispatch": {
            "kind": "complaint", "grade": "normal", "unit": cast.street_unit, "item": duty(cast),
        },
        "object": {"ground": "not_listed", "reason": "清单中没有此事项"},
        "uphold": {"reason": "成立"},
        "reject": {"reason": "不成立"},
        "contact": {"way": "telephone"},
        "extend": {"units": 2, "reason": "需要采购材料"},
        "report_up": {"higher": cast.government, "reason": "需要协调"},
        "answer": {"result": "solved", "answer": "已处理"},
        "call_back": {"reached": "yes", **judged},
        "call_back_late": {"reached": "yes", **judged},
        "return_to_unit": {"reason": "没有处理"},
        "rate": judged,
        "rate_late": judged,
        "reopen": {"reason": "又出现了"},
    }.get(step, {})  # fmt: skip


def case_for(state: str, cast) -> Case:
    """Return a case from which the step can be taken, held by the cast's street."""
    if state == "contacted":
        case = in_state("handling", cast, **TELEPHONED)
        return move(
            case, "contact", by=cast.street_clerk.actor(), at=START + 3 * HOUR, way="telephone"
        )
    if state == "overdue":
        case = in_state("dispatched", cast, **TELEPHONED)
        case.clocks.filter(term="normal").update(due_at=START + DAY)
        return case
    if state == "called_back":
        case = in_state("answered", cast, **TELEPHONED)
        case.request.called_back_round = case.round
        case.request.save()
        return case
    return in_state(state, cast, **TELEPHONED)


def units(cast) -> dict[str, Unit]:
    return {
        "coordinating": cast.hotline_centre,
        "lead": cast.street_unit,
        "assisting": cast.other_department,
        "overseeing": cast.government,
        "other_unit": cast.other_street_unit,
        "other_region": cast.far_street_unit,
    }


def test_table_names_every_step():
    assert set(MAY) == {step.key for step in HOTLINE.transitions}


@matrix.EVERYWHERE
@pytest.mark.parametrize("step", list(MAY))
def test_step_is_for_those_whom_the_table_names(cast, step, everywhere):
    allowed, state = MAY[step]
    case = case_for(state, cast)
    with transaction.atomic():
        join(case, cast.other_department, part="assisting", at=START)
        join(case, cast.government, part="overseeing", at=START)
    given = values(step, cast)
    found = matrix.wrong(
        case, step, allowed, places=units(cast), given=given, at=LATER, everywhere=everywhere
    )
    assert found == []


@pytest.mark.parametrize("step", list(MAY))
def test_step_knows_its_own_receipt_and_the_system(cast, step):
    allowed, state = MAY[step]
    case = case_for(state, cast)
    given, other = values(step, cast), new_request(cast)

    def is_let(actor: Actor) -> bool:
        return matrix.is_let(case, step, actor, given, at=LATER)

    assert is_let(Actor.receipt(case.message.receipt)) == (("", "receipt") in allowed)
    assert is_let(Actor.system("clock_sweep")) == (("", "system") in allowed)
    assert not is_let(Actor.receipt(other.message.receipt))


def test_forged_actor_is_held_to_its_post(cast):
    """The role and unit that an actor claims count only if the database says the same."""
    case = in_state("received", cast)
    forged = replace(
        cast.street_clerk.actor(), unit_id=cast.hotline_centre.pk, role="hotline_clerk"
    )
    assert not matrix.is_let(case, "dispatch", forged, values("dispatch", cast), at=LATER)
