"""Hands petitions to the engine: declaration, effects, conditions, panels, wordings."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.registry import HandOver, ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.petitions import (  # noqa: F401
    document_field,
    people_field,
    showing,
    tracking,
)
from linli.procedures.petitions.annual_words import LOGGED
from linli.procedures.petitions.conditions import CONDITIONS, can_be_notified
from linli.procedures.petitions.effects import EFFECTS
from linli.procedures.petitions.lapses import ON_LAPSE
from linli.procedures.petitions.letters import kinds as letter_kinds  # noqa: F401
from linli.procedures.petitions.letters.showing import files_for_sender
from linli.procedures.petitions.letters.wordings import EVENTS as LETTER_EVENTS
from linli.procedures.petitions.notices import EVENTS, NOTICES
from linli.procedures.petitions.opening import open_from_case
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.proposing_forms import FORMS as BEGUN_FORMS
from linli.procedures.petitions.reminders import REMINDERS
from linli.procedures.petitions.step_forms import FORMS
from linli.procedures.petitions.ways_in import OPENERS

for kind, text in LOGGED.items():
    KINDS.register(kind, text)
for kind, text in {**NOTICES, **REMINDERS}.items():
    wordings.register(kind, text)

TAKES_OVER = HandOver(
    about=Text(
        "对机关、单位的要求和意见，希望得到正式书面答复",
        "a claim on an authority that wants a formal answer in writing",
    ),
    open=open_from_case,
)

register(
    ProcedureRoom(
        procedure=PETITION,
        effects=EFFECTS,
        conditions=CONDITIONS,
        forms={**FORMS, **BEGUN_FORMS},
        on_lapse=ON_LAPSE,
        starts_if={"can_be_notified": can_be_notified},
        events={**EVENTS, **LETTER_EVENTS},
        panel="petitions/panel.html",
        papers="petitions/papers.html",
        panel_context=showing.for_staff,
        track_panel="petitions/track.html",
        track_context=tracking.for_sender,
        sender_files=files_for_sender,
        openers=OPENERS,
        takes_over=TAKES_OVER,
    )
)
