"""Marks: an accusation is walled, an urgent matter reported at once, a person recused."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import COORDINATOR, HANDLERS, OPEN, SENDER
from linli.procedures.petitions.words import article

MARKING = (
    Transition(
        "mark_accusation",
        Text("标记为检举控告", "Mark as an accusation"),
        OPEN,
        None,
        (*COORDINATOR, *HANDLERS),
        needs=(
            Field("units", Text("被检举控告的单位", "Accused units"), "units", is_required=False),
            Field(
                "people", Text("被检举控告的工作人员", "Accused staff"), "thing", is_required=False
            ),
            Field(
                "others",
                Text("其他被检举控告的人", "Other people accused"),
                "line",
                is_required=False,
            ),
            Field(
                "coordinator",
                Text("改由上级信访部门受理", "Petition office above to take it"),
                "unit",
                is_required=False,
                help=Text(
                    "信访部门本身被检举控告时须填。",
                    "Needed where the petition office itself is accused.",
                ),
            ),
        ),
        conditions=("not_accusation",),
        basis=article("第三十条第三款"),
        is_told=False,
    ),
    Transition(
        "mark_urgent",
        Text("重大紧急，报告", "Urgent: report"),
        OPEN,
        None,
        (*COORDINATOR, *HANDLERS),
        needs=(
            Field("units", Text("报告单位", "Reported to"), "units"),
            Field("situation", Text("情况", "What happened")),
        ),
        basis=article("第二十五条"),
        is_told=False,
    ),
    Transition(
        "recuse",
        Text("回避", "Recuse"),
        OPEN,
        None,
        (*COORDINATOR, *HANDLERS),
        needs=(
            Field("person", Text("回避的工作人员", "Who is recused"), "post"),
            Field("reason", Text("利害关系", "Interest")),
        ),
        basis=article("第二十八条第三款"),
        is_told=False,
    ),
    Transition(
        "ask_recusal",
        Text("申请回避", "Ask for recusal"),
        OPEN,
        None,
        SENDER,
        needs=(Field("reason", Text("申请谁回避，为什么", "Who should be recused, and why")),),
        basis=article("第二十八条第三款"),
        public=Text("您申请了回避", "You asked for recusal"),
        is_told=False,
    ),
)
