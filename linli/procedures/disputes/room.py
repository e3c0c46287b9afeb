"""Hands disputes to the engine: declaration, effects, conditions, panels, wordings."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.registry import HandOver, ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.disputes import (  # noqa: F401
    choosing,
    rates,
    showing,
    tracking,
)
from linli.procedures.disputes.conditions import CONDITIONS, has_next_date
from linli.procedures.disputes.effects import EFFECTS
from linli.procedures.disputes.lapses import ON_LAPSE
from linli.procedures.disputes.letters import kinds as letter_kinds  # noqa: F401
from linli.procedures.disputes.notices import EVENTS, LOGGED, NOTICES
from linli.procedures.disputes.opening import take_over
from linli.procedures.disputes.procedure import DISPUTE
from linli.procedures.disputes.step_forms import FORMS
from linli.procedures.disputes.ways_in import OPENERS

for kind, text in LOGGED.items():
    KINDS.register(kind, text)
for kind, text in NOTICES.items():
    wordings.register(kind, text)

TAKES_OVER = HandOver(
    about=Text(
        "公民、法人之间的民间纠纷，双方可以在调解员主持下协商解决",
        "a dispute between people that both sides can settle with a mediator",
    ),
    open=take_over,
)

register(
    ProcedureRoom(
        procedure=DISPUTE,
        effects=EFFECTS,
        conditions=CONDITIONS,
        forms=FORMS,
        on_lapse=ON_LAPSE,
        starts_if={"has_next_date": has_next_date},
        events=EVENTS,
        takes_over=TAKES_OVER,
        panel="disputes/panel.html",
        panel_context=showing.for_staff,
        track_panel="disputes/track.html",
        track_context=tracking.for_sender,
        party_panel="disputes/track.html",
        party_context=tracking.for_holder,
        openers=OPENERS,
    )
)
