"""Routing: the five ways in which a petition office ends its 15 days, and what leads back."""

from __future__ import annotations

from linli.core.procedure import Field, Taker, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import (
    COORDINATOR,
    HANDLERS,
    HEAD,
    OFFICE,
    REFERRER,
    TO_ROUTE,
    WITH_UNIT,
)
from linli.procedures.petitions.words import DESIGN, FIELDS, article

FIELD = Field("field", Text("领域", "Field"), "choice", is_required=False, choices=FIELDS)
UNIT = Field(
    "unit", Text("有权处理的机关、单位", "Unit with the power to handle it"), "unit", is_public=True
)
OTHERS = Field(
    "others",
    Text("同时有权处理的单位", "Other units with the power"),
    "units",
    is_required=False,
    help=Text(
        "涉及两个以上单位的，由其协商受理；协商不成的报请指定。",
        "Where several have it, they agree who accepts; failing that, a higher unit decides.",
    ),
)
INSTRUCTION = Field(
    "instruction", Text("转办说明（内部）", "Instruction (internal)"), is_required=False
)
EARLIER = Field("earlier", Text("原受理号", "Number of the earlier petition"), "line")

ROUTING = (
    Transition(
        "transfer",
        Text("转送", "Transfer"),
        (*TO_ROUTE, "referred"),
        "referred",
        OFFICE,
        needs=(FIELD, UNIT, OTHERS, INSTRUCTION),
        basis=article("第二十二条"),
        public=Text("已转送有权处理的单位", "Transferred to the unit with the power to handle it"),
    ),
    Transition(
        "commission",
        Text("交办", "Commission"),
        (*TO_ROUTE, "referred"),
        "referred",
        OFFICE,
        needs=(
            FIELD,
            UNIT,
            OTHERS,
            Field(
                "report_date",
                Text("反馈办结报告的日期", "Day by which the completion report is due"),
                "date",
            ),
            INSTRUCTION,
        ),
        basis=article("第二十二条第三项"),
        public=Text("已交办", "Commissioned, with a report to be made"),
    ),
    Transition(
        "ask_instruction",
        Text("报请党委、政府决定", "Report to the Party committee or government"),
        ("registered", "to_reroute"),
        "awaiting_instruction",
        OFFICE,
        needs=(
            FIELD,
            Field("unit", Text("报请机关", "To which body"), "unit", is_public=True),
            Field("advice", Text("情况和建议", "Facts and advice")),
        ),
        basis=article("第二十二条"),
        public=Text("已报请党委、政府决定", "Reported to the Party committee or government"),
    ),
    Transition(
        "instruct",
        Text("批示", "Instruct"),
        ("awaiting_instruction",),
        "instructed",
        HEAD,
        needs=(Field("instruction", Text("批示内容（内部）", "Instruction (internal)")),),
        basis=article("第二十二条"),
        public=Text("党委、政府已作出决定", "The Party committee or government has decided"),
        is_told=False,
    ),
    Transition(
        "to_justice",
        Text("导入政法部门（诉访分离）", "Pass to the political-legal organs"),
        TO_ROUTE,
        "with_justice",
        OFFICE,
        needs=(
            FIELD,
            Field("unit", Text("政法部门", "Organ"), "unit", is_public=True),
            Field(
                "explanation",
                Text("释法说明", "What the person is told"),
                is_public=True,
                help=Text("来信人会看到这段话。", "The petitioner will read this."),
            ),
        ),
        basis=article("第二十二条、第二十八条第二款"),
        public=Text("已转政法部门依法处理", "Passed to the political-legal organs"),
    ),
    Transition(
        "recall",
        Text("收回更正（移送有误）", "Take it back: passed to the wrong organ"),
        ("with_justice",),
        "to_reroute",
        (*COORDINATOR, Taker("overseeing", "petition_officer")),
        needs=(
            Field(
                "reason",
                Text("更正理由", "What was wrong"),
                is_public=True,
                help=Text("来信人会看到这段话。", "The petitioner will read this."),
            ),
        ),
        conditions=("is_referrer",),
        basis=DESIGN,
        public=Text("移送的机关有误，正在更正", "It went to the wrong organ; this is being mended"),
    ),
    Transition(
        "to_discipline",
        Text("移送纪检监察机关", "Pass to discipline inspection"),
        TO_ROUTE,
        "with_discipline",
        OFFICE,
        needs=(
            Field("unit", Text("纪检监察机关", "Discipline inspection body"), "unit"),
            INSTRUCTION,
        ),
        conditions=("is_accusation",),
        basis=article("第二十二条第二款、第三十条"),
        public=Text("已按管理权限移送", "Passed on to the body in charge"),
    ),
    Transition(
        "reclaim",
        Text("收回重新分流（检举控告）", "Take it back to route anew (an accusation)"),
        (
            *WITH_UNIT,
            "objected",
            "determining",
            "awaiting_instruction",
            "with_justice",
            "with_discipline",
        ),
        "to_reroute",
        COORDINATOR,
        needs=(Field("reason", Text("理由（内部）", "Reason (internal)")),),
        conditions=("is_accusation",),
        basis=article("第三十条"),
        is_told=False,
    ),
    Transition(
        "decline_known",
        Text("不予受理（已在办理）", "Do not accept: already in hand"),
        ("registered",),
        "declined",
        OFFICE,
        needs=(EARLIER,),
        basis=article("第十九条第三款"),
        public=Text("同一事项正在办理，不再重复受理", "The same matter is in hand already"),
    ),
    Transition(
        "decline_ended",
        Text("不再受理（已终结）", "Accept no more: ended"),
        ("registered",),
        "declined",
        OFFICE,
        needs=(EARLIER,),
        basis=article("第三十六条第三款"),
        public=Text(
            "已作出复核意见，同一事实和理由不再受理",
            "Ended by re-examination; the same facts and reasons are not accepted again",
        ),
    ),
    Transition(
        "hand_down",
        Text("转送本系统下级", "Hand down in the own line"),
        ("received",),
        "referred",
        HANDLERS,
        needs=(FIELD, UNIT, INSTRUCTION),
        basis=article("第二十三条"),
        public=Text("已转送本系统下级单位", "Handed down to a unit below"),
    ),
    Transition(
        "agree_return",
        Text("同意退回", "Agree to the return"),
        ("objected",),
        "to_reroute",
        REFERRER,
        needs=(Field("reason", Text("核实情况", "What was found"), is_public=False),),
        conditions=("is_referrer",),
        basis=article("第二十三条第三款"),
        public=Text("异议成立，将重新转送", "Objection upheld; going to another unit"),
        is_told=False,
    ),
    Transition(
        "refuse_return",
        Text("不同意退回", "Refuse the return"),
        ("objected",),
        "referred",
        REFERRER,
        needs=(Field("reason", Text("核实情况", "What was found")),),
        conditions=("is_referrer",),
        basis=article("第二十三条第三款"),
        public=Text("异议不成立，由原单位办理", "Objection rejected; the unit handles it"),
        is_told=False,
    ),
    Transition(
        "determine",
        Text("指定受理单位", "Determine who accepts"),
        ("determining",),
        "referred",
        (*HEAD, *OFFICE),
        needs=(UNIT, Field("reason", Text("理由", "Reason"))),
        basis=article("第二十四条"),
        public=Text("已指定受理单位", "It was decided who accepts it"),
    ),
)
