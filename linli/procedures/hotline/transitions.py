"""The steps of a hotline request: who may take each, what it asks for, its article."""

from __future__ import annotations

from linli.core.procedure import Field, Taker, Transition
from linli.core.text import Text
from linli.procedures.hotline.words import (
    CONTACT_WAYS,
    DESIGN,
    GRADES,
    GROUNDS,
    KINDS,
    OUTCOMES,
    REACHED,
    RESOLVED,
    RESULTS,
    SATISFIED,
    article,
)

CLERK = (Taker("coordinating", "hotline_clerk"),)
SUPERVISOR = (Taker("coordinating", "supervisor"),)
HEAD = (Taker("lead", "unit_head"),)
HANDLERS = (
    Taker("lead", "street_clerk"),
    Taker("lead", "department_handler"),
    Taker("lead", "unit_head"),
)
SENDER = (Taker("receipt"),)
SYSTEM = (Taker("system"),)

WITH_UNIT = ("dispatched", "handling", "objected")

KIND = Field("kind", Text("类型", "Kind"), "choice", choices=KINDS)
ANSWER = Field(
    "answer",
    Text("答复内容", "Answer"),
    is_public=True,
    help=Text("来件人会看到这段话。", "The sender will read this."),
)

# The order of declaration is the order in which the case page offers the steps.
INTAKE = (
    Transition(
        "dispatch",
        Text("派单", "Dispatch"),
        ("received", "to_redispatch"),
        "dispatched",
        CLERK,
        needs=(
            KIND,
            Field("grade", Text("办理等级", "Grade"), "choice", choices=GRADES),
            Field(
                "item",
                Text("职责清单事项", "Duty item"),
                "thing",
                is_required=False,
                help=Text(
                    "没有对应事项时，派给事发地区县政府。",
                    "Where no item fits, the request goes to the county government of the place.",
                ),
            ),
            Field("unit", Text("承办单位", "Unit to handle it"), "unit", is_public=True),
            Field("assisting", Text("协办单位", "Assisting units"), "units", is_required=False),
            Field(
                "instruction", Text("交办说明（内部）", "Instruction (internal)"), is_required=False
            ),
        ),
        basis=article("第十一条、第十二条"),
        public=Text("已派单", "Dispatched"),
    ),
    Transition(
        "answer_at_once",
        Text("直接答复", "Answer at once"),
        ("received",),
        "closed",
        CLERK,
        needs=(ANSWER,),
        basis=article("第十一条"),
        public=Text("已直接答复", "Answered at once"),
    ),
    Transition(
        "inform",
        Text("不派单，告知", "Tell, without dispatching"),
        ("received",),
        "informed",
        CLERK,
        needs=(
            Field(
                "outcome", Text("不派单的情形", "Why"), "choice", choices=OUTCOMES, is_public=True
            ),
            Field(
                "explanation",
                Text("告知内容", "What the person is told"),
                is_public=True,
                help=Text("来件人会看到这段话。", "The sender will read this."),
            ),
            Field(
                "earlier",
                Text("原受理号（重复反映时）", "Earlier receipt number (when repeated)"),
                "line",
                is_required=False,
            ),
        ),
        basis=article("第十一条第三款"),
        public=Text("已向您说明", "Explained to you"),
    ),
)

DISPUTE = (
    Transition(
        "object",
        Text("提出派单异议", "Object to the dispatch"),
        ("dispatched",),
        "objected",
        HANDLERS,
        needs=(
            Field("ground", Text("理由", "Ground"), "choice", choices=GROUNDS, is_public=True),
            Field("item", Text("依据的事项", "Duty item relied on"), "thing", is_required=False),
            Field("proposed", Text("建议承办单位", "Unit proposed"), "unit", is_required=False),
            Field("reason", Text("具体说明", "Explanation")),
        ),
        basis=article("第十二条第三款"),
        public=Text("承办单位提出异议", "The unit objected"),
        is_told=False,
    ),
    Transition(
        "uphold",
        Text("异议成立", "Uphold the objection"),
        ("objected",),
        "to_redispatch",
        SUPERVISOR,
        needs=(Field("reason", Text("裁定理由", "Reason")),),
        basis=article("第十二条第三款"),
        public=Text("异议成立，将改派", "Objection upheld; going to another unit"),
        is_told=False,
    ),
    Transition(
        "reject",
        Text("异议不成立", "Reject the objection"),
        ("objected",),
        "handling",
        SUPERVISOR,
        needs=(Field("reason", Text("裁定理由", "Reason")),),
        basis=article("第十四条"),
        public=Text("异议不成立，由原单位办理", "Objection rejected; the unit handles it"),
        is_told=False,
    ),
)

