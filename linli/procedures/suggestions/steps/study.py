"""Study by one or several units, and evaluation with its reasons."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.suggestions.steps.intake import READS
from linli.procedures.suggestions.steps.takers import INVITED, OFFICE, STUDY
from linli.procedures.suggestions.words import (
    DESIGN,
    EXTENTS,
    MEETINGS,
    NOT_ADOPTED_BECAUSE,
    STUDIED,
    TRIAL,
    article,
)

ASSESSMENT = Field(
    "assessment",
    Text("评估论证（内部）", "Evaluation (internal)"),
    is_required=False,
    help=Text(
        "必要性、可行性、所需条件；会同单位的意见。",
        "Whether it is needed and can be done, what it takes; what the other units say.",
    ),
)

STUDYING = (
    Transition(
        "adopt",
        Text("评估：采纳", "Evaluate: adopt"),
        ("studying",),
        "adopted",
        STUDY,
        needs=(
            Field("extent", Text("采纳情况", "How far"), "choice", choices=EXTENTS,
                  is_public=True),
            Field("reasons", Text("理由", "Reasons"), is_public=True, help=READS),
            ASSESSMENT,
        ),
        basis=STUDIED,
        public=Text("研究认为可以采纳", "Studied, and found worth doing"),
        is_told=False,
    ),
    Transition(
        "decline",
        Text("评估：不采纳", "Evaluate: do not adopt"),
        ("studying",),
        "declined",
        STUDY,
        needs=(
            Field("ground", Text("原因", "Ground"), "choice", choices=NOT_ADOPTED_BECAUSE,
                  is_public=True),
            Field("reasons", Text("理由", "Reasons"), is_public=True, help=READS),
            ASSESSMENT,
        ),
        basis=STUDIED,
        public=Text("研究认为暂不采纳", "Studied, and not adopted"),
        is_told=False,
    ),
    Transition(
        "record_meeting",
        Text("登记座谈、研讨、听证、走访", "Record a talk, seminar, hearing or visit"),
        ("studying",),
        None,
        STUDY,
        needs=(
            Field("form", Text("形式", "Form"), "choice", choices=MEETINGS, is_public=True),
            Field("held_on", Text("日期", "Held on"), "date", is_public=True),
            Field("record", Text("情况（内部）", "What was said (internal)")),
            Field("files", Text("附件", "Files"), "files", is_required=False),
        ),
        basis=article("第十一条"),
        public=Text("听取了各方意见", "Heard what people say to it"),
        is_told=False,
        dated_by="held_on",
    ),
    Transition(
        "give_opinion",
        Text("提出会同意见", "Say what your unit thinks of it"),
        ("studying",),
        None,
        INVITED,
        needs=(Field("opinion", Text("意见（内部）", "Opinion (internal)")),),
        basis=article("第十一条"),
        is_told=False,
    ),
    Transition(
        "extend",
        Text("延长研究时间", "Take more time to study it"),
        ("studying",),
        None,
        STUDY,
        needs=(
            Field("units", Text("延长天数", "Days more"), "number", is_public=True),
            Field("reason", Text("理由", "Why"), is_public=True, help=READS),
        ),
        basis=DESIGN,
        public=Text("延长了研究时间", "More time is needed"),
    ),
    Transition(
        "send_back",
        Text("退回，不归本单位", "Send back: not for this unit"),
        ("studying",),
        "registered",
        STUDY,
        needs=(Field("reason", Text("理由（内部）", "Why (internal)")),),
        conditions=("held_elsewhere",),
        basis=DESIGN,
        public=Text("正在改由其他单位研究", "Another unit is to study it"),
        is_told=False,
    ),
    Transition(
        "reconsider",
        Text("退回重新研究", "Have it studied again"),
        ("adopted", "declined"),
        "studying",
        OFFICE,
        needs=(Field("reason", Text("理由（内部）", "Why (internal)")),),
        basis=TRIAL,
        public=Text("进一步研究", "Studied further"),
        is_told=False,
    ),
)  # fmt: skip
