"""Performance, visits, judicial confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from linli.base.files.models import StoredFile
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.procedures.disputes.effects.saving import save, set_due
from linli.procedures.disputes.models import Obligation, Party

TOO_EARLY = Text(
    "回访日期须在协议生效满{days}日之后。", "The visit comes {days} days after effect."
)
NOT_JOINT = Text(
    "司法确认须由双方当事人共同申请。", "Both sides must apply for judicial confirmation together."
)


def record_performance(
    moving: Moving, *, obligation: Obligation, performance: str, done_on: date, note: str = ""
) -> None:
    """What was due was done, in part or not; the next day that was agreed counts from now on."""
    obligation.performance, obligation.performed_date = performance, done_on
    obligation.save(update_fields=["performance", "performed_date"])
    set_due(moving)


def visit_30(moving: Moving, *, visited_on: date, performance: str, note: str = "") -> None:
    """How the agreement is kept after thirty days (Art. 31)."""
    _must_have_passed(moving, visited_on, 30)
    save(moving, visited_30=performance, visited_30_date=visited_on)


def visit_90(moving: Moving, *, visited_on: date, performance: str, note: str = "") -> None:
    """How the agreement was kept after ninety days (Art. 31)."""
    _must_have_passed(moving, visited_on, 90)
    save(moving, visited_90=performance, visited_90_date=visited_on)


def apply_confirmation(moving: Moving, *, court: str, applied_on: date, is_joint: bool) -> None:
    """Both sides ask a court to confirm it, within thirty days of effect (Art. 33)."""
    if not is_joint:
        raise Incomplete(NOT_JOINT, field="is_joint")
    save(moving, court=court.strip(), applied_date=applied_on)


def record_confirmation(
    moving: Moving, *, outcome: str, decided_on: date, files: Sequence[StoredFile] = ()
) -> None:
    """What the court decided."""
    save(moving, confirmation=outcome, confirmed_date=decided_on)


def contest(moving: Moving, *, party: Party, note: str = "") -> None:
    """A party contests it, and was told of the court (Art. 32)."""
    save(moving, contested_at=moving.at)


def _must_have_passed(moving: Moving, day: date, days: int) -> None:
    effective = moving.case.dispute.effective_date
    if effective is None or day < effective + timedelta(days=days):
        raise Refused(TOO_EARLY.format(days=days), field="visited_on", code="too_early")


EFFECTS: dict[str, Effect] = {
    "record_performance": record_performance,
    "visit_30": visit_30,
    "visit_90": visit_90,
    "apply_confirmation": apply_confirmation,
    "record_confirmation": record_confirmation,
    "contest": contest,
}
