"""The hotline's procedure (接诉即办): from a request to the person's own judgement of it."""

from __future__ import annotations

from linli.core.procedure import Choice, Extension, Procedure, State, Term
from linli.core.text import Text
from linli.procedures.hotline.transitions import TRANSITIONS
from linli.procedures.hotline.words import DESIGN, DRAFT, GRADES, article

STATES = (
    State(
        "received",
        Text("待派单", "To be dispatched"),
        Text("已收到，正在安排由谁办理", "Received; we are finding who must handle it"),
        waits_for="coordinating",
    ),
    State(
        "dispatched",
        Text("待接收", "To be accepted"),
        Text("已交办，等待单位接收", "Sent to the unit; waiting for it to accept"),
        waits_for="lead",
        is_arrival=True,
    ),
    State(
        "handling",
        Text("办理中", "Being handled"),
        Text("正在办理", "Being handled"),
        waits_for="lead",
    ),
    State(
        "objected",
        Text("异议待裁定", "Objection to be ruled on"),
        Text(
            "承办单位认为不归其负责，正在裁定；裁定前仍由其负责",
            "The unit says that it is not its duty; until this is ruled on it stays responsible",
        ),
        waits_for="coordinating",
    ),
    State(
        "to_redispatch",
        Text("待改派", "To be sent to another unit"),
        Text("正在改派其他单位，时限不重新计算", "Going to another unit; the time limit runs on"),
        waits_for="coordinating",
    ),
    State(
        "answered",
        Text("待回访", "To be called back"),
        Text("已答复，请您评价", "Answered; please tell us how it went"),
        waits_for="coordinating",
    ),
    State(
        "closed",
        Text("已办结", "Closed"),
        Text("已办结", "Closed"),
        is_final=True,
    ),
    State(
        "informed",
        Text("已告知（不派单）", "Told, not dispatched"),
        Text("已向您说明", "Explained to you"),
        is_final=True,
    ),
)


def _grade(lane: Choice, length: int, unit: str, warn: int, extension: int) -> Term:
    return Term(
        lane.key,
        Text(f"{lane.name.zh}办理", f"{lane.name.en}: handling"),
        length,
        unit,  # type: ignore[arg-type]
        starts_on=("dispatch", "return_to_unit"),
        stops_on=("answer",),
        binds="authority",
        basis=DRAFT,
        warn=warn,
        lanes=(lane.key,),
        extension=Extension(extension, "extend", DESIGN) if extension else None,
        rolls=False,
        public=Text("办理并答复您", "Dealing with it and answering you"),
    )


EMERGENCY, UTILITY, NORMAL, COMPLEX = GRADES
TERMS = (
    Term(
        "intake",
        Text("受理派单", "Dispatching"),
        2,
        "hours",
        starts_on=("open", "reopen"),
        stops_on=("dispatch", "answer_at_once", "inform"),
        binds="authority",
        basis=DRAFT,
        rolls=False,
        public=Text("确定由哪个单位办理", "Deciding which office handles it"),
    ),
    _grade(EMERGENCY, 2, "hours", 1, 0),
    _grade(UTILITY, 24, "hours", 4, 2),
    _grade(NORMAL, 7, "days", 1, 8),
    _grade(COMPLEX, 15, "days", 3, 15),
    Term(
        "ruling",
        Text("异议裁定", "Ruling on an objection"),
        1,
        "workdays",
        starts_on=("object",),
        stops_on=("uphold", "reject"),
        binds="authority",
        basis=DESIGN,
        once=False,
        public=Text("裁定由哪个单位办理", "Ruling on whose duty it is"),
    ),
    Term(
        "rating",
        Text("评价", "Rating"),
        7,
        "days",
        starts_on=("answer",),
        stops_on=("rate", "call_back", "close", "close_unrated", "return_to_unit", "reopen"),
        binds="citizen",
        basis=DESIGN,
        rolls=False,
        public=Text("您可以评价", "You can rate the answer"),
    ),
)

HOTLINE = Procedure(
    key="hotline",
    name=Text("接诉即办", "Hotline request"),
    first="received",
    states=STATES,
    transitions=TRANSITIONS,
    terms=TERMS,
    basis=article("第二条"),
    coordinators=("hotline_clerk", "supervisor"),
    readers=("social_work_officer",),
    lanes=GRADES,
    events=("open",),
)
