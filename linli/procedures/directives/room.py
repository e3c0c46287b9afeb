"""Hands directives to the engine: declaration, effects, conditions, panel, wordings."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.registry import ProcedureRoom, register
from linli.procedures.directives import choosing, rates, showing  # noqa: F401
from linli.procedures.directives.conditions import CONDITIONS
from linli.procedures.directives.effects import EFFECTS
from linli.procedures.directives.lapses import ON_LAPSE
from linli.procedures.directives.letters import kinds as letter_kinds  # noqa: F401
from linli.procedures.directives.notices import EVENTS, LOGGED, NOTICES
from linli.procedures.directives.procedure import DIRECTIVE
from linli.procedures.directives.step_forms import FORMS

for kind, text in LOGGED.items():
    KINDS.register(kind, text)
for kind, text in NOTICES.items():
    wordings.register(kind, text)

register(
    ProcedureRoom(
        procedure=DIRECTIVE,
        effects=EFFECTS,
        conditions=CONDITIONS,
        forms=FORMS,
        on_lapse=ON_LAPSE,
        events=EVENTS,
        panel="directives/panel.html",
        panel_context=showing.for_staff,
    )
)
