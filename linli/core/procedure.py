"""A procedure declared as data: what a lawyer can read and the engine can follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from linli.core.articles import cite
from linli.core.text import Text

Grade = Literal["A", "B", "C", "design"]
TermUnit = Literal["hours", "days", "workdays"]
Side = Literal["coordinating", "lead", "assisting", "overseeing", "receipt", "party", "system"]
FieldKind = Literal[
    "line", "text", "choice", "boolean", "date", "datetime", "number",
    "unit", "units", "post", "thing", "files",
]  # fmt: skip
SIDES: tuple[Side, ...] = (
    "coordinating", "lead", "assisting", "overseeing", "receipt", "party", "system",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands: the instrument, the article as printed, and how sure we are of it.

    Grades: A the text was read; B a page that quotes it was read; C general knowledge, a
    setting; "design" our own choice, a setting.
    """

    instrument: Text
    article: str = ""
    grade: Grade = "design"

    @property
    def cited(self) -> Text:
        """Return the instrument with its article, as one cites it."""
        return cite(self.instrument, self.article)

    @property
    def is_law(self) -> bool:
        """Return whether the text itself was read, so that local rules are bound by it."""
        return self.grade == "A"


@dataclass(frozen=True, slots=True)
class Choice:
    """One declared value of a field."""

    key: str
    name: Text
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a transition asks for.

    `is_personal` texts enter the log as a digest only, since people are written about in them.
    `is_public` texts are shown to the holder of the receipt.
    """

    key: str
    name: Text
    kind: FieldKind = "text"
    is_required: bool = True
    choices: tuple[Choice, ...] = ()
    help: Text | None = None
    is_public: bool = False

    @property
    def is_personal(self) -> bool:
        """Return whether the value is free text."""
        return self.kind in ("line", "text")


@dataclass(frozen=True, slots=True)
class Taker:
    """Who may take a transition: a role of a post standing on a side of the case.

    Sides: `coordinating` the unit that runs the procedure for the place; `lead` the unit that
    holds the case; `assisting` and `overseeing` units that take part; `receipt` the resident who
    sent it; `party` another resident whom it concerns, with a receipt of their own; `system` a
    named job. Role is empty for the last three.
    """

    side: Side
    role: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can stand. `public` is what the resident reads; `waits_for` says whose move
    it is, so that a desk can tell mine from others'. `is_arrival`: the unit that holds it has
    just been given it."""

    key: str
    name: Text
    public: Text
    waits_for: Side | Literal["nobody"] = "nobody"
    is_final: bool = False
    is_arrival: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from any of `sources` to `target` (None: the state stays).

    `needs` are the inputs; `conditions` the keys of checks that the procedure registers;
    `public` is the line of the resident's timeline, absent when the step is internal. `is_told`:
    who gave only a telephone is called about it; false where the step is itself a talk with the
    person, or their own. `dated_by` is the key of the `date` among `needs` that says when it
    took place (a delivery is recorded days later): clocks act from that day on. `is_undoing`: it
    takes back what another step did, and is not named where there is nothing to take back.
    """

    key: str
    name: Text
    sources: tuple[str, ...]
    target: str | None
    takers: tuple[Taker, ...]
    needs: tuple[Field, ...] = ()
    conditions: tuple[str, ...] = ()
    basis: Basis | None = None
    public: Text | None = None
    is_told: bool = True
    dated_by: str = ""
    is_undoing: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A way in beside the usual one: the event that opens the case, and the state it begins in.
    One that `is_dated` brings the day by which something must be done."""

    event: str
    state: str
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a term may be extended: at most `most` of the term's own unit (days for terms in
    hours) over all times together, on the transition `on`."""

    most: int
    on: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A time within which someone must act.

    `length` counts `unit`s, or is None where the starting event itself sets the date. It starts
    when any event of `starts_on` happens and the case's lane is in `lanes` (empty: always), and
    stops on `stops_on`; each pair of `pauses_on` is (pausing event, resuming event). An event
    is a transition's key, or a named happening such as a delivery. `warn` is how many units
    before the end the desk warns. `rolls`: a last day off moves to the next working day.
    `once`: starting events after the first of a round change nothing. `is_right`: what ends is
    something that a side may do, such as an objection, so that nobody is late when it lapses.
    `only_if` is the key of a check that the procedure registers: without a yes it doesn't start.
    `running_cases` says what a new version of the term does to clocks that run. `public` says
    in the resident's words what is done within the term. `owed_by` is the side of the unit whose
    term it is, told of it and late by it; where it is empty, who can take a step that stops it:
    the one that holds the case, else the one that runs the procedure.
    """

    key: str
    name: Text
    length: int | None
    unit: TermUnit
    starts_on: tuple[str, ...]
    stops_on: tuple[str, ...]
    binds: Literal["authority", "citizen"]
    basis: Basis
    warn: int = 1
    lanes: tuple[str, ...] = ()
    pauses_on: tuple[tuple[str, str], ...] = ()
    extension: Extension | None = None
    rolls: bool = True
    once: bool = True
    is_right: bool = False
    only_if: str = ""
    in_force_from: date = date(2000, 1, 1)
    running_cases: Literal["keep", "move"] = "keep"
    public: Text | None = None
    owed_by: Literal["", "coordinating", "lead", "overseeing"] = ""

    @property
    def public_name(self) -> Text:
        """Return what the resident reads: `public`, or the name."""
        return self.public or self.name


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure. `lanes` are the kinds of course a case can take, such as grades;
    `events` the happenings that are no transition and on which terms may hang; `openings` the
    ways in beside `open`, which leads to the state `first`. Those who coordinate it do so over
    all of their range, or, where it is not ranged, over what their own unit runs."""

    key: str
    name: Text
    first: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    terms: tuple[Term, ...]
    basis: Basis
    coordinators: tuple[str, ...]
    readers: tuple[str, ...] = ()
    lanes: tuple[Choice, ...] = ()
    events: tuple[str, ...] = ()
    openings: tuple[Opening, ...] = ()
    is_ranged: bool = True

    def is_run_over_range(self, role: str) -> bool:
        """Return whether `role` runs it over all of its range."""
        return self.is_ranged and role in self.coordinators

    def opens_in(self, event: str) -> str:
        """Return the state in which `event` opens a case; KeyError if it opens none."""
        return {"open": self.first, **{one.event: one.state for one in self.openings}}[event]

    def state(self, key: str) -> State:
        """Return the state `key`; KeyError if it is not declared."""
        return _by_key(self.states, key)

    def transition(self, key: str) -> Transition:
        """Return the transition `key`; KeyError if it is not declared."""
        return _by_key(self.transitions, key)

    def term(self, key: str) -> Term:
        """Return the newest version of the term `key`; KeyError if it is not declared."""
        versions = [term for term in self.terms if term.key == key]
        if not versions:
            raise KeyError(key)
        return max(versions, key=lambda term: term.in_force_from)

    def term_on(self, key: str, day: date) -> Term:
        """Return the version of the term `key` in force on `day`, the oldest one before any."""
        versions = sorted(
            (term for term in self.terms if term.key == key), key=lambda term: term.in_force_from
        )
        if not versions:
            raise KeyError(key)
        in_force = [term for term in versions if term.in_force_from <= day]
        return in_force[-1] if in_force else versions[0]

    def term_keys(self) -> list[str]:
        """Return each term's key once, in the order of declaration."""
        return list(dict.fromkeys(term.key for term in self.terms))

    def problems(self) -> list[str]:
        """Return what is wrong with the declaration, a sentence each; empty when it is sound."""
        return [*_repeated(self), *_unknown_names(self), *_lost_states(self), *_loose_terms(self)]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


