"""Keeps a unit open while it has cases to answer or people to telephone."""

from __future__ import annotations

from datetime import date

from linli.base.accounts.models import Unit
from linli.cases.models import Call, Case
from linli.core.errors import Refused
from linli.core.text import Text

HAS_CASES = Text(
    "该单位还有未办结的事项{example}，请先办结或改派，再撤销单位。",
    "This unit still has open cases{example}. Close them or send them on first.",
)
OWES_CALLS = Text(
    "该单位还有未打的电话{example}，请先打完，再撤销单位。",
    "This unit still has people to telephone{example}. Call them first.",
)
SUCH_AS = Text("（如 {reference}）", " (such as {reference})")


def refuse_with_open_cases(unit: Unit, day: date) -> None:
    """Raise Refused while `unit` holds or coordinates an open case, or owes somebody a call. No
    number of a sealed case is given as an example. Three queries at most."""
    mine = Case.objects.open().order_by("is_sealed", "pk")
    held = mine.filter(unit=unit).first() or mine.filter(coordinator=unit).first()
    if held:
        raise Refused(HAS_CASES.format(example=_example(held)), code="has_open_cases")
    calls = Call.objects.filter(unit=unit, done_at=None).select_related("case")
    owed = calls.order_by("case__is_sealed", "pk").first()
    if owed:
        raise Refused(OWES_CALLS.format(example=_example(owed.case)), code="owes_calls")


def _example(case: Case) -> Text:
    return Text("", "") if case.is_sealed else SUCH_AS.format(reference=case.reference)
