"""The steps of a whistle: calling departments, joint tasks, closing."""

from __future__ import annotations

from linli.core.procedure import Field, Taker, Transition
from linli.core.text import Text
from linli.procedures.whistles.words import COORDINATES, DESIGN

TOWNSHIP = (Taker("lead", "street_clerk"), Taker("lead", "unit_head"))
WHOM = (
    Field(
        "units",
        Text("呼叫哪些部门", "Which departments"),
        "thing",
        is_required=False,
        help=Text(
            "系统按职责清单提出建议并说明理由，由您决定。",
            "Proposed from the duty lists, with the reason; you decide.",
        ),
    ),
    Field("others", Text("另外呼叫", "Others beside them"), "units", is_required=False),
    Field(
        "reason",
        Text("为什么呼叫建议以外的部门", "Why others than those proposed"),
        is_required=False,
    ),
)

WHISTLE_STEPS = (
    Transition(
        "call",
        Text("吹哨，呼叫部门", "Blow the whistle"),
        ("drafted",),
        "called",
        TOWNSHIP,
        needs=WHOM,
        basis=COORDINATES,
        is_told=False,
    ),
    Transition(
        "call_more",
        Text("增加呼叫部门", "Call further departments"),
        ("called",),
        None,
        TOWNSHIP,
        needs=WHOM,
        basis=COORDINATES,
        is_told=False,
    ),
    Transition(
        "set_task",
        Text("布置联合任务", "Set a joint task"),
        ("called",),
        None,
        TOWNSHIP,
        needs=(
            Field("what", Text("要共同做什么", "What is to be done together")),
            Field("with_whom", Text("参加部门", "By which departments"), "thing"),
            Field("due_on", Text("完成日期", "By when"), "date", is_required=False),
        ),
        conditions=("several_called",),
        basis=COORDINATES,
        is_told=False,
    ),
    Transition(
        "finish_task",
        Text("联合任务已完成", "A joint task is done"),
        ("called",),
        None,
        TOWNSHIP,
        needs=(
            Field("task", Text("哪一项", "Which one"), "thing"),
            Field("result", Text("完成情况", "How it went"), is_required=False),
        ),
        conditions=("task_waits",),
        basis=COORDINATES,
        is_told=False,
    ),
    Transition(
        "close",
        Text("办结", "Close"),
        ("called",),
        "closed",
        TOWNSHIP,
        needs=(Field("summary", Text("处置结果", "What came of it")),),
        conditions=("all_back", "tasks_done"),
        basis=COORDINATES,
        is_told=False,
    ),
    Transition(
        "cancel",
        Text("取消，不呼叫", "Cancel it"),
        ("drafted",),
        "cancelled",
        TOWNSHIP,
        needs=(Field("reason", Text("原因", "Why")),),
        basis=DESIGN,
        is_told=False,
    ),
)
