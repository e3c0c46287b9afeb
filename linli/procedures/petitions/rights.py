"""Says to the petitioner, in plain words, where the petition stands and what may be done next."""

from __future__ import annotations

from datetime import datetime

from linli.cases.models import Case
from linli.procedures.petitions.standing import Holder, Stage, Standing


def standing_of(case: Case, *, at: datetime) -> Standing:
    """Return what the holder of the receipt is shown of `case`. A constant number of queries."""
    state = case.state_declared
    is_over = state.is_final
    stages = (
        Stage("registered", case.declared.state("registered").public, "done", case.opened_at.date()),
        Stage("ended", state.public, "now" if is_over else "ahead"),
    )
    holder = Holder(None if is_over else case.unit.text, state.public)
    return Standing(stages, holder, (), None, (), None)
