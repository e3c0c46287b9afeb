"""Hands whistles and turnouts to the engine: declarations, effects, panels, wordings."""

from __future__ import annotations

from django.urls import reverse

from linli.base.accounts.models import Post
from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.models import Case
from linli.cases.registry import Beside, ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.whistles import access, choosing, rates, showing  # noqa: F401
from linli.procedures.whistles.conditions import CONDITIONS
from linli.procedures.whistles.effects import TURNOUT_EFFECTS, WHISTLE_EFFECTS
from linli.procedures.whistles.lapses import ON_LAPSE
from linli.procedures.whistles.letters import kinds as letter_kinds  # noqa: F401
from linli.procedures.whistles.notices import EVENTS, LOGGED, NOTICES
from linli.procedures.whistles.procedure import TURNOUT, WHISTLE
from linli.procedures.whistles.step_forms import TURNOUT_FORMS, WHISTLE_FORMS

for kind, text in LOGGED.items():
    KINDS.register(kind, text)
for kind, text in NOTICES.items():
    wordings.register(kind, text)


def _address(case: Case) -> str:
    return f"{reverse('whistles:blow')}?from={case.reference}"


def _may(case: Case, post: Post) -> bool:
    return access.calls(post)


BESIDE = Beside(Text("吹哨，呼叫部门", "Call departments to help"), _address, _may)
_ASKED = {key for step in WHISTLE.transitions for key in step.conditions}

register(
    ProcedureRoom(
        procedure=WHISTLE,
        effects=WHISTLE_EFFECTS,
        conditions={key: check for key, check in CONDITIONS.items() if key in _ASKED},
        forms=WHISTLE_FORMS,
        events=EVENTS,
        panel="whistles/whistle.html",
        panel_context=showing.of_whistle,
        opens_beside=BESIDE,
    )
)
register(
    ProcedureRoom(
        procedure=TURNOUT,
        effects=TURNOUT_EFFECTS,
        conditions={key: check for key, check in CONDITIONS.items() if key not in _ASKED},
        forms=TURNOUT_FORMS,
        on_lapse=ON_LAPSE,
        events=EVENTS,
        panel="whistles/turnout.html",
        panel_context=showing.of_turnout,
    )
)
