"""What the effects of petitions share: saving the row, sending the petition on, telling desks."""

from __future__ import annotations

from typing import Any

from linli.base.accounts.models import Unit
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join, leave
from linli.procedures.petitions.models import Petition, Referral


def save(moving: Moving, **changes: Any) -> None:
    """Change the petition of the case."""
    petition: Petition = moving.case.petition
    for name, value in changes.items():
        setattr(petition, name, value)
    petition.save(update_fields=list(changes))


def send(moving: Moving, unit: Unit, **more: Any) -> Referral:
    """Let `unit` hold the petition, put it on record and on the unit's desk, and return the
    referral. Who sent it keeps a copy, unless it runs the petition anyway."""
    case, sender = moving.case, moving.case.unit
    moving.give_to(unit)
    leave(case, part="overseeing", unit=unit, at=moving.at)
    leave(case, part="assisting", unit=unit, at=moving.at)
    if sender.pk not in (case.coordinator_id, unit.pk):
        join(case, sender, part="overseeing", at=moving.at)
    referral: Referral = Referral.objects.create(
        petition=case.petition,
        kind=moving.step.key,
        round=case.round,
        sent_by=sender,
        unit=unit,
        sent_at=moving.at,
        **more,
    )
    notify_unit(case, unit, "case.received", at=moving.at)
    return referral


def give_back(moving: Moving, unit: Unit) -> None:
    """Let `unit`, which sent the petition on, hold it again."""
    case = moving.case
    moving.give_to(unit)
    leave(case, part="overseeing", unit=unit, at=moving.at)