HANDLING = (
    Transition(
        "accept",
        Text("接收", "Accept"),
        ("dispatched",),
        "handling",
        HANDLERS,
        basis=article("第十四条"),
        public=Text("已接收", "Accepted"),
        is_told=False,
    ),
    Transition(
        "answer",
        Text("答复", "Answer"),
        ("handling",),
        "answered",
        HANDLERS,
        needs=(
            Field("result", Text("办理结果", "Result"), "choice", choices=RESULTS, is_public=True),
            ANSWER,
        ),
        conditions=("contacted",),
        basis=article("第十五条"),
        public=Text("已答复", "Answered"),
    ),
    Transition(
        "contact",
        Text("登记已联系来件人", "Record that the person was contacted"),
        WITH_UNIT,
        None,
        HANDLERS,
        needs=(
            Field("way", Text("联系方式", "How"), "choice", choices=CONTACT_WAYS),
            Field(
                "contacted_at",
                Text("联系时间", "When"),
                "datetime",
                is_required=False,
                help=Text("不填即为现在。", "Left empty, it is now."),
            ),
            Field("said", Text("沟通情况（内部）", "What was said (internal)"), is_required=False),
        ),
        basis=article("第十五条"),
        public=Text("承办单位已与您联系", "The unit contacted you"),
        is_told=False,
    ),
    Transition(
        "extend",
        Text("延期", "Extend"),
        ("handling",),
        None,
        HEAD,
        needs=(
            Field("units", Text("延长天数", "Days more"), "number", is_public=True),
            Field(
                "reason",
                Text("延期理由", "Reason"),
                is_public=True,
                help=Text("来件人会看到这段话。", "The sender will read this."),
            ),
        ),
        basis=article("第十五条"),
        public=Text("办理时限延长", "The time limit was extended"),
    ),
    Transition(
        "report_up",
        Text("报请上级协调", "Ask a higher unit"),
        ("handling",),
        None,
        HEAD,
        needs=(
            Field("higher", Text("报请单位", "To which unit"), "unit", is_public=True),
            Field("reason", Text("需协调的问题", "What has to be settled")),
        ),
        basis=article("第二十条"),
        public=Text("已报请上级协调", "A higher unit was asked"),
    ),
)

# The sender reads what a clerk put down as theirs.
RATING = (
    Field(
        "resolved", Text("是否解决", "Was it solved"), "choice", choices=RESOLVED, is_public=True
    ),
    Field(
        "satisfied", Text("是否满意", "Are you satisfied"), "choice", choices=SATISFIED,
        is_public=True,
    ),
)  # fmt: skip
REACH = Field("reached", Text("联系情况", "Reached"), "choice", choices=REACHED, is_public=True)
REMARK = Field("remark", Text("说明", "Remark"), is_required=False)

JUDGEMENT = (
    Transition(
        "call_back",
        Text("回访", "Call back"),
        ("answered",),
        "closed",
        CLERK,
        needs=(
            REACH,
            *RATING,
            REMARK,
        ),
        conditions=("by_telephone", "not_called_back"),
        basis=article("第二十三条"),
        public=Text("已回访", "Called back"),
        is_told=False,
    ),
    Transition(
        "call_back_late",
        Text("逾期回访", "Call back after the term lapsed"),
        ("dispatched", "handling", "objected", "to_redispatch"),
        None,
        CLERK,
        needs=(
            REACH,
            *RATING,
            REMARK,
        ),
        conditions=("by_telephone", "lapsed", "not_called_back"),
        basis=article("第二十三条"),
        public=Text("已回访", "Called back"),
        is_told=False,
    ),
    Transition(
        "return_to_unit",
        Text("退回重办", "Send back to be done again"),
        ("answered",),
        "handling",
        CLERK,
        needs=(Field("reason", Text("未解决的问题", "What is not solved"), is_public=True),),
        basis=DESIGN,
        public=Text("未解决，已退回重办", "Not solved; sent back to be done again"),
        is_told=False,
    ),
    Transition(
        "close",
        Text("办结", "Close"),
        ("answered",),
        "closed",
        CLERK,
        conditions=("called_back",),
        basis=DESIGN,
        public=Text("已办结", "Closed"),
        is_told=False,
    ),
    Transition(
        "close_unrated",
        Text("逾期未评，自动办结", "Close, as no rating came"),
        ("answered",),
        "closed",
        SYSTEM,
        basis=DESIGN,
        public=Text("已办结", "Closed"),
        is_told=False,
    ),
    Transition(
        "rate",
        Text("评价", "Rate"),
        ("answered", "closed"),
        "closed",
        SENDER,
        needs=(*RATING, REMARK),
        conditions=("not_rated",),
        basis=article("第二十三条"),
        public=Text("您作了评价", "You rated it"),
        is_told=False,
    ),
    Transition(
        "rate_late",
        Text("评价办理情况", "Say how it is going"),
        ("dispatched", "handling", "objected", "to_redispatch"),
        None,
        SENDER,
        needs=(*RATING, REMARK),
        conditions=("lapsed", "not_called_back"),
        basis=article("第二十三条"),
        public=Text("时限已过，您作了评价", "The term was over; you rated it"),
        is_told=False,
    ),
    Transition(
        "reopen",
        Text("重新反映", "Open again"),
        ("answered", "closed", "informed"),
        "received",
        SENDER,
        needs=(
            Field("reason", Text("还有什么没有解决", "What is still not solved"), is_public=True),
        ),
        conditions=("may_be_reopened",),
        basis=DESIGN,
        public=Text("您重新反映", "You opened it again"),
        is_told=False,
    ),
)

TRANSITIONS = (*INTAKE, *HANDLING, *DISPUTE, *JUDGEMENT)
