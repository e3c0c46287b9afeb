"""What happens when a term of a suggestion runs out."""

from __future__ import annotations

from datetime import datetime

from linli.cases.engine import move
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock
from linli.core.actors import Actor

KEEPER = Actor.system("suggestion_terms")


def end_offer(case: Case, clock: Clock, at: datetime) -> None:
    """Nobody said whether it may be passed on: it stays a suggestion, and nobody is late."""
    if case.state == "offered":
        move(case, "lapse_offer", by=KEEPER, at=at)


ON_LAPSE: dict[str, OnClock] = {"consent": end_offer}
