"""What happens when a term of a turnout runs out."""

from __future__ import annotations

from datetime import datetime

from linli.cases.engine import move
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock
from linli.core.actors import Actor
from linli.procedures.whistles.effects.coming import tell_county

KEEPER = Actor.system("whistle_terms")


def let_stand(case: Case, clock: Clock, at: datetime) -> None:
    """The township did not confirm in time: what the department noted stands."""
    if case.state == "signed" and case.turnout.arrived_at:
        move(case, "let_stand", by=KEEPER, at=at)


def not_attended(case: Case, clock: Clock, at: datetime) -> None:
    """Nobody came in time: the county's supervisors press for it."""
    tell_county(case, "whistle.not_attended", at=at, role="supervisor")


ON_LAPSE: dict[str, OnClock] = {
    "confirm": let_stand,
    "attend": not_attended,
    "attend_joint": not_attended,
    "attend_emergency": not_attended,
}
