"""What the unit with the power does with a petition it received: notice, course, objection."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import COORDINATOR, HANDLERS, OPEN, UNIT_STAFF
from linli.procedures.petitions.words import DECLINE_GROUNDS, SIMPLE, WAYS, article

AT_UNIT = ("referred", "received")
TOLD = Text("信访人会看到这段话。", "The petitioner will read this.")
WAY = Field(
    "way",
    Text("处理途径和程序", "Way and procedure"),
    is_public=True,
    help=TOLD,
)
ON_SPOT = Field(
    "on_spot",
    Text("当场书面告知", "Notified in writing on the spot"),
    "boolean",
    is_required=False,
)

ACCEPTANCE = (
    Transition(
        "notify",
        Text("告知接收情况、途径和程序", "Notify of receipt, way and procedure"),
        AT_UNIT,
        None,
        UNIT_STAFF,
        needs=(WAY, ON_SPOT),
        conditions=("not_notified",),
        basis=article("第二十三条"),
        public=Text("已告知接收情况、途径和程序", "Notified of receipt, way and procedure"),
    ),
    Transition(
        "accept",
        Text("受理", "Accept"),
        AT_UNIT,
        "handling",
        UNIT_STAFF,
        needs=(WAY, ON_SPOT),
        conditions=("is_identified", "not_accusation"),
        basis=article("第三十一条第六项"),
        public=Text("已受理", "Accepted"),
    ),
    Transition(
        "accept_simply",
        Text("简易办理受理", "Accept for simplified handling"),
        AT_UNIT,
        "handling",
        UNIT_STAFF,
        needs=(WAY, ON_SPOT),
        conditions=("simple_is_on", "is_first", "is_identified", "not_accusation"),
        basis=SIMPLE,
        public=Text("已受理（简易办理）", "Accepted for simplified handling"),
    ),
    Transition(
        "guide",
        Text("导入法定途径", "Guide to the statutory way"),
        AT_UNIT,
        "guided",
        UNIT_STAFF,
        needs=(
            Field(
                "course", Text("法定途径", "Statutory way"), "choice", choices=WAYS, is_public=True
            ),
            WAY,
            ON_SPOT,
        ),
        conditions=("not_accusation",),
        basis=article("第三十一条"),
        public=Text("应通过法定途径处理，已告知", "To go its statutory way; you were told how"),
    ),
    Transition(
        "study",
        Text("研究论证（建议意见）", "Study (a suggestion)"),
        AT_UNIT,
        "studying",
        UNIT_STAFF,
        needs=(WAY,),
        conditions=("not_accusation",),
        basis=article("第二十九条"),
        public=Text("正在研究您的建议", "Your suggestion is being studied"),
    ),
    Transition(
        "examine",
        Text("核查（检举控告）", "Examine (an accusation)"),
        # Some turn out to accuse somebody only after they were accepted.
        (*AT_UNIT, "handling", "guided", "studying"),
        "examining",
        UNIT_STAFF,
        conditions=("is_accusation",),
        basis=article("第三十条"),
        public=Text("已接收，依规依纪依法处理", "Received; it is dealt with by the rules"),
        is_told=False,
    ),
    Transition(
        "decline",
        Text("不予受理", "Do not accept"),
        AT_UNIT,
        "declined",
        UNIT_STAFF,
        needs=(
            Field(
                "ground", Text("理由", "Ground"), "choice", choices=DECLINE_GROUNDS, is_public=True
            ),
            Field(
                "earlier",
                Text("原受理号（已在办理或已终结时）", "Earlier number (in hand or ended)"),
                "line",
                is_required=False,
            ),
            Field(
                "explanation",
                Text("告知内容", "What the person is told"),
                is_public=True,
                help=TOLD,
            ),
        ),
        basis=article("第二十三条"),
        public=Text("不予受理", "Not accepted"),
    ),
    Transition(
        "object",
        Text("提出异议", "Object to the transfer"),
        ("referred",),
        "objected",
        HANDLERS,
        needs=(
            Field("reason", Text("详细理由", "Reasons in detail")),
            Field(
                "proposed",
                Text("建议有权处理单位", "Unit proposed"),
                "unit",
                is_required=False,
            ),
        ),
        conditions=("may_object",),
        basis=article("第二十三条第三款"),
        public=Text("接收单位提出异议，正在核实", "The unit objected; this is being looked into"),
        is_told=False,
    ),
    Transition(
        "dispute_competence",
        Text("协商不成，报请指定", "No agreement: ask who accepts"),
        ("referred",),
        "determining",
        HANDLERS,
        needs=(
            Field(
                "unit",
                Text("共同上一级机关或联席会议", "Common superior, or the joint conference"),
                "unit",
            ),
            Field("reason", Text("协商情况", "What was discussed")),
        ),
        conditions=("has_others",),
        basis=article("第二十四条"),
        public=Text("多个单位协商不成，报请指定", "Several units: a higher one decides"),
        is_told=False,
    ),
    Transition(
        "hand_to_successor",
        Text("转由承继单位办理", "Hand to the successor"),
        OPEN,
        None,
        COORDINATOR,
        needs=(Field("unit", Text("承继单位", "Successor"), "unit", is_public=True),),
        conditions=("unit_is_closed",),
        basis=article("第二十四条第二款"),
        public=Text("原单位撤并，由承继单位办理", "The unit was merged; its successor handles it"),
    ),
)
