"""What happens when a term of a dispute runs out."""

from __future__ import annotations

from datetime import datetime

from linli.cases.assignment import in_charge, remind_of
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock


def not_performed(case: Case, clock: Clock, at: datetime) -> None:
    """The day has passed by which something was due: the committee sees to it (Art. 31)."""
    remind_of(case, "dispute.not_performed", at=at, post=in_charge(case, at))


ON_LAPSE: dict[str, OnClock] = {"perform": not_performed}
