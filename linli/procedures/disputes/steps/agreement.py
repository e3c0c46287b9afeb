"""The agreement: on paper or by word of mouth, the marks on it, the day it takes effect."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.disputes.steps.takers import MEDIATORS
from linli.procedures.disputes.words import DESIGN, MARKS, article

CONTENT = Field("content", Text("协议内容", "What was agreed"), is_public=True)
DUTIES = Field(
    "duties",
    Text("谁在什么时候做什么", "Who does what by when"),
    "text",
    is_required=False,
    is_public=True,
)
WAY = Field("way", Text("履行方式", "How it is done"), "line", is_required=False, is_public=True)
AMOUNT = Field("amount", Text("协议涉及金额（元）", "Money at issue (yuan)"), "number",
               is_required=False)  # fmt: skip
FACTS = Field(
    "facts", Text("主要事实、争议事项和各方责任", "Main facts, the issue, who answers for what")
)

AGREEMENT = (
    Transition(
        "conclude",
        Text("达成协议，制作协议书", "An agreement, to be put in writing"),
        ("mediating",),
        "signing",
        MEDIATORS,
        needs=(FACTS, CONTENT, DUTIES, WAY, AMOUNT),
        conditions=("has_mediator",),
        basis=article("第二十八条"),
        public=Text("达成调解协议，待签名盖章", "An agreement was reached; it is to be signed"),
    ),
    Transition(
        "agree_orally",
        Text("达成口头协议", "An agreement by word of mouth"),
        ("mediating",),
        "performing",
        MEDIATORS,
        needs=(
            Field("reached_on", Text("达成日期", "Reached on"), "date", is_public=True),
            Field(
                "is_waived",
                Text("当事人认为无需制作协议书", "The parties think writing needless"),
                "boolean",
            ),
            CONTENT,
            DUTIES,
            WAY,
            AMOUNT,
        ),
        conditions=("has_mediator",),
        basis=article("第二十八条、第三十条"),
        public=Text("达成口头调解协议，即日生效", "An oral agreement; in force at once"),
        dated_by="reached_on",
    ),
    Transition(
        "note_marks",
        Text("登记签名、盖章、按指印", "Note who has signed or sealed"),
        ("signing",),
        None,
        MEDIATORS,
        needs=(
            Field("signers", Text("已经签名盖章的", "Who has"), "thing", is_public=True),
            Field("kind", Text("方式（委员会一律盖章）", "How (the committee always seals)"),
                  "choice", choices=MARKS),
            Field("marked_on", Text("日期", "Day"), "date", is_public=True),
            Field("files", Text("签字文本扫描件", "Scan of the signed paper"), "files",
                  is_required=False),
        ),
        basis=article("第二十九条"),
        public=Text("登记了协议书上的签名、盖章", "Signatures and seals were noted"),
        is_told=False,
    ),
    Transition(
        "take_effect",
        Text("签章齐全，协议生效", "All have signed: it takes effect"),
        ("signing",),
        "performing",
        MEDIATORS,
        needs=(
            Field(
                "copies_on",
                Text("协议书交付各方的日期", "Day on which each got a copy"),
                "date",
                is_public=True,
                help=Text(
                    "当事人各执一份，调解委员会留存一份。生效日为最后一个签章的日期。",
                    "One for each party, one is kept. It holds from the day of the last mark.",
                ),
            ),
        ),
        conditions=("all_marked", "scan_is_there"),
        basis=article("第二十九条"),
        public=Text("调解协议书生效", "The written agreement is in force"),
    ),
    Transition(
        "reopen",
        Text("未签，继续调解", "Not signed: mediate on"),
        ("signing",),
        "mediating",
        MEDIATORS,
        needs=(Field("reason", Text("原因（内部）", "Why (internal)")),),
        basis=DESIGN,
        public=Text("协议未签，继续调解", "Not signed; mediation goes on"),
        is_told=False,
    ),
)  # fmt: skip
