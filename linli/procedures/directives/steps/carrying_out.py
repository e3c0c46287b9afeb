"""Carrying a directive out: breaking it down, communities' help, progress, more time, pressing."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.directives.steps.takers import COMMUNITY, GIVER, HELPERS, HOLDER
from linli.procedures.directives.words import (
    ANSWERS,
    CLEAR_DUTIES,
    DESIGN,
    FEWER_PAPERS,
    OBSTACLES,
    SELF_GOVERNED,
)

WORKING = ("working",)
DUE = Field("due_on", Text("完成期限", "Due on"), "date")
REASON = Field("reason", Text("理由", "Reason"))

STEPS = (
    Transition(
        "break_down",
        Text("分解下达", "Break down"),
        WORKING,
        None,
        HOLDER,
        needs=(
            Field("units", Text("承接单位", "To which units"), "thing"),
            Field("task", Text("要求", "What is asked")),
            Field("measure", Text("完成标准", "Measure"), "line"),
            DUE,
            Field(
                "item",
                Text("职责清单事项", "Item of the duty lists"),
                "thing",
                is_required=False,
                help=Text(
                    "交给街道（乡镇）的必须对应清单事项。",
                    "What goes to a town or street must be an item of the lists.",
                ),
            ),
            Field(
                "approval",
                Text("准入批准文号", "Number of the approval"),
                "line",
                is_required=False,
                help=Text(
                    "清单之外的事项，须先经准入批准。",
                    "What is on no list must have been approved first.",
                ),
            ),
            Field(
                "is_through_owner",
                Text(
                    "配合事项：由清单所列主责部门牵头，所选街道（乡镇）协办",
                    "Assisting duty: the department named by the list leads, the towns assist",
                ),
                "boolean",
                is_required=False,
            ),
        ),
        conditions=("may_break_down",),
        basis=CLEAR_DUTIES,
    ),
    Transition(
        "ask_communities",
        Text("请社区（村）协助", "Ask communities for help"),
        WORKING,
        None,
        HOLDER,
        needs=(
            Field("communities", Text("社区、村", "Communities"), "thing"),
            Field(
                "what",
                Text("请协助的事项", "What they could help with"),
                help=Text(
                    "社区、村实行自治：可以请其协助，不下达任务；不能协助也不影响办结。",
                    "Communities govern themselves: they may be asked, and are given no task. "
                    "Whether they help or not, the directive can be closed.",
                ),
            ),
        ),
        conditions=("is_township",),
        basis=SELF_GOVERNED,
    ),
    Transition(
        "answer_help",
        Text("答复协助请求", "Answer a request for help"),
        WORKING,
        None,
        COMMUNITY,
        needs=(
            Field("answer", Text("是否协助", "Whether you help"), "choice", choices=ANSWERS),
            Field("result", Text("说明或结果", "What came of it"), is_required=False),
        ),
        conditions=("was_asked_for_help",),
        basis=SELF_GOVERNED,
    ),
    Transition(
        "note_progress",
        Text("记录进展", "Note progress"),
        WORKING,
        None,
        (*HOLDER, *HELPERS),
        needs=(
            Field(
                "done",
                Text("做了什么", "What was done"),
                help=Text(
                    "不是报送材料：有变化才写，写一句也可以。",
                    "No report: write when something changed, one sentence will do.",
                ),
            ),
            Field(
                "obstacle",
                Text("有什么阻碍", "What stands in the way"),
                "choice",
                is_required=False,
                choices=OBSTACLES,
            ),
            Field("obstacle_said", Text("阻碍的情况", "More about it"), is_required=False),
        ),
        basis=FEWER_PAPERS,
    ),
    Transition(
        "ask_more_time",
        Text("申请延期", "Ask for more time"),
        WORKING,
        None,
        HOLDER,
        needs=(Field("until", Text("延长到", "Until"), "date"), REASON),
        conditions=("no_time_asked",),
        basis=DESIGN,
    ),
    Transition(
        "grant_more_time",
        Text("同意延期", "Grant more time"),
        WORKING,
        None,
        GIVER,
        needs=(DUE,),
        conditions=("time_was_asked",),
        basis=DESIGN,
    ),
    Transition(
        "refuse_more_time",
        Text("不同意延期", "Refuse more time"),
        WORKING,
        None,
        GIVER,
        needs=(REASON,),
        conditions=("time_was_asked",),
        basis=DESIGN,
    ),
    Transition(
        "supervise",
        Text("督办", "Supervise"),
        ("given", "working"),
        None,
        GIVER,
        needs=(
            Field("finding", Text("存在的问题", "What is wrong")),
            Field("answer_on", Text("反馈期限", "Answer by"), "date"),
        ),
        basis=DESIGN,
    ),
)
