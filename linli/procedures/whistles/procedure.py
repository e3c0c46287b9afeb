"""The procedures of whistles: the township's call (吹哨), and each department's coming (报到).

A whistle is the township's case. Each department that it calls has a case of its own, a turnout,
with clocks, sides and figures of its own; the whistle is closed after all of them.
"""

from __future__ import annotations

from linli.core.procedure import Extension, Procedure, State, Term
from linli.core.text import Text
from linli.procedures.whistles.steps.turnout import TURNOUT_STEPS
from linli.procedures.whistles.steps.whistle import WHISTLE_STEPS
from linli.procedures.whistles.words import (
    ALONE,
    COORDINATES,
    DESIGN,
    EMERGENCY,
    JOINT,
    KINDS,
    LANES,
    PRESET,
)

WHISTLE = Procedure(
    key="whistle",
    name=Text("街道吹哨", "Whistle"),
    first="drafted",
    states=(
        State(
            "drafted",
            Text("待呼叫部门", "Departments to be called"),
            Text("正在确定需要哪些部门", "Finding out which departments are needed"),
            waits_for="lead",
        ),
        State(
            "called",
            Text("部门报到处置中", "Departments at work"),
            Text("有关部门正在处理", "The departments are at work"),
        ),
        State("closed", Text("已办结", "Closed"), Text("已办结", "Closed"), is_final=True),
        State("cancelled", Text("已取消", "Cancelled"), Text("已取消", "Cancelled"), is_final=True),
    ),
    transitions=WHISTLE_STEPS,
    terms=(),
    basis=COORDINATES,
    coordinators=(),
    lanes=KINDS,
    events=("open",),
)

STATES = (
    State(
        "called",
        Text("待签收", "To be signed for"),
        Text("已呼叫部门", "The department was called"),
        waits_for="lead",
        is_arrival=True,
    ),
    State(
        "signed",
        Text("待到场", "To attend"),
        Text("部门已签收", "The department has signed for it"),
        waits_for="lead",
    ),
    State(
        "attending",
        Text("已到场处置", "On the spot"),
        Text("部门已到场处置", "The department is on the spot"),
        waits_for="lead",
    ),
    State(
        "refused",
        Text("待区县裁定", "For the county to decide"),
        Text("部门提出异议，由区县裁定", "The department objects; the county decides"),
        waits_for="overseeing",
    ),
    State(
        "reported",
        Text("待街道评价", "To be assessed"),
        Text("部门已反馈处置情况", "The department has reported"),
        waits_for="coordinating",
    ),
    State("assessed", Text("已评价办结", "Assessed"), Text("已办结", "Closed"), is_final=True),
    State(
        "excused",
        Text("不须报到", "Need not come"),
        Text("该部门不须报到", "The department need not come"),
        is_final=True,
    ),
    State("withdrawn", Text("已撤回", "Withdrawn"), Text("已撤回", "Withdrawn"), is_final=True),
)

# A refusal stops a clock but in an emergency: whoever is called comes first and argues later.
THERE = ("confirm", "let_stand")
DECIDED = ("order", "excuse", "replace")
BEGINS = ("open", "order")


def _contact(key: str, length: int, lanes: tuple[str, ...], *, is_emergency: bool = False) -> Term:
    ends = ("contact", "arrive", *THERE, "withdraw")
    return Term(
        key,
        Text("联系街道", "Contacting the township"),
        length,
        "hours",
        starts_on=("open",) if is_emergency else BEGINS,
        stops_on=(*ends, *DECIDED[1:]) if is_emergency else (*ends, "refuse"),
        binds="authority",
        basis=DESIGN if is_emergency else PRESET,
        warn=1 if is_emergency else 4,
        lanes=lanes,
        rolls=False,
        once=False,
        owed_by="lead",
    )


def _attend(key: str, length: int, lane: str) -> Term:
    is_emergency = lane == EMERGENCY
    ends = (*THERE, "withdraw")
    return Term(
        key,
        Text("到场", "Being there"),
        length,
        "hours" if is_emergency else "workdays",
        starts_on=("open",) if is_emergency else BEGINS,
        stops_on=(*ends, *DECIDED[1:]) if is_emergency else (*ends, "refuse"),
        # From what the department notes until the township answers.
        pauses_on=(("arrive", "deny"),),
        binds="authority",
        basis=DESIGN if is_emergency else PRESET,
        lanes=(lane,),
        rolls=False,
        once=False,
        owed_by="lead",
    )


def _decide(key: str, length: int, unit: str, lanes: tuple[str, ...]) -> Term:
    return Term(
        key,
        Text("裁定是否报到", "Deciding on a refusal"),
        length,
        unit,  # type: ignore[arg-type]
        starts_on=("refuse",),
        stops_on=DECIDED,
        binds="authority",
        basis=DESIGN,
        lanes=lanes,
        once=False,
        owed_by="overseeing",
    )


TERMS = (
    Term(
        "sign",
        Text("签收", "Signing for it"),
        1,
        "hours",
        starts_on=("open",),
        stops_on=("sign", "refuse", "withdraw"),
        binds="authority",
        basis=PRESET,
        rolls=False,
        owed_by="lead",
    ),
    _contact("contact", 24, (ALONE, JOINT)),
    _contact("contact_emergency", 2, (EMERGENCY,), is_emergency=True),
    _attend("attend", 3, ALONE),
    _attend("attend_joint", 5, JOINT),
    _attend("attend_emergency", 2, EMERGENCY),
    Term(
        "confirm",
        Text("确认到场", "Confirming attendance"),
        1,
        "workdays",
        starts_on=("arrive",),
        stops_on=("confirm", "deny", "let_stand", "refuse", "withdraw"),
        binds="authority",
        basis=DESIGN,
        once=False,
        owed_by="coordinating",
    ),
    _decide("decide", 2, "workdays", (ALONE, JOINT)),
    _decide("decide_emergency", 1, "hours", (EMERGENCY,)),
    Term(
        "report",
        Text("处置并反馈", "Acting and reporting"),
        10,
        "workdays",
        starts_on=(*THERE, "return_report"),
        stops_on=("report",),
        binds="authority",
        basis=DESIGN,
        warn=2,
        extension=Extension(20, "extend", DESIGN),
        once=False,
        owed_by="lead",
    ),
    Term(
        "assess",
        Text("评价部门", "Assessing the department"),
        5,
        "workdays",
        starts_on=("report",),
        stops_on=("assess", "return_report"),
        binds="authority",
        basis=DESIGN,
        once=False,
        owed_by="coordinating",
    ),
)

TURNOUT = Procedure(
    key="turnout",
    name=Text("部门报到", "Turnout"),
    first="called",
    states=STATES,
    transitions=TURNOUT_STEPS,
    terms=TERMS,
    basis=COORDINATES,
    coordinators=(),
    lanes=LANES,
    events=("open",),
)
