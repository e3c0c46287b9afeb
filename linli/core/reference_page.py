"""Writes a procedure's declaration out as a page that a lawyer can read (Markdown)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from linli.core.procedure import Basis, Procedure, Taker, Term, Transition
from linli.core.text import Text

SIDES = {
    "coordinating": Text("归口单位", "the unit that runs it"),
    "lead": Text("承办单位", "the unit that holds it"),
    "assisting": Text("协办单位", "an assisting unit"),
    "overseeing": Text("抄送单位", "a unit with a copy"),
    "receipt": Text("来件人", "the sender"),
    "party": Text("其他当事人", "another party"),
    "system": Text("系统", "the system"),
}
UNITS = {
    "hours": Text("小时", "hours"),
    "days": Text("日", "days"),
    "workdays": Text("个工作日", "working days"),
}
GRADES = {"A": "A", "B": "B", "C": "C", "design": "Linli"}


def page(procedure: Procedure, roles: Mapping[str, Text]) -> str:
    """Return the reference page of `procedure`: states with a diagram, steps, terms, and the
    authority matrix. `roles` gives the name of each role."""
    parts = [
        f"# {_both(procedure.name)}",
        f"Key: `{procedure.key}`. {_basis(procedure.basis)}. Written by `scripts/reference` from "
        "the declaration; change that, not this page.",
        "Grades of a source: A the text was read; B a page that quotes it was read; C general "
        "knowledge; Linli: our own setting. Terms that are not grade A are presets.",
        "## States",
        _states(procedure),
        _diagram(procedure),
        "## Steps",
        _steps(procedure, roles),
        "## Terms",
        _terms(procedure.terms),
        "## Who may do what",
        _matrix(procedure, roles),
    ]
    return "\n\n".join(parts) + "\n"


def _states(procedure: Procedure) -> str:
    rows = (
        (
            f"`{state.key}`",
            _both(state.name),
            _both(state.public),
            "—" if state.waits_for == "nobody" else SIDES[state.waits_for].en,
        )
        for state in procedure.states
    )
    return _table(("state", "name", "what the sender reads", "waits for"), rows)


def _diagram(procedure: Procedure) -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {procedure.first}"]
    for step in procedure.transitions:
        lines += [
            f"    {source} --> {step.target or source}: {step.key}" for source in step.sources
        ]
    lines += [f"    {state.key} --> [*]" for state in procedure.states if state.is_final]
    return "\n".join([*lines, "```"])


def _steps(procedure: Procedure, roles: Mapping[str, Text]) -> str:
    rows = (
        (
            f"`{step.key}`",
            _both(step.name),
            ", ".join(f"`{source}`" for source in step.sources),
            f"`{step.target}`" if step.target else "stays",
            "; ".join(dict.fromkeys(_taker(taker, roles) for taker in step.takers)),
            _needs(step),
            _basis(step.basis) if step.basis else "—",
        )
        for step in procedure.transitions
    )
    return _table(("step", "name", "from", "to", "who", "needs", "basis"), rows)


def _needs(step: Transition) -> str:
    inputs = [f"`{need.key}`{'' if need.is_required else '?'}" for need in step.needs]
    return ", ".join([*inputs, *(f"if `{key}`" for key in step.conditions)]) or "—"


def _terms(terms: Iterable[Term]) -> str:
    rows = (
        (
            f"`{term.key}`",
            _both(term.name),
            "set by the event" if term.length is None else f"{term.length} {UNITS[term.unit].en}",
            ", ".join(f"`{event}`" for event in term.starts_on),
            ", ".join(f"`{event}`" for event in term.stops_on),
            f"{term.extension.most} on `{term.extension.on}`" if term.extension else "—",
            "next working day" if term.rolls and term.unit == "days" else "—",
            f"{term.binds}: {SIDES[term.owed_by].en}" if term.owed_by else term.binds,
            _basis(term.basis),
        )
        for term in terms
    )
    head = (
        "term", "name", "length", "starts on", "stops on", "extension", "day off", "binds", "basis",
    )  # fmt: skip
    return _table(head, rows)


def _matrix(procedure: Procedure, roles: Mapping[str, Text]) -> str:
    takers = list(dict.fromkeys(taker for step in procedure.transitions for taker in step.takers))
    rows = (
        (f"`{step.key}`", *("●" if taker in step.takers else "" for taker in takers))
        for step in procedure.transitions
    )
    return _table(("step", *(_taker(taker, roles) for taker in takers)), rows)


def _taker(taker: Taker, roles: Mapping[str, Text]) -> str:
    side = SIDES[taker.side].en
    return f"{roles[taker.role].en} of {side}" if taker.role else side


def _basis(basis: Basis) -> str:
    named = f"{basis.instrument.zh}{basis.article}"
    return f"{named} ({GRADES[basis.grade]})"


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
