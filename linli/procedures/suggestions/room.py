"""Hands suggestions to the engine: declaration, effects, conditions, panels, wordings."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.registry import HandOver, ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.suggestions import rates, showing, tracking, wall  # noqa: F401
from linli.procedures.suggestions.conditions import CONDITIONS
from linli.procedures.suggestions.effects import EFFECTS
from linli.procedures.suggestions.lapses import ON_LAPSE
from linli.procedures.suggestions.letters import kinds as letter_kinds  # noqa: F401
from linli.procedures.suggestions.notices import EVENTS, LOGGED, NOTICES
from linli.procedures.suggestions.opening import take_over
from linli.procedures.suggestions.procedure import SUGGESTION
from linli.procedures.suggestions.step_forms import FORMS
from linli.procedures.suggestions.ways_in import OPENERS

for kind, text in LOGGED.items():
    KINDS.register(kind, text)
for kind, text in NOTICES.items():
    wordings.register(kind, text)

TAKES_OVER = HandOver(
    about=Text(
        "对公共事务的建议，不是要求解决个人的事",
        "an idea for public affairs, not something to be solved for one person",
    ),
    open=take_over,
)

register(
    ProcedureRoom(
        procedure=SUGGESTION,
        effects=EFFECTS,
        conditions=CONDITIONS,
        forms=FORMS,
        on_lapse=ON_LAPSE,
        events=EVENTS,
        takes_over=TAKES_OVER,
        panel="suggestions/panel.html",
        panel_context=showing.for_staff,
        track_panel="suggestions/track.html",
        track_context=tracking.for_sender,
        sender_files=tracking.files_for_sender,
        openers=OPENERS,
        on_seal=wall.on_seal,
    )
)
