"""The procedure of people's suggestions (人民建议征集): studied, answered, carried out."""

from __future__ import annotations

from linli.core.procedure import Extension, Procedure, State, Term
from linli.core.text import Text
from linli.procedures.suggestions.steps import TRANSITIONS
from linli.procedures.suggestions.steps.takers import OFFICE_ROLES
from linli.procedures.suggestions.words import DESIGN, STUDIED

STATES = (
    State(
        "received",
        Text("待登记", "To be registered"),
        Text("已收到，正在登记", "Received and being registered"),
        waits_for="coordinating",
    ),
    State(
        "registered",
        Text("待分办", "To be sent to a unit"),
        Text("已登记，正在确定研究单位", "Registered; we are finding who studies it"),
        waits_for="coordinating",
    ),
    State(
        "offered",
        Text("待本人决定是否转办", "Waits for the sender: pass on or not"),
        Text("请您决定是否转办", "Please say whether we may pass it on"),
    ),
    State(
        "studying",
        Text("研究中", "Being studied"),
        Text("正在研究", "Being studied"),
        waits_for="lead",
        is_arrival=True,
    ),
    State(
        "adopted",
        Text("拟采纳，待答复", "To be adopted: to be answered"),
        Text("研究认为可以采纳，即将答复", "Found worth doing; you will be answered soon"),
        waits_for="lead",
    ),
    State(
        "declined",
        Text("拟不采纳，待答复", "Not to be adopted: to be answered"),
        Text("研究有了结果，即将答复", "The study is over; you will be answered soon"),
        waits_for="lead",
    ),
    State(
        "joined",
        Text("已并入同类建议", "Joined to an equal one"),
        Text("与内容相同的建议合并研究", "Studied together with an equal one"),
    ),
    State(
        "converting",
        Text("转化中", "Being carried out"),
        Text("已采纳，正在落实", "Adopted and being carried out"),
        waits_for="lead",
    ),
    State("done", Text("已转化", "Carried out"), Text("已经落实", "Carried out"), is_final=True),
    State(
        "closed",
        Text("已答复（未采纳）", "Answered, not adopted"),
        Text("已答复", "Answered"),
        is_final=True,
    ),
    State(
        "unrealised",
        Text("采纳后未能转化", "Adopted, not carried out"),
        Text("未能落实，已说明理由", "Could not be carried out; the reason was given"),
        is_final=True,
    ),
    State(
        "shared",
        Text("已答复（同类建议）", "Answered with an equal one"),
        Text("已与同类建议一并答复", "Answered together with an equal one"),
        is_final=True,
    ),
    State(
        "handed_over",
        Text("已转办", "Passed on"),
        Text("已按您的意愿转办", "Passed on as you wished"),
        is_final=True,
    ),
    State(
        "informed",
        Text("已告知（不作为建议）", "Told: not a suggestion"),
        Text("已向您说明", "Explained to you"),
        is_final=True,
    ),
)

LEAVES_OFFICE = ("offer", "join", "inform", "answer_known")
BACK = ("keep", "record_refusal", "lapse_offer")

TERMS = (
    Term(
        "register",
        Text("登记", "Registering"),
        3,
        "workdays",
        starts_on=("open", *BACK),
        stops_on=("register", *LEAVES_OFFICE),
        binds="authority",
        basis=DESIGN,
        once=False,
        public=Text("登记您的建议", "Registering your suggestion"),
    ),
    Term(
        "allocate",
        Text("分办", "Finding who studies it"),
        15,
        "days",
        starts_on=("register", "send_back", "separate"),
        stops_on=("allocate", *LEAVES_OFFICE),
        binds="authority",
        basis=DESIGN,
        warn=3,
        once=False,
        public=Text("确定由哪个单位研究", "Deciding which unit studies it"),
    ),
    Term(
        "study",
        Text("研究", "Study"),
        60,
        "days",
        starts_on=("allocate",),
        stops_on=("adopt", "decline", "send_back"),
        binds="authority",
        basis=DESIGN,
        warn=10,
        once=False,
        extension=Extension(30, "extend", DESIGN),
        public=Text("研究您的建议", "Studying your suggestion"),
    ),
    Term(
        "restudy",
        Text("重新研究", "Studying again"),
        15,
        "days",
        starts_on=("reconsider",),
        stops_on=("adopt", "decline", "send_back"),
        binds="authority",
        basis=DESIGN,
        warn=3,
        once=False,
        public=Text("进一步研究您的建议", "Studying your suggestion further"),
    ),
    Term(
        "answer",
        Text("答复", "Answering"),
        5,
        "workdays",
        starts_on=("adopt", "decline"),
        stops_on=("answer", "explain", "reconsider"),
        binds="authority",
        basis=DESIGN,
        warn=2,
        once=False,
        public=Text("答复您", "Answering you"),
    ),
    Term(
        "consent",
        Text("本人决定是否转办", "The sender's own decision"),
        15,
        "days",
        starts_on=("offer",),
        stops_on=("agree", "keep", "record_consent", "record_refusal", "lapse_offer"),
        binds="citizen",
        basis=DESIGN,
        warn=5,
        is_right=True,
        public=Text("您可以决定是否转办", "You can say whether we may pass it on"),
    ),
    Term(
        "plan",
        Text("制定转化计划", "Planning what is done"),
        15,
        "days",
        starts_on=("answer",),
        stops_on=("plan", "complete", "give_up"),
        binds="authority",
        basis=DESIGN,
        warn=3,
        public=Text("确定怎样落实", "Settling what is done"),
    ),
    Term(
        "convert",
        Text("转化落实", "Carrying it out"),
        None,
        "days",
        starts_on=("plan",),
        stops_on=("plan", "complete", "give_up"),
        binds="authority",
        basis=DESIGN,
        warn=7,
        once=False,
        public=Text("落实您的建议", "Carrying out your suggestion"),
    ),
)

SUGGESTION = Procedure(
    key="suggestion",
    name=Text("人民建议征集", "People's suggestions"),
    first="received",
    states=STATES,
    transitions=TRANSITIONS,
    terms=TERMS,
    basis=STUDIED,
    coordinators=OFFICE_ROLES,
    events=("open",),
)
