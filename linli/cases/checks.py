"""Refuses to start with a procedure that is declared wrongly or whose code doesn't match it."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Error, register

from linli.base.accounts.kinds import ROLES
from linli.cases.counters import figures
from linli.cases.registry import ProcedureRoom, rooms


@register()
def check_procedures(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """Return an error for each problem of a registered procedure."""
    return [
        Error(f"{room.procedure.key}: {problem}", id="linli.E001")
        for room in rooms
        for problem in [*room.procedure.problems(), *mismatches(room)]
    ]


@register()
def check_figures(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Return an error for each problem of a procedure's figures."""
    return [
        Error(f"{one.procedure}: {problem}", id="linli.E002")
        for one in figures
        for problem in one.problems()
    ]


def mismatches(room: ProcedureRoom) -> list[str]:
    """Return where a room's code and its declaration disagree, a sentence each."""
    # Views load after models; checks run when all is there.
    from linli.cases.views.acts import ACTS

    procedure = room.procedure
    steps = {step.key for step in procedure.transitions}
    terms = set(procedure.term_keys())
    conditions = {key for step in procedure.transitions for key in step.conditions}
    roles = {taker.role for step in procedure.transitions for taker in step.takers if taker.role}
    starts_if = {term.only_if for term in procedure.terms if term.only_if}
    named = {*roles, *procedure.coordinators, *procedure.readers}
    return [
        *(
            f"transition {key} has the key of an act that every case knows: choose another"
            for key in sorted(steps & set(ACTS))
        ),
        *(f"effect {key} is for no transition" for key in set(room.effects) - steps),
        *(f"form {key} is for no transition" for key in set(room.forms) - steps),
        *(f"lapse of {key} is for no term" for key in set(room.on_lapse) - terms),
        *(f"condition {key} has no code" for key in conditions - set(room.conditions)),
        *(f"condition {key} is for no transition" for key in set(room.conditions) - conditions),
        *(f"check {key} of a term has no code" for key in starts_if ^ set(room.starts_if)),
        *(f"role {key} is not declared" for key in named - set(ROLES)),
    ]
