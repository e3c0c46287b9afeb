"""The authority matrix: every step × every role × every scope, tried on the engine.

Who may do what is written here by hand, from the Law on People's Mediation: the committee that has
the dispute mediates it, names the mediators and follows the agreement (Art. 17 to 31); parties
agree, refuse, want another mediator and end it (Art. 23); nobody else has a say.
"""

from __future__ import annotations

from typing import Any

import pytest

from linli.base.accounts.models import Unit
from linli.cases.engine import join
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.procedures.disputes.procedure import DISPUTE
from tests.cases.racing_disputes import ready
from tests.disputes import START, new_dispute, values
from tests.procedures import matrix
from tests.requests import others

pytestmark = pytest.mark.django_db

COMMITTEE = {("mediator", "lead"), ("unit_head", "lead")}
SENDER, PARTY, SYSTEM = {("", "receipt")}, {("", "party")}, {("", "system")}
# A condition lets one party and not the other: who sent it has agreed by sending it.
CHECKED = frozenset({"not_agreed_yet"})

# step: (who may take it, from which state it is tried)
MAY: dict[str, tuple[set[tuple[str, str]], str]] = {
    "record_consent": (COMMITTEE, "registered"),
    "agree": (PARTY, "registered"),
    "accept": (COMMITTEE, "registered"),
    "pass_on": (COMMITTEE, "registered"),
    "decline": (COMMITTEE, "registered"),
    "record_refusal": (COMMITTEE, "registered"),
    "refuse": (SENDER | PARTY, "registered"),
    "appoint": (COMMITTEE, "mediating"),
    "record_challenge": (COMMITTEE, "mediating"),
    "challenge": (SENDER | PARTY, "mediating"),
    "invite_helper": (COMMITTEE, "mediating"),
    "plan_session": (COMMITTEE, "mediating"),
    "record_session": (COMMITTEE, "mediating"),
    "report_police": (COMMITTEE, "mediating"),
    "extend": (COMMITTEE, "mediating"),
    "conclude": (COMMITTEE, "mediating"),
    "agree_orally": (COMMITTEE, "mediating"),
    "note_marks": (COMMITTEE, "signing"),
    "take_effect": (COMMITTEE, "signing"),
    "reopen": (COMMITTEE, "signing"),
    "visit_30": (COMMITTEE, "performing"),
    "visit_90": (COMMITTEE, "performing"),
    "record_performance": (COMMITTEE, "performing"),
    "urge": (COMMITTEE, "performing"),
    "apply_confirmation": (COMMITTEE, "performing"),
    "lapse_confirmation": (SYSTEM, "performing"),
    "record_confirmation": (COMMITTEE, "performing"),
    "contest": (COMMITTEE, "performing"),
    "file_away": (COMMITTEE, "performing"),
    "terminate": (COMMITTEE, "mediating"),
    "tell_ways": (COMMITTEE, "ending"),
}


def units(case: Case, cast: Any) -> dict[str, Unit]:
    """Return the unit on each side; the committee that has the dispute also runs it."""
    join(case, cast.street_unit, part="assisting", at=START)
    join(case, cast.government, part="overseeing", at=START)
    return {
        "coordinating": case.coordinator,
        "lead": case.unit,
        "assisting": cast.street_unit,
        "overseeing": cast.government,
        "other_unit": cast.street_committee,
        "other_region": cast.far_street_unit,
    }


def test_table_names_every_step():
    assert set(MAY) == {step.key for step in DISPUTE.transitions}


@matrix.EVERYWHERE
@pytest.mark.parametrize("step", list(MAY))
def test_step_is_for_those_whom_the_table_names(cast, step, everywhere):
    allowed, state = MAY[step]
    case, at = ready(step, state, cast)
    given, stranger = values(step, cast, case, at=at), new_dispute(cast)
    party = others(case)[0]
    found = matrix.wrong(
        case, step, allowed, places=units(case, cast), given=given, at=at, checked=CHECKED,
        everywhere=everywhere,
    )  # fmt: skip
    assert found == []

    def is_let(actor: Actor) -> bool:
        return matrix.is_let(case, step, actor, given, at=at, checked=CHECKED)

    assert is_let(Actor.receipt(case.message.receipt)) == (("", "receipt") in allowed)
    assert is_let(party) == (("", "party") in allowed)
    assert is_let(Actor.system("clock_sweep")) == (("", "system") in allowed)
    assert not is_let(Actor.receipt(stranger.message.receipt))
