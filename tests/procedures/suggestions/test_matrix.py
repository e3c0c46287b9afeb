"""The authority matrix: every step × every role × every scope, tried on the engine.

Who may do what is written here by hand, from the Shanghai provisions and the regulation on petition
work: the office that collects registers, joins, sends out, publishes and honours; the unit that
holds it studies, answers and carries out; those invited give an opinion; the sender alone decides
whether it is passed on and whether it is published.
"""

from __future__ import annotations

from typing import Any

import pytest

from linli.base.accounts.models import Unit
from linli.cases.engine import join
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.procedures.suggestions.procedure import SUGGESTION
from tests.cases.racing_suggestions import ready
from tests.procedures import matrix
from tests.suggestions import START, new_suggestion, values

pytestmark = pytest.mark.django_db

OFFICES = ("social_work_officer", "petition_officer")
UNITS = ("department_handler", "street_clerk", "unit_head")
OFFICE = {(role, "coordinating") for role in (*OFFICES, "unit_head")}
STUDY = {(role, "lead") for role in (*OFFICES, *UNITS)}
INVITED = {(role, "assisting") for role in (*OFFICES, *UNITS)}
SENDER, SYSTEM = {("", "receipt")}, {("", "system")}

# step: (who may take it, from which state it is tried)
MAY: dict[str, tuple[set[tuple[str, str]], str]] = {
    "register": (OFFICE, "received"),
    "allocate": (OFFICE, "registered"),
    "join": (OFFICE, "received"),
    "separate": (OFFICE, "joined"),
    "answer_known": (OFFICE, "received"),
    "offer": (OFFICE, "received"),
    "agree": (SENDER, "offered"),
    "keep": (SENDER, "offered"),
    "record_consent": (OFFICE, "offered"),
    "record_refusal": (OFFICE, "offered"),
    "lapse_offer": (SYSTEM, "offered"),
    "inform": (OFFICE, "received"),
    "adopt": (STUDY, "studying"),
    "decline": (STUDY, "studying"),
    "record_meeting": (STUDY, "studying"),
    "give_opinion": (INVITED, "studying"),
    "extend": (STUDY, "studying"),
    "send_back": (STUDY, "studying"),
    "reconsider": (OFFICE, "adopted"),
    "answer": (STUDY | OFFICE, "adopted"),
    "explain": (STUDY | OFFICE, "declined"),
    "share_answer": (SYSTEM, "joined"),
    "plan": (STUDY | OFFICE, "converting"),
    "report": (STUDY | OFFICE, "converting"),
    "complete": (STUDY | OFFICE, "converting"),
    "give_up": (STUDY | OFFICE, "converting"),
    "honour": (OFFICE, "converting"),
    "publish": (OFFICE, "studying"),
    "unpublish": (OFFICE, "studying"),
    "set_publicity": (SENDER, "studying"),
}


def units(case: Case, cast: Any) -> dict[str, Unit]:
    """Return the unit on each side."""
    join(case, cast.street_unit, part="assisting", at=START)
    join(case, cast.government, part="overseeing", at=START)
    return {
        "coordinating": case.coordinator,
        "lead": case.unit,
        "assisting": cast.street_unit,
        "overseeing": cast.government,
        "other_unit": cast.other_street_unit,
        "other_region": cast.far_street_unit,
    }


def test_table_names_every_step():
    assert set(MAY) == {step.key for step in SUGGESTION.transitions}


@matrix.EVERYWHERE
@pytest.mark.parametrize("step", list(MAY))
def test_step_is_for_those_whom_the_table_names(cast, step, everywhere):
    allowed, state = MAY[step]
    case, at = ready(step, state, cast)
    given, stranger = values(step, cast, case, at=at), new_suggestion(cast)
    found = matrix.wrong(
        case, step, allowed, places=units(case, cast), given=given, at=at, everywhere=everywhere
    )
    assert found == []

    def is_let(actor: Actor) -> bool:
        return matrix.is_let(case, step, actor, given, at=at)

    assert is_let(Actor.receipt(case.message.receipt)) == (("", "receipt") in allowed)
    assert is_let(Actor.system("clock_sweep")) == (("", "system") in allowed)
    assert not is_let(Actor.receipt(stranger.message.receipt))
