"""The declaration of directives: who may do what, and how long everything takes."""

from __future__ import annotations

import pytest

from linli.base.accounts.kinds import ROLES
from linli.cases import authority
from linli.cases.checks import mismatches
from linli.cases.registry import rooms
from linli.core.procedure import SIDES
from linli.procedures.directives.procedure import DIRECTIVE

# Written by hand: the unit that holds a directive works on it, the one that gave it answers and
# closes; a community says whether it helps, and nothing else.
CLERKS = {
    "unit_head", "supervisor", "department_handler", "social_work_officer", "petition_officer",
    "street_clerk",
}  # fmt: skip
HOLDER = {(role, "lead") for role in CLERKS}
GIVER = {(role, "coordinating") for role in CLERKS}
HELPERS = {(role, "assisting") for role in CLERKS}
COMMUNITY = {("community_worker", "assisting"), ("unit_head", "assisting")}
MAY = {
    "accept": HOLDER,
    "ask_back": HOLDER,
    "insist": GIVER,
    "amend": GIVER,
    "withdraw": GIVER,
    "break_down": HOLDER,
    "ask_communities": HOLDER,
    "answer_help": COMMUNITY,
    "note_progress": HOLDER | HELPERS,
    "ask_more_time": HOLDER,
    "grant_more_time": GIVER,
    "refuse_more_time": GIVER,
    "supervise": GIVER,
    "file_report": HOLDER,
    "report_done": HOLDER,
    "report_with_exception": HOLDER,
    "send_back": GIVER,
    "close": GIVER,
}


def test_is_sound():
    assert DIRECTIVE.problems() == []
    assert mismatches(rooms["directive"]) == []


def test_table_names_every_step():
    assert set(MAY) == {step.key for step in DIRECTIVE.transitions}


@pytest.mark.parametrize("step", DIRECTIVE.transitions, ids=lambda step: step.key)
def test_step_is_for_those_whom_the_table_names(step):
    let = {
        (role if side not in authority.WITHOUT_ROLE else "", side)
        for side in SIDES
        for role in [*ROLES, ""]
        if authority.allows(step, {side}, role)
    }
    assert let == MAY[step.key]


def test_nothing_is_read_over_a_range():
    assert DIRECTIVE.coordinators + DIRECTIVE.readers == ()


def test_asks_staff_for_no_photograph_place_or_attendance():
    """The Provisions on relieving the grassroots, and the Measures on government apps."""
    asked = [need.name.zh for step in DIRECTIVE.transitions for need in step.needs]
    words = ("照片", "截图", "定位", "打卡", "签到", "排名", "积分")
    assert [name for name in asked if any(word in name for word in words)] == []
