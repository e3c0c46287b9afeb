"""Hands petitions to the engine: declaration, effects, conditions, panels, wordings."""

from __future__ import annotations

from linli.cases.registry import ProcedureRoom, register
from linli.procedures.petitions.conditions import CONDITIONS, can_be_notified
from linli.procedures.petitions.effects import EFFECTS
from linli.procedures.petitions.lapses import ON_LAPSE
from linli.procedures.petitions.procedure import PETITION

register(
    ProcedureRoom(
        procedure=PETITION,
        effects=EFFECTS,
        conditions=CONDITIONS,
        on_lapse=ON_LAPSE,
        starts_if={"can_be_notified": can_be_notified},
    )
)
