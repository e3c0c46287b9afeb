"""Supervision (督办): grounds, advice, written feedback, and the joint conference."""

from __future__ import annotations

from linli.core.procedure import Field, Taker, Transition
from linli.core.text import Text
from linli.procedures.petitions.presets import supervision_grounds
from linli.procedures.petitions.steps.takers import COORDINATOR, FINAL, HANDLERS, OPEN
from linli.procedures.petitions.words import MEASURES, article

# The unit that was supervised may have passed the petition on to a reviewing body since.
SUPERVISED = (*HANDLERS, *(Taker("overseeing", taker.role) for taker in HANDLERS))
CONFERENCE = (Taker("overseeing", "unit_head"), Taker("overseeing", "petition_officer"))
AFTER_ROUTING = tuple(
    state for state in OPEN if state not in ("registered", "instructed", "to_reroute")
)

SUPERVISING = (
    Transition(
        "supervise",
        Text("督办", "Supervise"),
        (*AFTER_ROUTING, "closed", "terminated"),
        None,
        COORDINATOR,
        needs=(
            Field("ground", Text("督办情形", "Ground"), "choice", choices=supervision_grounds()),
            Field("advice", Text("督办意见和改进建议", "Requirement and advice")),
            Field("feedback_date", Text("书面反馈期限", "Written feedback by"), "date"),
        ),
        conditions=("no_feedback_waits",),
        basis=article("第四十条"),
    ),
    Transition(
        "feed_back",
        Text("书面反馈", "Give written feedback"),
        (*OPEN, *FINAL),
        None,
        SUPERVISED,
        needs=(
            Field("is_adopted", Text("已采纳改进建议", "The advice is adopted"), "boolean",
                  is_required=False),
            Field("feedback", Text("整改情况或不采纳的理由", "What was done, or why not")),
        ),
        conditions=("feedback_waits",),
        basis=article("第四十条"),
    ),
    Transition(
        "escalate",
        Text("提请联席会议", "Bring before the joint conference"),
        (*AFTER_ROUTING, "closed", "terminated"),
        None,
        COORDINATOR,
        needs=(
            Field("unit", Text("信访工作联席会议", "Joint conference"), "unit"),
            Field("reason", Text("提请事由", "Why")),
        ),
        conditions=("was_supervised",),
        basis=article("第三十九条、第四十条"),
    ),
    Transition(
        "confer",
        Text("联席会议决定", "Decide in the joint conference"),
        (*AFTER_ROUTING, "closed", "terminated"),
        None,
        CONFERENCE,
        needs=(
            Field("measure", Text("措施", "Measure"), "choice", choices=MEASURES),
            Field("decision", Text("决定内容", "Decision")),
        ),
        conditions=("is_before_conference",),
        basis=article("第三十九条"),
    ),
)  # fmt: skip
