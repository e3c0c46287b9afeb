"""The steps of a deliberation, from a topic to an opinion that is followed until it is done."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.councils.steps.takers import (
    CHAIR,
    FILES,
    HELD_ON,
    HOLDERS,
    PLACE,
    WHEN,
    give_task,
    invite,
    record_task,
)
from linli.procedures.councils.words import (
    ADOPTIONS,
    CUSTOM,
    DECLINE_GROUNDS,
    DELIBERATED,
    DESIGN,
    OPINION_WAYS,
    OUTCOMES,
    SCOPES,
)

NO_NAMES = Text("写群体，不写姓名、电话和个人情况。", "Groups, with no names or numbers of people.")
PUBLISHED = Text("居民会看到这段话。", "Residents will read this.")
REASON = Field("reason", Text("理由", "Why"), is_public=True, help=PUBLISHED)

PREPARING = (
    Transition(
        "take_up",
        Text("列入协商", "Take it up"),
        ("proposed",),
        "preparing",
        HOLDERS,
        needs=(
            Field("topic", Text("议题（公开）", "Topic (published)"), "line", is_public=True),
            Field("scope", Text("协商层级", "Where it is deliberated"), "choice", choices=SCOPES,
                  is_public=True),
            Field("affected", Text("利益相关方", "Who is affected"), is_public=True,
                  help=NO_NAMES),
        ),
        basis=DELIBERATED,
        public=Text("议题已列入协商，正在筹备", "The topic was taken up; it is being prepared"),
    ),
    Transition(
        "decline",
        Text("不列入协商", "Do not take it up"),
        ("proposed",),
        "not_taken",
        HOLDERS,
        needs=(
            Field("ground", Text("理由", "Ground"), "choice", choices=DECLINE_GROUNDS,
                  is_public=True),
            Field("explanation", Text("说明，以及可以走的其他途径",
                                      "Explanation, and other ways to go"), is_public=True,
                  help=Text("提议人会看到这段话。", "Who proposed it will read this.")),
        ),
        basis=DELIBERATED,
        public=Text("议题未列入协商", "The topic was not taken up"),
    ),
    Transition(
        "pass_on",
        Text("转其他社区、街道", "Pass on to another community or township"),
        ("proposed", "preparing"),
        None,
        HOLDERS,
        needs=(
            Field("unit", Text("社区、村或街道、乡镇", "Community or township"), "unit",
                  is_public=True),
            Field("reason", Text("理由（内部）", "Why (internal)")),
        ),
        basis=DESIGN,
        public=Text("转由其他社区、街道协商", "Passed on to where it is deliberated"),
    ),
    invite("preparing", "announced"),
    Transition(
        "announce",
        Text("发布协商公告", "Publish the notice"),
        ("preparing",),
        "announced",
        HOLDERS,
        needs=(
            Field("notice", Text("公告内容", "Notice"), is_public=True, help=PUBLISHED),
            Field("agenda", Text("会议议程", "Agenda"), is_public=True),
            WHEN,
            PLACE,
            Field("opinions_until", Text("征求意见截止日期", "Opinions are heard until"), "date",
                  is_public=True),
        ),
        basis=DELIBERATED,
        public=Text("协商公告已发布，欢迎发表意见", "The notice is published; say what you think"),
    ),
)  # fmt: skip

MEETING = (
    Transition(
        "record_opinion",
        Text("登记当面、电话等意见", "Record an opinion that came otherwise"),
        ("announced",),
        None,
        HOLDERS,
        needs=(
            Field("way", Text("怎样提出", "How it came"), "choice", choices=OPINION_WAYS),
            Field("opinion", Text("意见", "Opinion"), help=NO_NAMES),
        ),
        basis=DELIBERATED,
        is_told=False,
    ),
    Transition(
        "reschedule",
        Text("会议改期", "Set another time"),
        ("announced",),
        None,
        HOLDERS,
        needs=(WHEN, PLACE, REASON),
        basis=CUSTOM,
        public=Text("协商会议改期", "The meeting was moved"),
    ),
    Transition(
        "hold",
        Text("登记协商会议", "Record the meeting"),
        ("announced",),
        "concluding",
        HOLDERS,
        needs=(
            HELD_ON,
            CHAIR,
            Field("attended", Text("到会人数", "How many came"), "number", is_public=True),
            Field("present", Text("到会的各方", "Who was represented"), is_public=True,
                  help=NO_NAMES),
            Field("minutes", Text("会议记录（内部）", "Minutes (internal)")),
            FILES,
        ),
        basis=DELIBERATED,
        public=Text("协商会议已召开", "The meeting was held"),
        is_told=False,
        dated_by="held_on",
    ),
    Transition(
        "cancel",
        Text("取消协商", "Call it off"),
        ("preparing", "announced"),
        "cancelled",
        HOLDERS,
        needs=(REASON,),
        basis=DESIGN,
        public=Text("协商已取消", "The deliberation was called off"),
    ),
    Transition(
        "meet_again",
        Text("再次协商", "Meet once more"),
        ("concluding", "published"),
        "preparing",
        HOLDERS,
        needs=(REASON,),
        basis=CUSTOM,
        public=Text("将再次协商", "There will be another meeting"),
    ),
    Transition(
        "publish_result",
        Text("形成并公布协商结果", "Publish the result"),
        ("concluding",),
        "published",
        HOLDERS,
        needs=(
            Field("outcome", Text("协商情况", "How far they agreed"), "choice", choices=OUTCOMES,
                  is_public=True),
            Field(
                "result",
                Text("协商意见", "The opinion"),
                is_public=True,
                help=Text(
                    "协商结果是意见，不是决定；需要表决的，召开村（居）民会议。",
                    "It is an opinion and no decision; what needs a vote goes to an assembly.",
                ),
            ),
            Field("differing", Text("不同意见", "Differing views"), is_required=False,
                  is_public=True),
        ),
        basis=DELIBERATED,
        public=Text("协商结果已公布", "The result is published"),
    ),
)  # fmt: skip

FOLLOWING = (
    Transition(
        "adopt",
        Text("采纳", "Adopt it"),
        ("published",),
        "following",
        HOLDERS,
        needs=(
            Field("adoption", Text("采纳情况", "How far"), "choice", choices=ADOPTIONS,
                  is_public=True),
            Field("adopter", Text("由谁采纳、落实", "Who adopts and carries it out"), "line",
                  is_public=True),
            Field("explanation", Text("怎样落实；未采纳部分的理由",
                                      "How; and why not what is not adopted"), is_public=True,
                  help=PUBLISHED),
        ),
        basis=DELIBERATED,
        public=Text("协商结果已采纳，正在落实", "The result was adopted; it is being carried out"),
    ),
    Transition(
        "turn_down",
        Text("不采纳", "Do not adopt it"),
        ("published",),
        "not_adopted",
        HOLDERS,
        needs=(
            Field("adopter", Text("由谁决定", "Who decides so"), "line", is_public=True),
            Field("explanation", Text("不采纳的理由", "Why not"), is_public=True, help=PUBLISHED),
        ),
        basis=DELIBERATED,
        public=Text("协商结果未采纳，理由已公布", "Not adopted; the reasons are told"),
    ),
    give_task("following"),
    record_task("following"),
    Transition(
        "finish",
        Text("落实完毕，公布落实情况", "All is done: publish what came of it"),
        ("following",),
        "done",
        HOLDERS,
        needs=(Field("report", Text("落实情况", "What came of it"), is_public=True,
                     help=PUBLISHED),),
        conditions=("tasks_are_told",),
        basis=DELIBERATED,
        public=Text("协商结果已落实", "The result was carried out"),
    ),
)  # fmt: skip

DELIBERATING = (*PREPARING, *MEETING, *FOLLOWING)
