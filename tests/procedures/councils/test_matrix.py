"""The authority matrix of councils: every step × every role × every scope, tried on the engine.

Written by hand: whoever works in the unit that holds a council takes its steps; of a convention the
township above notes the filing or asks for a correction; nobody else has a say.
"""

from __future__ import annotations

from typing import Any

import pytest

from linli.base.accounts.models import Unit
from linli.cases.engine import join
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.procedures.councils.procedure import ASSEMBLY, DELIBERATION
from tests.councils import START, assembly_in, take, topic_in, values
from tests.procedures import matrix

pytestmark = pytest.mark.django_db

HOLDERS = {("community_worker", "lead"), ("street_clerk", "lead"), ("unit_head", "lead")}
TOWNSHIP = {("street_clerk", "overseeing"), ("unit_head", "overseeing")}
# step: (who may take it, from which state it is tried, what is taken before)
OF_TOPICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "take_up": ("proposed", ()), "decline": ("proposed", ()), "pass_on": ("proposed", ()),
    "invite": ("preparing", ()), "announce": ("preparing", ()),
    "record_opinion": ("announced", ()), "reschedule": ("announced", ()),
    "hold": ("announced", ()), "cancel": ("announced", ()), "meet_again": ("concluding", ()),
    "publish_result": ("concluding", ()), "adopt": ("published", ()),
    "turn_down": ("published", ()), "give_task": ("following", ()),
    "record_task": ("following", ("give_task",)), "finish": ("following", ()),
}  # fmt: skip
OF_ASSEMBLIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "set_motion": ("convened", ()), "announce": ("convened", ("set_motion",)),
    "reschedule": ("announced", ()), "open_sitting": ("announced", ()),
    "adjourn": ("announced", ()), "announce_again": ("adjourned", ()),
    "cancel": ("announced", ()), "vote": ("sitting", ()), "close_sitting": ("sitting", ("vote",)),
    "publish": ("minuted", ()), "file_rules": ("in_force", ()),
    "note_filing": ("in_force", ("file_rules",)),
    "ask_correction": ("in_force", ("file_rules",)),
    "answer_correction": ("in_force", ("file_rules", "ask_correction")),
    "invite": ("in_force", ()), "give_task": ("in_force", ()),
    "record_task": ("in_force", ("give_task",)),
    "finish": ("in_force", ("file_rules", "note_filing")),
}  # fmt: skip
ROWS = [
    *(("deliberation", step) for step in OF_TOPICS),
    *(("assembly", step) for step in OF_ASSEMBLIES),
]


def ready(procedure: str, step: str, cast: Any) -> Case:
    """Return a case in which `step` can be taken."""
    is_assembly = procedure == "assembly"
    state, before = (OF_ASSEMBLIES if is_assembly else OF_TOPICS)[step]
    case = assembly_in(state, cast, motion="rules") if is_assembly else topic_in(state, cast)
    for one in before:
        case = take(case, one, cast)
    return case


def units(case: Case, cast: Any) -> dict[str, Unit]:
    """Return the unit on each side; the community that holds it also runs it."""
    join(case, cast.department, part="assisting", at=START)
    return {
        "coordinating": case.coordinator,
        "lead": case.unit,
        "assisting": cast.department,
        "overseeing": cast.street_unit,
        "other_unit": cast.other_community_unit,
        "other_region": cast.far_street_unit,
    }


def test_table_names_every_step():
    assert set(OF_TOPICS) == {step.key for step in DELIBERATION.transitions}
    assert set(OF_ASSEMBLIES) == {step.key for step in ASSEMBLY.transitions}


@matrix.EVERYWHERE
@pytest.mark.parametrize(("procedure", "step"), ROWS)
def test_step_is_for_those_whom_the_table_names(cast, procedure, step, everywhere):
    case = ready(procedure, step, cast)
    allowed = TOWNSHIP if step in ("note_filing", "ask_correction") else HOLDERS
    notice = case.clocks.filter(term="notice", stopped_at=None).first()
    at = notice.due_at if notice and step in ("hold", "open_sitting", "adjourn") else case.moved_at
    given = values(step, case, at=at)
    given |= {"unit": cast.far_community_unit} if step == "pass_on" else {}
    found = matrix.wrong(
        case, step, allowed, places=units(case, cast), given=given, at=at, everywhere=everywhere
    )
    assert found == []
    for nobody in (Actor.receipt(case.message.receipt), Actor.system("clock_sweep")):
        assert not matrix.is_let(case, step, nobody, given, at=at)