def _by_key(things: Sequence[K], key: str) -> K:
    for thing in things:
        if thing.key == key:
            return thing
    raise KeyError(key)


def _repeated(procedure: Procedure) -> Iterator[str]:
    keys_by_kind = {
        "state": [state.key for state in procedure.states],
        "transition": [step.key for step in procedure.transitions],
    }
    for kind, keys in keys_by_kind.items():
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{kind} {key} is declared twice"


def _unknown_names(procedure: Procedure) -> Iterator[str]:
    states = {state.key for state in procedure.states}
    if procedure.first not in states:
        yield f"first state {procedure.first} is not declared"
    for opening in procedure.openings:
        if opening.state not in states:
            yield f"opening {opening.event} names the unknown state {opening.state}"
    for step in procedure.transitions:
        yield from _unknown_in_step(step, states)


def _unknown_in_step(step: Transition, states: set[str]) -> Iterator[str]:
    named = {*step.sources, *([step.target] if step.target else [])}
    for key in sorted(named - states):
        yield f"transition {step.key} names the unknown state {key}"
    if not step.sources:
        yield f"transition {step.key} begins nowhere"
    if not step.takers:
        yield f"transition {step.key} can be taken by nobody"
    for key in sorted({need.key for need in step.needs} & {"from", "to"}):
        yield f"transition {step.key} asks for {key}, which the log keeps for the states"
    if step.dated_by and step.dated_by not in {n.key for n in step.needs if n.kind == "date"}:
        yield f"transition {step.key} is dated by the unknown date {step.dated_by}"


def _lost_states(procedure: Procedure) -> Iterator[str]:
    reached = {procedure.first, *(opening.state for opening in procedure.openings)}
    frontier = list(reached)
    while frontier:
        here = frontier.pop()
        for step in procedure.transitions:
            if here in step.sources and step.target and step.target not in reached:
                reached.add(step.target)
                frontier.append(step.target)
    for state in procedure.states:
        leaves = any(
            state.key in step.sources and step.target not in (None, state.key)
            for step in procedure.transitions
        )
        if state.key not in reached:
            yield f"state {state.key} can't be reached"
        if not leaves and not state.is_final:
            yield f"state {state.key} is a dead end and not final"


def _loose_terms(procedure: Procedure) -> Iterator[str]:
    events = {step.key for step in procedure.transitions} | set(procedure.events)
    events |= {opening.event for opening in procedure.openings}
    lanes = {lane.key for lane in procedure.lanes}
    dated = {t.key for t in procedure.transitions if any(n.kind == "date" for n in t.needs)}
    dated |= {opening.event for opening in procedure.openings if opening.is_dated}
    for term in procedure.terms:
        pauses = {event for pair in term.pauses_on for event in pair}
        extends = {term.extension.on} if term.extension else set()
        for event in sorted(({*term.starts_on, *term.stops_on} | pauses | extends) - events):
            yield f"term {term.key} hangs on the unknown event {event}"
        if not term.starts_on or not term.stops_on:
            yield f"term {term.key} never starts or never stops"
        if term.length is None and not set(term.starts_on) <= dated:
            yield f"term {term.key} has no length and starts where no date is given"
        if term.length is None and (term.pauses_on or term.extension):
            yield f"term {term.key} has no length that could be paused or extended"
        for lane in sorted(set(term.lanes) - lanes):
            yield f"term {term.key} names the unknown lane {lane}"
