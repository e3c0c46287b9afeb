"""Handling: extension, agreement, opinion, report, and what other courses came to."""

from __future__ import annotations

from datetime import date

from linli.cases import clocks
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.documents import issue
from linli.procedures.petitions.effects.saving import save
from linli.procedures.petitions.models import Opinion
from linli.procedures.petitions.words import ORDINARY

PERFORMED_PAST = Text("履行期限不能早于今天。", "What was agreed can't be due before today.")
NO_DAYS = Text("延长天数至少一天。", "Extend it by at least one day.")


def extend(moving: Moving, *, units: int, reason: str) -> None:
    """More days in complicated matters, 30 at most; the person is told why (Art. 34)."""
    if units < 1:
        raise Refused(NO_DAYS, field="units", code="no_days")
    clock = clocks.extend(moving.case, units=units, on="extend", at=moving.at)
    moving.facts["due_at"] = clock.due_at.isoformat()
    issue(moving, "extension")
    notify_unit(moving.case, moving.case.coordinator, "petition.extended", at=moving.at)


def leave_simple(moving: Moving, *, reason: str) -> None:
    """Handled in the ordinary way from now on; the 60 days run on from acceptance."""
    moving.case.lane = ORDINARY


def settle(moving: Moving, *, way: str, agreement: str, perform_by: date | None = None) -> None:
    """An agreement was reached (Art. 33)."""
    if perform_by and perform_by < local_day(moving.at):
        raise Refused(PERFORMED_PAST, field="perform_by", code="performed_past")
    issue(moving, "agreement")
    save(moving, perform_by=perform_by)


def fulfil(moving: Moving, *, performance: str, remark: str = "") -> None:
    """How the agreement was kept."""
    save(moving, performance=performance, performed_at=moving.at)


def submit_opinion(moving: Moving, **content: str) -> None:
    """A draft lies before the head; it replaces the one that was returned."""
    _write(moving, **content, drafted_at=moving.at)
    notify_unit(moving.case, moving.case.unit, "petition.to_sign", at=moving.at, role="unit_head")


def return_opinion(moving: Moving, *, reason: str) -> None:
    """The head wants the draft changed."""
    notify_unit(moving.case, moving.case.unit, "petition.draft_returned", at=moving.at)


def sign_opinion(moving: Moving, **content: str) -> None:
    """What the head signs is the opinion (Art. 32); its delivery is a step of its own."""
    _write(moving, **content, signed_at=moving.at)
    issue(moving, "opinion")


def submit_report(moving: Moving, *, report: str) -> None:
    """The report that was asked for with the commission is in (Art. 22(3))."""
    case = moving.case
    save(moving, reported_at=moving.at)
    asked = case.petition.referrals.filter(kind="commission", round=case.round)
    askers = {one.sent_by_id: one.sent_by for one in asked.select_related("sent_by")}
    for unit in (askers or {case.coordinator_id: case.coordinator}).values():
        if unit.pk != moving.by.unit_id:
            notify_unit(case, unit, "petition.reported", at=moving.at)


def record_performance(moving: Moving, *, performance: str, remark: str) -> None:
    """A supported claim is carried out (Art. 32)."""
    save(moving, performance=performance, performed_at=moving.at)


def reply(moving: Moving, *, adoption: str, answer: str) -> None:
    """The suggestion was studied, and who made it reads what became of it (Art. 29)."""
    issue(moving, "reply")
    save(moving, adoption=adoption)


def conclude(moving: Moving, *, result: str, answer: str = "") -> None:
    """What came of it; the person is answered where there is something to tell."""
    if answer.strip():
        issue(moving, "reply")


def _write(moving: Moving, **content: object) -> None:
    case = moving.case
    Opinion.objects.update_or_create(
        petition=case.petition,
        level="opinion",
        round=case.round,
        defaults={**content, "unit": case.unit},
        create_defaults={"drafted_at": moving.at, **content, "unit": case.unit},
    )


EFFECTS: dict[str, Effect] = {
    "extend": extend,
    "leave_simple": leave_simple,
    "settle": settle,
    "fulfil": fulfil,
    "submit_opinion": submit_opinion,
    "return_opinion": return_opinion,
    "sign_opinion": sign_opinion,
    "submit_report": submit_report,
    "record_performance": record_performance,
    "reply": reply,
    "conclude": conclude,
    "record_result": conclude,
}
