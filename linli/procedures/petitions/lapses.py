"""What happens when a petition's term runs out."""

from __future__ import annotations

from datetime import datetime

from linli.cases.assignment import notify_unit
from linli.cases.engine import move
from linli.cases.models import Case, Clock
from linli.cases.registry import OnClock
from linli.core.actors import Actor
from linli.procedures.petitions.bodies import first_unit
from linli.procedures.petitions.conditions import was_revoked

KEEPER = Actor.system("petition_terms")


def end_review_time(case: Case, clock: Clock, at: datetime) -> None:
    """No review was asked for in 30 days (Art. 35): the petition is ready to be closed. An
    officer may still enter a request that was sent in time."""
    if case.state == "delivered":
        move(case, "lapse_review", by=KEEPER, at=at)
        notify_unit(case, case.coordinator, "petition.to_close", at=at)


def end_recheck_time(case: Case, clock: Clock, at: datetime) -> None:
    """No re-examination was asked for in 30 days (Art. 36): ready to be closed, or where the
    review revoked the opinion back to the unit that made it."""
    if case.state != "review_delivered":
        return
    if was_revoked(case, KEEPER, at):
        move(case, "lapse_recheck", by=KEEPER, at=at)
        notify_unit(case, case.coordinator, "petition.to_close", at=at)
    elif first_unit(case, at=at):
        move(case, "redo", by=KEEPER, at=at)
    else:
        notify_unit(case, case.coordinator, "petition.to_redo", at=at)


ON_LAPSE: dict[str, OnClock] = {
    "request_review": end_review_time,
    "request_recheck": end_recheck_time,
}
