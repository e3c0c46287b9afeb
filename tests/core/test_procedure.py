"""A declaration is checked for what a lawyer would overlook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from linli.core.procedure import (
    Basis,
    Choice,
    Field,
    Opening,
    Procedure,
    State,
    Taker,
    Term,
    Transition,
)
from linli.core.text import Text

NAME = Text("名", "Name")
BASIS = Basis(NAME, "第一条", "A")


def state(key: str, *, is_final: bool = False) -> State:
    return State(key, NAME, NAME, is_final=is_final)


def step(key: str, sources: tuple[str, ...], target: str | None) -> Transition:
    return Transition(key, NAME, sources, target, (Taker("lead", "clerk"),))


def term(key: str = "answer", **changes: object) -> Term:
    sound = Term(
        key, NAME, 5, "days", starts_on=("open",), stops_on=("close",), binds="authority",
        basis=BASIS,
    )  # fmt: skip
    return replace(sound, **changes)  # type: ignore[arg-type]


SOUND = Procedure(
    key="sample",
    name=NAME,
    first="new",
    states=(state("new"), state("done", is_final=True)),
    transitions=(step("close", ("new",), "done"),),
    terms=(term(),),
    basis=BASIS,
    coordinators=("clerk",),
    lanes=(Choice("fast", NAME),),
    events=("open",),
)


class TestProblems:
    def test_are_none_for_a_sound_declaration(self):
        assert SOUND.problems() == []

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"first": "nowhere"}, "first state nowhere is not declared"),
            ({"states": (*SOUND.states, state("new"))}, "state new is declared twice"),
            (
                {"openings": (Opening("arrive", "nowhere"),)},
                "opening arrive names the unknown state nowhere",
            ),
            (
                {"transitions": (replace(SOUND.transitions[0], dated_by="day"),)},
                "transition close is dated by the unknown date day",
            ),
            (
                {
                    "transitions": (
                        replace(SOUND.transitions[0], needs=(Field("to", NAME, "unit"),)),
                    )
                },
                "transition close asks for to, which the log keeps for the states",
            ),
            (
                {"terms": (term(length=None),)},
                "term answer has no length and starts where no date is given",
            ),
            (
                {"terms": (term(length=None, pauses_on=(("close", "close"),)),)},
                "term answer has no length that could be paused or extended",
            ),
            ({"states": (*SOUND.states, state("island"))}, "state island can't be reached"),
            ({"states": (state("new"), state("done"))}, "state done is a dead end and not final"),
            (
                {"transitions": (*SOUND.transitions, step("close", ("new",), None))},
                "transition close is declared twice",
            ),
            (
                {"transitions": (*SOUND.transitions, step("go", ("gone",), "done"))},
                "transition go names the unknown state gone",
            ),
            (
                {"transitions": (*SOUND.transitions, step("go", (), "done"))},
                "transition go begins nowhere",
            ),
            (
                {"transitions": (replace(SOUND.transitions[0], takers=()),)},
                "transition close can be taken by nobody",
            ),
            (
                {"terms": (term(starts_on=("lost",)),)},
                "term answer hangs on the unknown event lost",
            ),
            ({"terms": (term(stops_on=()),)}, "term answer never starts or never stops"),
            ({"terms": (term(lanes=("slow",)),)}, "term answer names the unknown lane slow"),
            (
                {"terms": (term(pauses_on=(("sleep", "wake"),)),)},
                "term answer hangs on the unknown event sleep",
            ),
        ],
    )
    def test_name_what_is_wrong(self, changes, problem):
        assert problem in replace(SOUND, **changes).problems()


class TestOpenings:
    def test_lead_into_states_of_their_own(self):
        states = (*SOUND.states, state("arrived"))
        steps = (*SOUND.transitions, step("take", ("arrived",), "new"))
        procedure = replace(
            SOUND, states=states, transitions=steps, openings=(Opening("arrive", "arrived"),)
        )
        assert procedure.problems() == []
        assert (procedure.opens_in("open"), procedure.opens_in("arrive")) == ("new", "arrived")

    def test_unknown_way_in_is_an_error(self):
        with pytest.raises(KeyError):
            SOUND.opens_in("arrive")


class TestTermsWithoutLength:
    def test_start_on_a_step_that_carries_a_date(self):
        asks = replace(step("ask", ("new",), None), needs=(Field("until", NAME, "date"),))
        procedure = replace(
            SOUND,
            transitions=(*SOUND.transitions, asks),
            terms=(term(length=None, starts_on=("ask",)),),
        )
        assert procedure.problems() == []


class TestTermOn:
    OLD = term(length=15, in_force_from=date(2020, 1, 1))
    NEW = term(length=10, in_force_from=date(2026, 5, 1))
    CHANGED = replace(SOUND, terms=(NEW, OLD))

    @pytest.mark.parametrize(
        ("day", "length"),
        [
            (date(2019, 6, 1), 15),
            (date(2026, 4, 30), 15),
            (date(2026, 5, 1), 10),
            (date(2030, 1, 1), 10),
        ],
    )
    def test_takes_the_version_in_force_that_day(self, day, length):
        assert self.CHANGED.term_on("answer", day).length == length

    def test_newest_version_is_the_one_shown(self):
        assert self.CHANGED.term("answer") is self.NEW

    def test_unknown_term_is_an_error(self):
        with pytest.raises(KeyError):
            SOUND.term_on("lost", date(2026, 1, 1))
