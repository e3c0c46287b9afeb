"""Keeps a unit open while it has cases to answer or people to telephone."""

from __future__ import annotations

from datetime import date

from linli.base.accounts.models import Unit
from linli.cases.models import Call, Case
from linli.core.errors import Refused
from linli.core.text import Text

HAS_CASES = Text(
    "该单位还有未办结的事项（如 {reference}），请先办结或改派，再撤销单位。",
    "This unit still has open cases (such as {reference}). Close them or send them on first.",
)

OWES_CALLS = Text(
    "该单位还有未打的电话（如 {reference}），请先打完，再撤销单位。",
    "This unit still has people to telephone (such as about {reference}). Call them first.",
)


def refuse_with_open_cases(unit: Unit, day: date) -> None:
    """Raise Refused while `unit` holds or coordinates an open case, or owes somebody a call.
    Three queries at most."""
    mine = Case.objects.open()
    held = mine.filter(unit=unit).first() or mine.filter(coordinator=unit).first()
    if held:
        raise Refused(HAS_CASES.format(reference=held.reference), code="has_open_cases")
    owed = Call.objects.filter(unit=unit, done_at=None).select_related("case").first()
    if owed:
        raise Refused(OWES_CALLS.format(reference=owed.case.reference), code="owes_calls")
