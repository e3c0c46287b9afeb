"""Review (复查) and re-examination (复核): asked for in 30 days, each one level up."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import COORDINATOR, HANDLERS, HEAD, SENDER, SYSTEM
from linli.procedures.petitions.words import CUSTOM, REVIEW_OUTCOMES, article

READS = Text("信访人会看到这段话。", "The petitioner will read this.")
REQUEST = (
    Field("reason", Text("请求和理由", "What is asked, and why"), is_public=True),
    Field(
        "requested_on",
        Text("提出日期", "Day on which it was asked"),
        "date",
        is_required=False,
        help=Text(
            "书面提出的，填寄出或递交之日；是否超期以此为准。不填即今天。",
            "On paper: the day it was sent or handed in, which decides whether it is in time. "
            "Today if left empty.",
        ),
    ),
    Field(
        "received_on",
        Text("收到日期", "Day on which it came in"),
        "date",
        is_required=False,
        help=Text(
            "复查、复核期限自收到请求之日起算。不填即今天。",
            "The time for deciding runs from this day. Today if left empty.",
        ),
    ),
    Field("files", Text("材料", "Files"), "files", is_required=False, is_public=True),
)
BODY = (
    Field("unit", Text("机关", "Body"), "unit", is_public=True),
    Field("reason", Text("与建议不同的理由", "Why not the one proposed"), is_required=False),
)
# The petitioner reads it once its delivery is on record, not when it is signed.
OPINION = (
    Field("outcome", Text("结论", "Outcome"), "choice", choices=REVIEW_OUTCOMES),
    Field("facts", Text("认定的事实和理由", "Facts and reasons found")),
    Field("opinion", Text("意见", "Opinion"), help=READS),
    Field("legal_basis", Text("法律法规依据", "Basis in law")),
)
HEARING_DAY = Field("day", Text("日期", "Day"), "date", is_public=True)

REMEDIES = (
    Transition(
        "request_review",
        Text("请求复查", "Ask for review"),
        # Closed as well: what was sent on paper in time may come in after the closing.
        ("delivered", "to_close", "closed"),
        "review_requested",
        (*SENDER, *COORDINATOR, *HANDLERS),
        needs=REQUEST,
        conditions=("may_request_review",),
        basis=article("第三十五条"),
        public=Text("请求复查", "Review asked for"),
        is_told=False,
        dated_by="received_on",
    ),
    Transition(
        "name_review_body",
        Text("确定复查机关", "Name the reviewing body"),
        # Again where the body is accused or closed: nobody could decide any more.
        ("review_requested", "in_review"),
        "in_review",
        COORDINATOR,
        needs=BODY,
        conditions=("body_is_wanting",),
        basis=article("第三十五条"),
        public=Text("复查机关已确定", "The reviewing body is named"),
    ),
    Transition(
        "review",
        Text("签发复查意见书", "Sign the review opinion"),
        ("in_review",),
        "review_issued",
        HEAD,
        needs=OPINION,
        basis=article("第三十五条"),
        public=Text("已作出复查意见，待送达", "The review opinion is made; it will be delivered"),
        is_told=False,
    ),
    Transition(
        "redo",
        Text("撤销后重新办理", "Have it done again"),
        ("review_delivered", "recheck_delivered"),
        "handling",
        # The system sees to it where nobody did before the time to ask for more ran out.
        (*HEAD, *COORDINATOR, *SYSTEM),
        needs=(
            Field(
                "unit",
                Text("办理单位", "Unit that handles it"),
                "unit",
                is_required=False,
                is_public=True,
                help=Text(
                    "不填即由原办理单位；原单位已撤销或者须回避的，请填写。",
                    "The first unit if left empty. Needed where that is closed or barred.",
                ),
            ),
        ),
        conditions=("was_revoked",),
        basis=CUSTOM,
        public=Text("重新办理", "It is done again"),
    ),
    Transition(
        "request_recheck",
        Text("请求复核", "Ask for re-examination"),
        ("review_delivered", "to_close", "closed"),
        "recheck_requested",
        (*SENDER, *COORDINATOR, *HANDLERS),
        needs=REQUEST,
        conditions=("may_request_recheck",),
        basis=article("第三十六条"),
        public=Text("请求复核", "Re-examination asked for"),
        is_told=False,
        dated_by="received_on",
    ),
    Transition(
        "name_recheck_body",
        Text("确定复核机关", "Name the re-examining body"),
        ("recheck_requested", "in_recheck"),
        "in_recheck",
        COORDINATOR,
        needs=BODY,
        conditions=("body_is_wanting",),
        basis=article("第三十六条"),
        public=Text("复核机关已确定", "The re-examining body is named"),
    ),
    Transition(
        "open_hearing",
        Text("开始听证", "Open a hearing"),
        ("in_recheck",),
        "in_hearing",
        HANDLERS,
        needs=(HEARING_DAY, Field("reason", Text("听证事项", "What it is about"), is_public=True)),
        basis=article("第三十六条"),
        public=Text("进入听证，听证时间不计入期限", "A hearing is held; its time does not count"),
        dated_by="day",
    ),
    Transition(
        "close_hearing",
        Text("听证结束", "Close the hearing"),
        ("in_hearing",),
        "in_recheck",
        HANDLERS,
        needs=(HEARING_DAY, Field("record", Text("听证记录", "Record"))),
        basis=article("第三十六条"),
        public=Text("听证结束", "The hearing is over"),
        is_told=False,
        dated_by="day",
    ),
    Transition(
        "recheck",
        Text("签发复核意见书", "Sign the re-examination opinion"),
        ("in_recheck",),
        "recheck_issued",
        HEAD,
        needs=OPINION,
        basis=article("第三十六条"),
        public=Text(
            "已作出复核意见，待送达", "The re-examination opinion is made; it will be delivered"
        ),
        is_told=False,
    ),
    Transition(
        "lapse_review",
        Text("期满未请求复查", "No review was asked for in time"),
        ("delivered",),
        "to_close",
        SYSTEM,
        basis=article("第三十五条"),
        public=Text("期满未请求复查", "No review was asked for in time"),
        is_told=False,
    ),
    Transition(
        "lapse_recheck",
        Text("期满未请求复核", "No re-examination was asked for in time"),
        ("review_delivered",),
        "to_close",
        SYSTEM,
        basis=article("第三十六条"),
        public=Text("期满未请求复核", "No re-examination was asked for in time"),
        is_told=False,
    ),
)
