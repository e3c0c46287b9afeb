"""The procedure of requests about one's own personal data: asked, and decided with reasons."""

from __future__ import annotations

from linli.core.procedure import Field, Procedure, State, Taker, Term, Transition
from linli.core.text import Text
from linli.procedures.rights.words import DESIGN, GROUNDS, KEY, article

STATES = (
    State(
        "asked",
        Text("待决定", "To be decided"),
        Text("已收到，正在研究", "Received; being looked into"),
        waits_for="coordinating",
        is_arrival=True,
    ),
    State("granted", Text("已同意", "Granted"), Text("已同意", "Granted"), is_final=True),
    State(
        "granted_in_part",
        Text("部分同意", "Granted in part"),
        Text("部分同意，理由见下", "Granted in part; the reasons are below"),
        is_final=True,
    ),
    State(
        "refused",
        Text("不同意", "Refused"),
        Text("没有同意，理由见下", "Refused; the reasons are below"),
        is_final=True,
    ),
    State("withdrawn", Text("已撤回", "Withdrawn"), Text("您已撤回", "You withdrew it"),
          is_final=True),
)  # fmt: skip
# The head of the unit that runs the matter, its supervisor, or the petition officer.
DECIDERS = tuple(
    Taker("coordinating", role) for role in ("unit_head", "supervisor", "petition_officer")
)
ANSWER = Field("answer", Text("答复", "Answer"), is_public=True)
REASONS = Field("answer", Text("理由", "Reasons"), is_public=True)
GROUND = Field("ground", Text("依据", "Ground"), "choice", choices=GROUNDS, is_public=True)

TRANSITIONS = (
    Transition(
        "grant",
        Text("同意", "Grant"),
        ("asked",),
        "granted",
        DECIDERS,
        needs=(ANSWER,),
        conditions=("nothing_stands_against",),
        basis=article("第五十条"),
        public=Text("同意您的请求", "Your request was granted"),
    ),
    Transition(
        "grant_in_part",
        Text("部分同意（只删除姓名、电话、住址）", "Grant in part: name, telephone, address"),
        ("asked",),
        "granted_in_part",
        DECIDERS,
        needs=(GROUND, REASONS),
        conditions=("asks_for_more", "contact_can_go"),
        basis=article("第五十条"),
        public=Text("部分同意您的请求", "Your request was granted in part"),
    ),
    Transition(
        "refuse",
        Text("不同意", "Refuse"),
        ("asked",),
        "refused",
        DECIDERS,
        needs=(GROUND, REASONS),
        basis=article("第五十条"),
        public=Text("没有同意您的请求", "Your request was refused"),
    ),
    Transition(
        "withdraw",
        Text("撤回请求", "Withdraw the request"),
        ("asked",),
        "withdrawn",
        (Taker("receipt"),),
        basis=DESIGN,
        public=Text("您撤回了请求", "You withdrew the request"),
    ),
)

TERMS = (
    Term(
        "decision",
        Text("答复请求", "Deciding on the request"),
        15,
        "days",
        starts_on=("open",),
        stops_on=("grant", "grant_in_part", "refuse", "withdraw"),
        binds="authority",
        basis=DESIGN,
        warn=3,
        public=Text("答复您的请求", "Answering your request"),
    ),
)

RIGHTS = Procedure(
    key=KEY,
    name=Text("个人信息权利请求", "Request about one's own data"),
    first="asked",
    states=STATES,
    transitions=TRANSITIONS,
    terms=TERMS,
    basis=article("第四十四条至第五十条"),
    # Nobody reads these over a range: a request shows the message that it is about.
    coordinators=(),
    events=("open",),
)
