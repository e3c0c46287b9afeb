"""The authority matrix: every step × every role × every scope, tried on the engine.

Who may do what is written here by hand, from the regulation of 2022, apart from the declaration:
offices register and route (Art. 19, 22), units with the power decide and handle (Art. 23 to 33),
heads sign and extend (Art. 32, 34), petitioners ask, withdraw and judge (Art. 21, 35, 36),
offices supervise (Art. 40) and the joint conference decides on measures (Art. 39).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from linli.base.accounts.models import Unit
from linli.cases.engine import join
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.procedures.petitions.procedure import PETITION
from tests.petitions import HOUR, START, in_state, new_petition, take, values
from tests.procedures import matrix

pytestmark = pytest.mark.django_db

OFFICER = {("petition_officer", "coordinating")}
# An office that the petition was passed down to routes it as well.
ROUTER = OFFICER | {("petition_officer", "lead")}
STAFF = {("street_clerk", "lead"), ("department_handler", "lead"), ("unit_head", "lead")}
HANDLER = STAFF | {("petition_officer", "lead")}
HEAD = {("unit_head", "lead")}
SENDER, SYSTEM = {("", "receipt")}, {("", "system")}
CONFERENCE = {("unit_head", "overseeing"), ("petition_officer", "overseeing")}
# A check lets one unit of several on the same side: who sent it, who was supervised, who owes a
# report.
CHECKED = frozenset({"is_referrer", "feedback_waits", "report_is_due"})


def marked(cast: Any) -> Case:
    return take(new_petition(cast), "mark_accusation", cast)


def among_several(cast: Any) -> Case:
    return take(new_petition(cast), "transfer", cast, others=[cast.other_department])


def of_closed_unit(cast: Any) -> Case:
    case = in_state("referred", cast)
    Unit.objects.filter(pk=cast.department.pk).update(
        until_date=date(2026, 3, 1), successor=cast.other_department
    )
    return case


def commissioned(cast: Any) -> Case:
    return take(new_petition(cast), "commission", cast)


def revoked(cast: Any) -> Case:
    case = take(in_state("in_review", cast), "review", cast, outcome="revoked")
    return take(case, "deliver_review", cast)


def supervised(cast: Any) -> Case:
    return take(in_state("handling", cast), "supervise", cast)


MADE: dict[str, Callable[[Any], Case]] = {
    "marked": marked,
    "to_examine": lambda cast: take(marked(cast), "transfer", cast),
    "among_several": among_several,
    "of_closed_unit": of_closed_unit,
    "commissioned": commissioned,
    "simple": lambda cast: take(in_state("referred", cast), "accept_simply", cast),
    "received_above": lambda cast: in_state("received", cast, unit=cast.government),
    "revoked": revoked,
    "renewed": lambda cast: take(in_state("closed", cast), "renew", cast),
    "supervised": supervised,
    "escalated": lambda cast: take(supervised(cast), "escalate", cast),
}
# step: (who may take it, in which state it is tried)
MAY: dict[str, tuple[set[tuple[str, str]], str]] = {
    "transfer": (ROUTER, "registered"),
    "commission": (ROUTER, "registered"),
    "ask_instruction": (ROUTER, "registered"),
    "instruct": (HEAD, "awaiting_instruction"),
    "to_justice": (ROUTER, "registered"),
    "recall": (OFFICER, "with_justice"),
    "to_discipline": (ROUTER, "marked"),
    "reclaim": (OFFICER, "examining"),
    "decline_known": (ROUTER, "registered"),
    "decline_ended": (ROUTER, "registered"),
    "hand_down": (HANDLER, "received_above"),
    "agree_return": (OFFICER, "objected"),
    "refuse_return": (OFFICER, "objected"),
    "determine": (HEAD | {("petition_officer", "lead")}, "determining"),
    "notify": (STAFF, "referred"),
    "accept": (STAFF, "referred"),
    "accept_simply": (STAFF, "referred"),
    "guide": (STAFF, "referred"),
    "study": (STAFF, "referred"),
    "examine": (STAFF, "to_examine"),
    "decline": (STAFF, "received"),
    "object": (HANDLER, "referred"),
    "dispute_competence": (HANDLER, "among_several"),
    "hand_to_successor": (OFFICER, "of_closed_unit"),
    "inquire": (HANDLER, "handling"),
    "extend": (HEAD, "handling"),
    "leave_simple": (HANDLER, "simple"),
    "settle": (HANDLER, "handling"),
    "fulfil": (HANDLER, "settled"),
    "submit_opinion": (HANDLER, "handling"),
    "return_opinion": (HEAD, "opinion_submitted"),
    "sign_opinion": (HEAD, "opinion_submitted"),
    "submit_report": (HANDLER, "commissioned"),
    "record_performance": (HANDLER, "delivered"),
    "record_outcome": (HANDLER, "guided"),
    "reply": (HANDLER, "studying"),
    "conclude": (HANDLER, "examining"),
    "record_result": (HANDLER, "with_justice"),
    "deliver_opinion": (HANDLER, "opinion_issued"),
    "deliver_review": (HANDLER, "review_issued"),
    "deliver_recheck": (HANDLER, "recheck_issued"),
    "deliver": (HANDLER, "handling"),
    "record_attempt": (HANDLER, "opinion_issued"),
    "request_review": (SENDER | OFFICER | HANDLER, "delivered"),
    "name_review_body": (OFFICER, "review_requested"),
    "review": (HEAD, "in_review"),
    "redo": (HEAD | OFFICER | SYSTEM, "revoked"),
    "request_recheck": (SENDER | OFFICER | HANDLER, "review_delivered"),
    "name_recheck_body": (OFFICER, "recheck_requested"),
    "open_hearing": (HANDLER, "in_recheck"),
    "close_hearing": (HANDLER, "in_hearing"),
    "recheck": (HEAD, "in_recheck"),
    "lapse_review": (SYSTEM, "delivered"),
    "lapse_recheck": (SYSTEM, "review_delivered"),
    "close": (OFFICER, "to_close"),
    "terminate": (OFFICER, "recheck_delivered"),
    "withdraw": (SENDER, "handling"),
    "renew": (SENDER, "closed"),
    "grant_renewal": (OFFICER, "renewed"),
    "refuse_renewal": (OFFICER, "renewed"),
    "rate_office": (SENDER, "handling"),
    "rate_unit": (SENDER, "delivered"),
    "supervise": (OFFICER, "handling"),
    "feed_back": (HANDLER, "supervised"),
    "escalate": (OFFICER, "supervised"),
    "confer": (CONFERENCE, "escalated"),
    "mark_accusation": (OFFICER | HANDLER, "handling"),
    "mark_urgent": (OFFICER | HANDLER, "handling"),
    # Of somebody else; a person stands back by themselves in test_marking.
    "recuse": (HEAD, "handling"),
    "ask_recusal": (SENDER, "handling"),
}


def case_for(state: str, cast: Any) -> Case:
    """Return a petition from which the step can be taken, with a unit on every side."""
    made = MADE[state](cast) if state in MADE else in_state(state, cast)
    with transaction.atomic():
        join(made, cast.far_department, part="assisting", at=START)
        if state != "escalated":
            join(made, cast.other_government, part="overseeing", at=START)
    return Case.objects.get(pk=made.pk)


def units(case: Case, state: str, cast: Any) -> dict[str, Unit]:
    return {
        "coordinating": case.coordinator,
        "lead": case.unit,
        "assisting": cast.far_department,
        "overseeing": cast.joint_conference if state == "escalated" else cast.other_government,
        "other_unit": cast.other_street_unit,
        "other_region": cast.far_street_unit,
    }


def given_for(step: str, case: Case, cast: Any) -> dict[str, Any]:
    changes = {"unit": cast.street_unit} if step == "hand_down" else {}
    return {**values(step, cast, at=case.moved_at + HOUR, case=case), **changes}


def test_table_names_every_step():
    assert set(MAY) == {step.key for step in PETITION.transitions}


@matrix.EVERYWHERE
@pytest.mark.parametrize("step", list(MAY))
def test_step_is_for_those_whom_the_table_names(cast, step, everywhere):
    allowed, state = MAY[step]
    case = case_for(state, cast)
    found = matrix.wrong(
        case, step, allowed, places=units(case, state, cast), given=given_for(step, case, cast),
        at=case.moved_at + HOUR, checked=CHECKED,
        closed=case.unit if state == "of_closed_unit" else None, everywhere=everywhere,
    )  # fmt: skip
    assert found == []


@pytest.mark.parametrize("step", list(MAY))
def test_step_knows_its_own_receipt_and_the_system(cast, step):
    allowed, state = MAY[step]
    case = case_for(state, cast)
    given, other = given_for(step, case, cast), new_petition(cast)

    def is_let(actor: Actor) -> bool:
        return matrix.is_let(case, step, actor, given, at=case.moved_at + HOUR, checked=CHECKED)

    assert is_let(Actor.receipt(case.message.receipt)) == (("", "receipt") in allowed)
    assert is_let(Actor.system("clock_sweep")) == (("", "system") in allowed)
    assert not is_let(Actor.receipt(other.message.receipt))
