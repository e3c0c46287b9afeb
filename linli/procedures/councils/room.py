"""Hands deliberations and assemblies to the engine: declarations, effects, conditions, panels."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.registry import HandOver, ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.councils import choosing, rates, showing, tracking  # noqa: F401
from linli.procedures.councils.conditions import (
    OF_ASSEMBLIES,
    OF_DELIBERATIONS,
    has_next_task,
    has_rules,
)
from linli.procedures.councils.effects import assembly, deliberation
from linli.procedures.councils.lapses import ON_LAPSE
from linli.procedures.councils.letters import kinds as letter_kinds  # noqa: F401
from linli.procedures.councils.notices import EVENTS, LETTERS, LOGGED, NOTICES
from linli.procedures.councils.opening import take_over
from linli.procedures.councils.procedure import ASSEMBLY, DELIBERATION
from linli.procedures.councils.step_forms import ASSEMBLY_FORMS, DELIBERATION_FORMS
from linli.procedures.councils.ways_in import OPENERS

for kind, text in LOGGED.items():
    KINDS.register(kind, text)
for kind, text in NOTICES.items():
    wordings.register(kind, text)

TAKES_OVER = HandOver(
    about=Text(
        "小区、社区、村的公共事务，可以由居民一起协商",
        "a matter of everybody in an estate, community or village, which residents can talk over",
    ),
    open=take_over,
)

register(
    ProcedureRoom(
        procedure=DELIBERATION,
        effects=deliberation.EFFECTS,
        conditions=OF_DELIBERATIONS,
        forms=DELIBERATION_FORMS,
        on_lapse=ON_LAPSE,
        starts_if={"has_next_task": has_next_task},
        events=EVENTS,
        takes_over=TAKES_OVER,
        panel="councils/deliberation.html",
        panel_context=showing.of_deliberation,
        track_panel="councils/track.html",
        track_context=tracking.of_deliberation,
        openers=OPENERS,
    )
)
register(
    ProcedureRoom(
        procedure=ASSEMBLY,
        effects=assembly.EFFECTS,
        conditions=OF_ASSEMBLIES,
        forms=ASSEMBLY_FORMS,
        on_lapse=ON_LAPSE,
        starts_if={"has_next_task": has_next_task, "has_rules": has_rules},
        events=LETTERS,
        panel="councils/assembly.html",
        panel_context=showing.of_assembly,
        track_panel="councils/track.html",
        track_context=tracking.of_assembly,
    )
)
