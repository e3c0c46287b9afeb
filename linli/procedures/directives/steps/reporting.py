"""Reports that were asked for, the report that it is done, sending back and closing."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.directives.steps.takers import GIVER, HOLDER
from linli.procedures.directives.words import DESIGN, FEWER_PAPERS, NOTHING_TWICE

OUTCOME = Field("outcome", Text("落实结果", "What came of it"))

STEPS = (
    Transition(
        "file_report",
        Text("报送", "File the report"),
        ("working", "reported"),
        None,
        HOLDER,
        needs=(
            Field("answers", Text("报送内容", "Report"), "thing"),
            Field(
                "minutes",
                Text("填报用时（分钟）", "Minutes that it took"),
                "number",
                is_required=False,
                help=Text(
                    "全单位合计，凭估计填即可；不填则按表上注明的估计计入。不记录任何个人的用时。",
                    "Of the whole unit, as you guess; left empty, the estimate stated on the form "
                    "counts. Nobody's own time is kept.",
                ),
            ),
        ),
        conditions=("report_is_due",),
        basis=NOTHING_TWICE,
    ),
    Transition(
        "report_done",
        Text("报告落实完毕", "Report that it is done"),
        ("working",),
        "reported",
        HOLDER,
        needs=(OUTCOME, Field("files", Text("附件", "Files"), "files", is_required=False)),
        conditions=("parts_are_over", "nothing_to_file"),
        basis=DESIGN,
    ),
    Transition(
        "report_with_exception",
        Text("报告落实完毕（有例外）", "Report that it is done, with an exception"),
        ("working",),
        "reported",
        HOLDER,
        needs=(
            OUTCOME,
            Field(
                "exception",
                Text("哪些没有办结、为什么", "What is not closed, and why"),
            ),
        ),
        conditions=("parts_are_open", "nothing_to_file"),
        basis=DESIGN,
    ),
    Transition(
        "send_back",
        Text("退回继续落实", "Send back"),
        ("reported",),
        "working",
        GIVER,
        needs=(
            Field("reason", Text("理由", "Reason")),
            Field("due_on", Text("完成期限", "Due on"), "date"),
        ),
        basis=DESIGN,
    ),
    Transition(
        "close",
        Text("办结", "Close"),
        ("reported",),
        "closed",
        GIVER,
        needs=(Field("remark", Text("审核意见", "Remark"), is_required=False),),
        conditions=("parts_are_over_or_excepted",),
        basis=FEWER_PAPERS,
    ),
)
