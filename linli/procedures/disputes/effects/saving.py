"""What the effects of disputes share: saving the row, the end of a day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from linli.cases.engine import Moving
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.disputes import selectors
from linli.procedures.disputes.models import Dispute

END_OF_DAY = time(23, 59, 59)
IN_FUTURE = Text("日期不能晚于今天。", "The day can't lie in the future.")
NOT_AGREED = Text("须经各方当事人同意。", "All parties must have agreed.")


def save(moving: Moving, **changes: Any) -> Dispute:
    """Change the dispute of the case and return it."""
    dispute: Dispute = moving.case.dispute
    for name, value in changes.items():
        setattr(dispute, name, value)
    dispute.save(update_fields=list(changes))
    return dispute


def set_due(moving: Moving) -> None:
    """Let the clock of performance run to the nearest day by which something is due."""
    day = selectors.next_date(moving.case)
    moving.due_at = end_of(day) if day else None


def end_of(day: date) -> datetime:
    """Return the last second of `day` in Shanghai."""
    return datetime.combine(day, END_OF_DAY, tzinfo=SHANGHAI)


def must_be_past(day: date, moving: Moving, field: str) -> None:
    """Raise Refused, at `field`, for a day to come."""
    if day > local_day(moving.at):
        raise Refused(IN_FUTURE, field=field, code="in_future")


def must_agree(is_agreed: bool, field: str = "is_agreed") -> None:
    """Raise Incomplete, at `field`, unless all parties agreed."""
    if not is_agreed:
        raise Incomplete(NOT_AGREED, field=field)
