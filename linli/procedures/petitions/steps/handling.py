"""Handling: inquiry, extension, agreement, opinion, completion report, and the other courses."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import HANDLERS, HEAD, REMEDIES, REPORTERS
from linli.procedures.petitions.words import (
    ADOPTION,
    AGREEMENTS,
    DESIGN,
    OUTCOMES,
    PERFORMANCE,
    SIMPLE,
    article,
)

READS = Text("信访人会看到这段话。", "The petitioner will read this.")
# The petitioner reads it once its delivery is on record, not when it is signed.
OPINION = (
    Field("claim", Text("投诉请求", "What was claimed")),
    Field("facts", Text("事实和理由", "Facts and reasons")),
    Field("outcome", Text("结论", "Outcome"), "choice", choices=OUTCOMES),
    Field("opinion", Text("处理意见", "Opinion"), help=READS),
    Field("legal_basis", Text("法律法规依据", "Basis in law")),
)

HANDLING = (
    Transition(
        "inquire",
        Text("登记听取陈述、调查核实", "Record hearing and inquiry"),
        ("handling", "in_review", "in_recheck"),
        None,
        HANDLERS,
        needs=(Field("record", Text("记录（内部）", "Record (internal)")),),
        basis=article("第三十一条第六项"),
    ),
    Transition(
        "extend",
        Text("延期", "Extend"),
        ("handling", "opinion_submitted"),
        None,
        HEAD,
        needs=(
            Field("units", Text("延长天数", "Days more"), "number", is_public=True),
            Field("reason", Text("延期理由", "Reason"), is_public=True, help=READS),
        ),
        basis=article("第三十四条"),
        public=Text("办理期限延长", "The time limit was extended"),
    ),
    Transition(
        "leave_simple",
        Text("转入普通程序", "Leave simplified handling"),
        ("handling",),
        None,
        HANDLERS,
        needs=(Field("reason", Text("理由", "Reason"), is_public=True, help=READS),),
        conditions=("is_simple",),
        basis=SIMPLE,
        public=Text("已转入普通程序办理", "Handled in the ordinary way from now on"),
    ),
    Transition(
        "submit_opinion",
        Text("拟稿送审", "Draft the opinion for signature"),
        ("handling",),
        "opinion_submitted",
        HANDLERS,
        # The draft is not told: what counts is what the head signs.
        needs=tuple(
            Field(need.key, need.name, need.kind, choices=need.choices) for need in OPINION
        ),
        basis=article("第三十二条"),
    ),
    Transition(
        "return_opinion",
        Text("退回修改", "Return the draft"),
        ("opinion_submitted",),
        "handling",
        HEAD,
        needs=(Field("reason", Text("修改意见", "What to change")),),
        basis=DESIGN,
    ),
    Transition(
        "sign_opinion",
        Text("签发处理意见书", "Sign the opinion"),
        ("opinion_submitted",),
        "opinion_issued",
        HEAD,
        needs=OPINION,
        basis=article("第三十二条、第三十四条"),
        public=Text("已作出处理意见，待送达", "The opinion is made; it will be delivered"),
        is_told=False,
    ),
    Transition(
        "settle",
        Text("达成调解、和解协议", "Record an agreement"),
        ("handling",),
        "settled",
        HANDLERS,
        needs=(
            Field("way", Text("方式", "How"), "choice", choices=AGREEMENTS, is_public=True),
            Field("agreement", Text("协议内容", "What was agreed"), is_public=True),
            Field(
                "perform_by", Text("履行期限", "To be done by"), "date", is_required=False,
                is_public=True,
            ),
        ),
        basis=article("第三十三条"),
        public=Text("已达成协议", "An agreement was reached"),
    ),
    Transition(
        "fulfil",
        Text("登记协议履行情况", "Record how the agreement was kept"),
        ("settled",),
        "to_close",
        HANDLERS,
        needs=(
            Field(
                "performance", Text("履行情况", "Performance"), "choice", choices=PERFORMANCE,
                is_public=True,
            ),
            Field("remark", Text("说明", "Remark"), is_required=False),
        ),
        basis=article("第三十三条"),
        public=Text("协议履行情况已登记", "How the agreement was kept is on record"),
        is_told=False,
    ),
    Transition(
        "submit_report",
        Text("提交办结报告", "Submit the completion report"),
        ("referred", "handling", "opinion_submitted", "opinion_issued", "delivered", "guided",
         "studying", "examining", "settled", "to_close", *REMEDIES,
         "declined", "closed", "terminated"),
        None,
        REPORTERS,
        needs=(Field("report", Text("办结报告", "Report")),),
        conditions=("report_is_due",),
        basis=article("第二十二条第三项"),
    ),
    Transition(
        "record_performance",
        Text("登记处理意见执行情况", "Record how the opinion is carried out"),
        ("opinion_issued", "delivered", "to_close", "closed", "terminated"),
        None,
        HANDLERS,
        needs=(
            Field(
                "performance", Text("执行情况", "Performance"), "choice", choices=PERFORMANCE,
                is_public=True,
            ),
            Field("remark", Text("说明", "Remark"), is_public=True, help=READS),
        ),
        conditions=("is_supported",),
        basis=article("第三十二条"),
        public=Text("处理意见的执行情况", "How the opinion is carried out"),
    ),
    Transition(
        "record_outcome",
        Text("登记法定途径的结果", "Record what the statutory way came to"),
        ("guided",),
        "closed",
        HANDLERS,
        needs=(Field("result", Text("结果", "Result"), is_public=True, help=READS),),
        basis=article("第三十一条"),
        public=Text("法定途径的结果", "What the statutory way came to"),
    ),
    Transition(
        "reply",
        Text("回复建议", "Reply to the suggestion"),
        ("studying",),
        "closed",
        HANDLERS,
        needs=(
            Field("adoption", Text("采纳情况", "Adoption"), "choice", choices=ADOPTION,
                  is_public=True),
            Field("answer", Text("回复内容", "Reply"), is_public=True, help=READS),
        ),
        basis=article("第二十九条"),
        public=Text("已回复", "Replied"),
    ),
    Transition(
        "conclude",
        Text("登记核查结果", "Record what the examination found"),
        ("examining",),
        "closed",
        HANDLERS,
        needs=(
            Field("result", Text("核查结果（内部）", "Finding (internal)")),
            Field(
                "answer", Text("答复内容", "What the person is told"), is_required=False,
                is_public=True, help=READS,
            ),
        ),
        basis=article("第三十条"),
        public=Text("已处理完毕", "Dealt with"),
    ),
    Transition(
        "record_result",
        Text("登记移送事项的结果", "Record what became of it"),
        ("with_justice", "with_discipline"),
        "closed",
        HANDLERS,
        needs=(
            Field("result", Text("处理结果（内部）", "Result (internal)")),
            Field(
                "answer", Text("答复内容", "What the person is told"), is_required=False,
                is_public=True, help=READS,
            ),
        ),
        basis=article("第二十二条"),
        public=Text("已处理完毕", "Dealt with"),
    ),
)  # fmt: skip
