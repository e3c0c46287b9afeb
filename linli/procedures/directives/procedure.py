"""The procedure of directives (会议部署与督办): its states and terms."""

from __future__ import annotations

from linli.core.procedure import Opening, Procedure, State, Term
from linli.core.text import Text
from linli.procedures.directives.steps import TRANSITIONS
from linli.procedures.directives.words import DESIGN, FEWER_PAPERS

STATES = (
    State(
        "given",
        Text("待接收", "To be accepted"),
        Text("已下达", "Given"),
        waits_for="lead",
        is_arrival=True,
    ),
    State(
        "asked_back",
        Text("已退回商请", "Asked back"),
        Text("商请中", "Being asked back"),
        waits_for="coordinating",
    ),
    State(
        "working",
        Text("落实中", "Being carried out"),
        Text("落实中", "Being carried out"),
        waits_for="lead",
    ),
    State(
        "reported",
        Text("待审核办结", "Reported done"),
        Text("已报告落实", "Reported done"),
        waits_for="coordinating",
    ),
    State("closed", Text("已办结", "Closed"), Text("已办结", "Closed"), is_final=True),
    State("withdrawn", Text("已撤回", "Withdrawn"), Text("已撤回", "Withdrawn"), is_final=True),
)
# Events that bring the day by which it is due.
DATED = ("direct", "amend", "grant_more_time", "send_back")
DONE = ("report_done", "report_with_exception")

TERMS = (
    Term(
        "accept",
        Text("接收或退回商请", "Accept or ask back"),
        3,
        "workdays",
        starts_on=("direct", "insist", "amend"),
        stops_on=("accept", "ask_back", "withdraw"),
        binds="authority",
        basis=DESIGN,
        once=False,
    ),
    Term(
        "answer",
        Text("答复商请", "Answer what was asked back"),
        3,
        "workdays",
        starts_on=("ask_back",),
        stops_on=("insist", "amend", "withdraw"),
        binds="authority",
        basis=DESIGN,
        once=False,
    ),
    Term(
        "carry_out",
        Text("落实", "Carry out"),
        None,
        "days",
        starts_on=DATED,
        stops_on=(*DONE, "amend", "grant_more_time", "withdraw"),
        binds="authority",
        basis=DESIGN,
        warn=3,
        once=False,
    ),
    Term(
        "decide_time",
        Text("答复延期申请", "Decide on more time"),
        3,
        "workdays",
        starts_on=("ask_more_time",),
        stops_on=("grant_more_time", "refuse_more_time", "withdraw", *DONE),
        binds="authority",
        basis=DESIGN,
        once=False,
    ),
    Term(
        "review",
        Text("审核办结", "Review and close"),
        5,
        "workdays",
        starts_on=DONE,
        stops_on=("close", "send_back", "withdraw"),
        binds="authority",
        basis=DESIGN,
        once=False,
    ),
)

DIRECTIVE = Procedure(
    key="directive",
    name=Text("会议部署与督办", "Directives"),
    first="given",
    states=STATES,
    transitions=TRANSITIONS,
    terms=TERMS,
    basis=FEWER_PAPERS,
    # Whoever gave it, holds it or stands above sees it; nobody reads over a range.
    coordinators=(),
    events=("open",),
    openings=(Opening("direct", "given", is_dated=True),),
)
