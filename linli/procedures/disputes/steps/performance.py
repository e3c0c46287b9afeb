"""After the agreement: performance, visits, joint judicial confirmation, the file."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.disputes.steps.takers import MEDIATORS, SYSTEM
from linli.procedures.disputes.words import CONFIRMATION, CONFIRMATIONS, PERFORMANCE, article

STATES = ("performing",)
HOW = Field("performance", Text("履行情况", "Performance"), "choice", choices=PERFORMANCE,
            is_public=True)  # fmt: skip
NOTE = Field("note", Text("说明（内部）", "Note (internal)"), is_required=False)
VISITED = Field("visited_on", Text("回访日期", "Day of the visit"), "date", is_public=True)


def _visit(days: int) -> Transition:
    return Transition(
        f"visit_{days}",
        Text(f"{days}日回访", f"Visit after {days} days"),
        STATES,
        None,
        MEDIATORS,
        needs=(VISITED, HOW, NOTE),
        conditions=(f"visit_{days}_is_due",),
        basis=article("第三十一条"),
        public=Text(f"进行了{days}日回访", f"Visited after {days} days"),
        is_told=False,
        dated_by="visited_on",
    )


PERFORMING = (
    Transition(
        "record_performance",
        Text("登记履行情况", "Record performance"),
        STATES,
        None,
        MEDIATORS,
        needs=(
            Field("obligation", Text("履行事项", "What was due"), "thing"),
            HOW,
            Field("done_on", Text("日期", "Day"), "date", is_public=True),
            NOTE,
        ),
        conditions=("something_is_due",),
        basis=article("第三十一条"),
        public=Text("登记了履行情况", "Performance was recorded"),
        is_told=False,
        dated_by="done_on",
    ),
    Transition(
        "urge",
        Text("督促履行", "Urge a party"),
        STATES,
        None,
        MEDIATORS,
        needs=(Field("party", Text("当事人", "Party"), "thing"), NOTE),
        basis=article("第三十一条"),
        public=Text("调解委员会督促履行协议", "The committee urged a party to do what was agreed"),
        is_told=False,
    ),
    _visit(30),
    _visit(90),
    Transition(
        "apply_confirmation",
        Text("双方共同申请司法确认", "Both apply for judicial confirmation"),
        STATES,
        None,
        MEDIATORS,
        needs=(
            Field("court", Text("人民法院", "People's court"), "line", is_public=True),
            Field("applied_on", Text("申请日期", "Applied on"), "date", is_public=True),
            Field("is_joint", Text("双方共同提出", "Both sides apply together"), "boolean"),
        ),
        conditions=("confirmation_is_open",),
        basis=CONFIRMATION,
        public=Text("双方共同申请司法确认", "Both sides applied for judicial confirmation"),
        is_told=False,
        dated_by="applied_on",
    ),
    Transition(
        "lapse_confirmation",
        Text("司法确认申请期限届满", "Time to apply for confirmation is over"),
        STATES,
        None,
        SYSTEM,
        basis=CONFIRMATION,
    ),
    Transition(
        "record_confirmation",
        Text("登记司法确认结果", "Record what the court decided"),
        STATES,
        None,
        MEDIATORS,
        needs=(
            Field("outcome", Text("结果", "Outcome"), "choice", choices=CONFIRMATIONS,
                  is_public=True),
            Field("decided_on", Text("日期", "Day"), "date", is_public=True),
            Field("files", Text("裁定书", "Ruling"), "files", is_required=False),
        ),
        conditions=("confirmation_waits",),
        basis=CONFIRMATION,
        public=Text("法院对司法确认申请作出了处理", "The court decided on the application"),
        is_told=False,
        dated_by="decided_on",
    ),
    Transition(
        "contest",
        Text("登记对协议有争议，已告知可以起诉", "Record that the agreement is contested"),
        STATES,
        None,
        MEDIATORS,
        needs=(Field("party", Text("当事人", "Party"), "thing"), NOTE),
        basis=article("第三十二条"),
        public=Text(
            "对协议的履行或内容有争议的，可以向人民法院起诉",
            "Who contests the agreement or its performance may sue in a people's court",
        ),
    ),
    Transition(
        "file_away",
        Text("立卷归档", "File"),
        STATES,
        "filed",
        MEDIATORS,
        needs=(NOTE,),
        conditions=("was_visited",),
        basis=article("第二十七条"),
        public=Text("已结案归档", "Closed and filed"),
        is_told=False,
    ),
)  # fmt: skip
