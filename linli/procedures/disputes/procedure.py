"""The procedure of disputes (人民调解): its states and terms, by the Mediation Law of 2010."""

from __future__ import annotations

from linli.core.procedure import Extension, Procedure, State, Term
from linli.core.text import Text
from linli.procedures.disputes.steps import TRANSITIONS
from linli.procedures.disputes.words import CONFIRMATION, DESIGN, PRESET, article

STATES = (
    State(
        "registered",
        Text("待受理（征求意愿）", "To be accepted: parties are asked"),
        Text("已登记，正在征求各方意愿", "Registered; all sides are asked whether they want it"),
        waits_for="lead",
    ),
    State(
        "mediating",
        Text("调解中", "In mediation"),
        Text("正在调解", "In mediation"),
        waits_for="lead",
    ),
    State(
        "signing",
        Text("协议书签章中", "Agreement being signed"),
        Text("达成协议，正在签名盖章", "An agreement was reached and is being signed"),
        waits_for="lead",
    ),
    State(
        "performing",
        Text("协议履行中", "Agreement in force"),
        Text("协议已生效，履行中", "The agreement holds and is being carried out"),
        waits_for="lead",
    ),
    State(
        "ending",
        Text("待告知其他途径", "Other ways to be explained"),
        Text("调解已停止，将告知您其他途径", "Mediation is over; you will be told of other ways"),
        waits_for="lead",
    ),
    State(
        "filed",
        Text("已归档", "Filed"),
        Text("已结案归档", "Closed and filed"),
        is_final=True,
    ),
    State(
        "ended",
        Text("调解终止", "Ended without agreement"),
        Text("调解终止", "Ended without an agreement"),
        is_final=True,
    ),
)

STOPPED = ("record_refusal", "refuse", "terminate")
IN_FORCE = ("take_effect", "agree_orally")


def _visit(days: int) -> Term:
    return Term(
        f"visit_{days}",
        Text(f"{days}日回访", f"Visit after {days} days"),
        # A week beyond: the visit is made once the days have passed.
        days + 7,
        "days",
        starts_on=IN_FORCE,
        stops_on=(f"visit_{days}", "file_away"),
        binds="authority",
        basis=DESIGN,
        warn=7,
        public=Text(f"{days}日后回访", f"Visiting you after {days} days"),
    )


TERMS = (
    Term(
        "ask",
        Text("征求意愿、决定受理", "Asking the parties"),
        5,
        "workdays",
        starts_on=("open",),
        stops_on=("accept", "decline", "record_refusal", "refuse"),
        binds="authority",
        basis=DESIGN,
        public=Text("征求各方意愿", "Asking all sides"),
    ),
    Term(
        "mediate",
        Text("调解期限", "Mediation"),
        30,
        "days",
        starts_on=("accept",),
        stops_on=(*IN_FORCE, *STOPPED),
        binds="authority",
        basis=PRESET,
        warn=5,
        pauses_on=(("conclude", "reopen"),),
        # The Law sets no limit, the parties do; a year keeps a slip of the pen out.
        extension=Extension(365, "extend", PRESET),
    ),
    Term(
        "sign",
        Text("签名盖章", "Signing"),
        7,
        "days",
        starts_on=("conclude",),
        stops_on=("take_effect", "reopen", *STOPPED),
        binds="authority",
        basis=DESIGN,
        warn=2,
        once=False,
    ),
    Term(
        "tell",
        Text("告知其他途径", "Explaining the other ways"),
        3,
        "workdays",
        starts_on=(*STOPPED, "decline"),
        stops_on=("tell_ways",),
        binds="authority",
        basis=DESIGN,
        public=Text("告知您其他途径", "Telling you of the other ways"),
    ),
    Term(
        "confirm",
        Text("共同申请司法确认", "Joint judicial confirmation"),
        30,
        "days",
        starts_on=IN_FORCE,
        stops_on=("apply_confirmation", "lapse_confirmation", "file_away"),
        binds="citizen",
        basis=CONFIRMATION,
        warn=7,
        is_right=True,
        public=Text(
            "双方可以共同申请司法确认", "Both sides may ask a court to confirm the agreement"
        ),
    ),
    Term(
        "perform",
        Text("履行协议", "Carrying the agreement out"),
        None,
        "days",
        starts_on=(*IN_FORCE, "record_performance"),
        stops_on=("record_performance", "file_away"),
        binds="citizen",
        basis=article("第三十一条"),
        warn=3,
        once=False,
        only_if="has_next_date",
        public=Text("履行协议", "Carrying out what was agreed"),
    ),
    _visit(30),
    _visit(90),
)

DISPUTE = Procedure(
    key="dispute",
    name=Text("人民调解", "Mediation"),
    first="registered",
    states=STATES,
    transitions=TRANSITIONS,
    terms=TERMS,
    basis=article("第十七条"),
    coordinators=("mediator",),
    events=("open", "add_party"),
)
