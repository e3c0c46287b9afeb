"""What the tests of all procedures ask of a case on its way: the steps to a state, a clock."""

from __future__ import annotations

from collections.abc import Mapping

from linli.cases.models import Case, Clock

# By state: the one before it and the steps from there; nothing for the one that opens a case.
Paths = Mapping[str, tuple[str, ...]]


def path_to(state: str, paths: Paths) -> list[str]:
    """Return the steps that lead from opening to `state`."""
    if not paths[state]:
        return []
    before, *steps = paths[state]
    return [*path_to(before, paths), *steps]


def clock(case: Case, term: str) -> Clock | None:
    """Return the newest clock of `term`, None where it never ran."""
    return case.clocks.filter(term=term).order_by("-id").first()
