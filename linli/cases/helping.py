"""Tells, on a case, of units that were called in a case of their own to help with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.cases import telling
from linli.cases.models import Case
from linli.cases.values import unit_fact
from linli.core.actors import Actor


def tell(case: Case, units: Sequence[Unit], *, by: Actor, at: datetime) -> None:
    """Write on the chain of `case` that `units` were called: a line for its sender, who is
    telephoned if that is their way. Of an accusation nothing is written. Call it inside the
    transaction of the call, once a matter."""
    if case.is_sealed:
        return
    facts = {"units": [unit_fact(unit) for unit in units]}
    record(case.chain, "case.departments_called", by=by, at=at, facts=facts)
    telling.tell(case, about="case.departments_called", by=by, at=at)
