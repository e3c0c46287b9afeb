"""New versions of terms that the declaration lets reach clocks under way, once confirmed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from linli.base.audit import log
from linli.base.rules.changes import TermChange, moved_by, preview_of
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import WrongState
from linli.core.moves import Preview
from linli.core.procedure import Procedure, Term
from linli.core.text import Text

NO_VERSION = Text(
    "没有自当日起施行、涉及在办事项的新规定。",
    "No version from that day reaches cases that are under way.",
)


@transaction.atomic
def confirm_version(
    procedure: Procedure, term_key: str, in_force_from: date, *, by: Actor, at: datetime
) -> int:
    """Let a declared version of a term reach the clocks that run, from its day on, where the
    declaration says that it does; return how many move by what is known now.

    Raises WrongState for a version that leaves them as they are, or that is none.
    """
    if in_force_from not in {version.in_force_from for version in versions(procedure, term_key)}:
        raise WrongState(NO_VERSION, field="in_force_from")
    moved = moved_by(TermChange(procedure, term_key, None, in_force_from, by, at))
    facts = {
        "procedure": procedure.key, "term": term_key, "moved": moved,
        "in_force_from": in_force_from.isoformat(),
    }  # fmt: skip
    log.record(SYSTEM, "term.version_confirmed", by=by, at=at, facts=facts)
    return sum(moved.values())


def effect_of_version(
    procedure: Procedure, term_key: str, in_force_from: date, *, by: Actor, at: datetime
) -> Preview:
    """Return what a declared version of a term would move among the clocks that run."""
    return preview_of(TermChange(procedure, term_key, None, in_force_from, by, at))


def versions(procedure: Procedure, term_key: str) -> list[Term]:
    """Return the versions of a term after its first that reach running clocks, oldest first."""
    found = sorted(
        (term for term in procedure.terms if term.key == term_key), key=lambda t: t.in_force_from
    )
    return [term for term in found[1:] if term.running_cases == "move"]
