"""After the agreement: performance, visits, joint judicial confirmation, the file."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.disputes.steps.takers import MEDIATORS, SYSTEM
from linli.procedures.disputes.words import CONFIRMATION, CONFIRMATIONS, PERFORMANCE, article

# The court's own part, by the judicial interpretation of 2011 (Art. 4, 5, 11); later law may have
# changed it, so that it is told and nothing is counted by it.
COURT_SIDE = Text(
    "按2011年司法解释，法院三日内决定是否受理，十五日内作出决定，经院长批准可延长十日；确认婚姻、收养等"
    "身份关系的不受理；不收费。以法院答复为准。",
    "By the judicial interpretation of 2011 the court decides in 3 days whether to take it and in "
    "15 days, 10 more at most, on the matter; it takes nothing that confirms marriage, adoption "
    "or kinship; it is free. What the court says holds.",
)
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
            Field("court", Text("人民法院", "People's court"), "line", is_public=True,
                  help=COURT_SIDE),
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
