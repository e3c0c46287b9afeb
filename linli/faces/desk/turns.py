"""Whose move it is: derived from the declared procedures, never written down twice."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from linli.cases.registry import rooms
from linli.cases.selectors import ranged_for
from linli.core.procedure import Procedure, State

Test = Callable[[Procedure, State], bool]
NOTHING = Q(pk__in=[])


def states(test: Test) -> list[tuple[Procedure, State]]:
    """Return the states of all procedures that pass `test`, in the order of declaration."""
    return [
        (room.procedure, state)
        for room in rooms
        for state in room.procedure.states
        if test(room.procedure, state)
    ]


def in_states(test: Test) -> Q:
    """Return the condition that a case stands in a state that passes `test`."""
    chosen = NOTHING
    for room in rooms:
        keys = [state.key for state in room.procedure.states if test(room.procedure, state)]
        if keys:
            chosen |= Q(procedure=room.procedure.key, state__in=keys)
    return chosen


def waits_for(side: str) -> Test:
    """Return the test whether a state waits for `side`."""
    return lambda procedure, state: state.waits_for == side


def arrivals(procedure: Procedure, state: State) -> bool:
    """Return whether the unit that holds a case in this state has just been given it."""
    return state.is_arrival


def is_for_coordinator(role: str) -> Test:
    """Return the test whether a state waits for the coordinating side and `role` can end it."""

    def test(procedure: Procedure, state: State) -> bool:
        return state.waits_for == "coordinating" and any(
            taker.side == "coordinating" and taker.role == role
            for step in procedure.transitions
            if state.key in step.sources and step.target
            for taker in step.takers
        )

    return test


def coordinates(role: str) -> bool:
    """Return whether `role` runs some procedure over its range."""
    return any(room.procedure.is_run_over_range(role) for room in rooms)


def sees_range(role: str) -> bool:
    """Return whether `role` sees the cases of some procedure over its whole range."""
    return bool(ranged_for(role))
