"""Counts the petitions that lie beyond a threshold, for those who think of another number."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from linli.base.rules.registry import COUNTS, declare
from linli.cases.models import Case
from linli.core.zone import SHANGHAI
from linli.procedures.petitions import supervision
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.thresholds import DELIVER, EXECUTE, OBJECTIONS, REFERRALS

FINDERS: Final = {
    EXECUTE.key: supervision.not_executed,
    DELIVER.key: supervision.undelivered,
    REFERRALS.key: supervision.shifted,
    OBJECTIONS.key: supervision.shifted,
}


def beyond(key: str, places: range, day: date) -> int | None:
    """Return how many petitions in `places` the threshold `key` shows for supervision on `day`;
    sealed ones are not counted."""
    here = Case.objects.filter(
        procedure=PETITION.key, is_sealed=False, region__gte=places.start, region__lt=places.stop
    )
    at = datetime.combine(day, time.max, SHANGHAI)
    found = FINDERS[key](here, supervision.numbers_on(day), at)
    return len({one.case_id for one in found})


declare(EXECUTE, DELIVER, REFERRALS, OBJECTIONS)
COUNTS.register(PETITION.key, beyond)
