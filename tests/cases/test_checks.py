"""The checks at start: a procedure that is declared wrongly is named, with what is wrong."""

from __future__ import annotations

from dataclasses import replace

from linli.cases.checks import mismatches
from linli.cases.registry import rooms
from linli.cases.views.acts import ACTS


def test_names_a_transition_with_the_key_of_an_act_of_every_case():
    room = rooms["directive"]
    accept = next(step for step in room.procedure.transitions if step.key == "accept")
    for key in ACTS:
        steps = (*room.procedure.transitions, replace(accept, key=key))
        assert mismatches(replace(room, procedure=replace(room.procedure, transitions=steps))) == [
            f"transition {key} has the key of an act that every case knows: choose another"
        ]
