"""What an adopted suggestion is turned into, followed until it is done."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.suggestions.steps.answering import WALL
from linli.procedures.suggestions.steps.intake import READS
from linli.procedures.suggestions.steps.takers import OFFICE, STUDY
from linli.procedures.suggestions.words import DESIGN, OUTCOMES, article

BOTH = (*STUDY, *OFFICE)
OUTCOME = Field("outcome", Text("转化形式", "What it becomes"), "choice", choices=OUTCOMES,
                is_public=True)  # fmt: skip

CONVERTING = (
    Transition(
        "plan",
        Text("制定转化计划", "Plan what is done"),
        ("converting",),
        None,
        BOTH,
        needs=(
            OUTCOME,
            Field("measure", Text("具体举措", "What will be done"), is_public=True, help=READS),
            Field("due_on", Text("完成日期", "Done by"), "date", is_public=True),
            WALL,
        ),
        basis=article("第十三条"),
        public=Text("已确定怎样落实", "It is settled what will be done"),
    ),
    Transition(
        "report",
        Text("登记进展", "Record progress"),
        ("converting",),
        None,
        BOTH,
        needs=(Field("progress", Text("进展", "Progress"), is_public=True, help=READS), WALL),
        basis=DESIGN,
        public=Text("有新进展", "There is progress"),
        is_told=False,
    ),
    Transition(
        "complete",
        Text("转化完成", "It is done"),
        ("converting",),
        "done",
        BOTH,
        needs=(
            OUTCOME,
            Field("done_on", Text("完成日期", "Done on"), "date", is_public=True),
            Field("result", Text("转化结果", "What came of it"), is_public=True, help=READS),
            WALL,
            Field("files", Text("佐证材料", "Proof"), "files", is_required=False),
        ),
        basis=article("第十三条"),
        public=Text("您的建议已经落实", "Your suggestion has been carried out"),
        dated_by="done_on",
    ),
    Transition(
        "give_up",
        Text("未能转化，说明理由", "It can't be done after all: say why"),
        ("converting",),
        "unrealised",
        BOTH,
        needs=(Field("reason", Text("理由", "Why"), is_public=True, help=READS), WALL),
        basis=DESIGN,
        public=Text("未能落实，已说明理由", "It could not be carried out; the reason is given"),
    ),
    Transition(
        "honour",
        Text("评为优秀建议", "Honour as an excellent suggestion"),
        ("converting", "done"),
        None,
        OFFICE,
        needs=(
            Field("praise", Text("评语", "Why it is honoured"), is_public=True,
                  help=Text("评的是建议，不给人排名；建议人会看到这段话。",
                            "It honours a suggestion and ranks nobody; the sender will read "
                            "this.")),
            WALL,
        ),
        conditions=("not_honoured_yet",),
        basis=article("第十六条"),
        public=Text("被评为优秀建议", "Honoured as an excellent suggestion"),
    ),
)  # fmt: skip
