"""From what was given to its acceptance: asking back with a ground, and what the giver answers."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.directives.steps.takers import GIVER, HOLDER
from linli.procedures.directives.words import CLEAR_DUTIES, DESIGN, GROUNDS

OPEN = ("given", "asked_back", "working", "reported")
REASON = Field("reason", Text("理由", "Reason"))

STEPS = (
    Transition(
        "accept",
        Text("接收", "Accept"),
        ("given",),
        "working",
        HOLDER,
        basis=DESIGN,
    ),
    Transition(
        "ask_back",
        Text("退回商请", "Ask back"),
        ("given",),
        "asked_back",
        HOLDER,
        needs=(Field("ground", Text("理由类别", "Ground"), "choice", choices=GROUNDS), REASON),
        basis=CLEAR_DUTIES,
    ),
    Transition(
        "insist",
        Text("答复：按原要求办理", "Answer: as it was given"),
        ("asked_back",),
        "given",
        GIVER,
        needs=(REASON,),
        conditions=("may_insist",),
        basis=DESIGN,
    ),
    Transition(
        "amend",
        Text("答复：调整后重新下达", "Answer: given anew, changed"),
        ("asked_back",),
        "given",
        GIVER,
        needs=(
            Field("task", Text("要求", "What is asked")),
            Field("measure", Text("完成标准", "Measure"), "line"),
            Field("due_on", Text("完成期限", "Due on"), "date"),
            REASON,
        ),
        basis=DESIGN,
    ),
    Transition(
        "withdraw",
        Text("撤回", "Withdraw"),
        OPEN,
        "withdrawn",
        GIVER,
        needs=(REASON,),
        conditions=("parts_are_over",),
        basis=DESIGN,
    ),
)
