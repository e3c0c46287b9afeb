"""What happens when a term of a dispute runs out."""

from __future__ import annotations

from datetime import datetime

from linli.cases.assignment import in_charge, remind_of
from linli.cases.engine import move
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock
from linli.core.actors import Actor

KEEPER = Actor.system("dispute_terms")


def not_performed(case: Case, clock: Clock, at: datetime) -> None:
    """The day has passed by which something was due: the committee sees to it (Art. 31)."""
    remind_of(case, "dispute.not_performed", at=at, post=in_charge(case, at))


def end_confirmation(case: Case, clock: Clock, at: datetime) -> None:
    """Nobody applied within thirty days (Art. 33): the right is over, and nobody is late."""
    if case.state == "performing":
        move(case, "lapse_confirmation", by=KEEPER, at=at)


ON_LAPSE: dict[str, OnClock] = {"perform": not_performed, "confirm": end_confirmation}
