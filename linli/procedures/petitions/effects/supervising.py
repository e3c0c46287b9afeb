"""Supervision (督办), its written feedback (Art. 40), and the joint conference (Art. 39)."""

from __future__ import annotations

from datetime import date, datetime, time

from linli.base.accounts.models import Unit
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.petitions.models import Supervision
from linli.procedures.petitions.targets import CONFERENCE, check_in_being

END_OF_DAY = time(23, 59, 59)
NOT_TO_COME = Text("反馈期限须在今天之后。", "Feedback can't be due before tomorrow.")
NO_REASONS = Text("未采纳改进建议的，请说明理由。", "The advice is not adopted: say why.")
NO_FEEDBACK = Text("请写明整改情况。", "Say what was done.")
NOT_A_CONFERENCE = Text(
    "请选择管辖该地的信访工作联席会议。", "Choose a joint conference on petitions of the place."
)


def supervise(moving: Moving, *, ground: str, advice: str, feedback_date: date) -> None:
    """The office presses the unit that holds the petition, with advice and a day by which it
    answers in writing; the clock of the feedback runs to the end of that day."""
    if feedback_date <= local_day(moving.at):
        raise Refused(NOT_TO_COME, field="feedback_date", code="not_to_come")
    case = moving.case
    Supervision.objects.create(
        petition=case.petition, unit=case.unit, ground=ground, supervised_at=moving.at,
        feedback_date=feedback_date,
    )  # fmt: skip
    moving.due_at = datetime.combine(feedback_date, END_OF_DAY, tzinfo=SHANGHAI)
    notify_unit(case, case.unit, "petition.supervise", at=moving.at)


def feed_back(moving: Moving, *, feedback: str, is_adopted: bool = False) -> None:
    """The unit says in writing what it did, or why it does not take the advice (Art. 40)."""
    if not feedback.strip():
        raise Incomplete(NO_FEEDBACK if is_adopted else NO_REASONS, field="feedback")
    waiting = moving.case.petition.supervisions.filter(fed_back_at=None).earliest("supervised_at")
    waiting.fed_back_at, waiting.is_adopted = moving.at, bool(is_adopted)
    waiting.save(update_fields=["fed_back_at", "is_adopted"])
    notify_unit(moving.case, moving.case.coordinator, "petition.feed_back", at=moving.at)


def escalate(moving: Moving, *, unit: Unit, reason: str) -> None:
    """The office brings a grave case before the joint conference, which sees it from now on."""
    case = moving.case
    check_in_being(unit, local_day(moving.at))
    if unit.kind != CONFERENCE or not unit.region.covers(case.region_id):
        raise Refused(NOT_A_CONFERENCE, field="unit", code="not_a_conference")
    join(case, unit, part="overseeing", at=moving.at)
    latest = case.petition.supervisions.filter(escalated_at=None).latest("supervised_at", "id")
    latest.escalated_at = moving.at
    latest.save(update_fields=["escalated_at"])
    notify_unit(case, unit, "petition.escalate", at=moving.at)


def confer(moving: Moving, *, measure: str, decision: str) -> None:
    """The conference decides on a measure (Art. 39); the unit that was supervised is told."""
    case = moving.case
    before = case.petition.supervisions.exclude(escalated_at=None).filter(decided_at=None)
    latest = before.latest("escalated_at", "id")
    latest.measure, latest.decided_at = measure, moving.at
    latest.save(update_fields=["measure", "decided_at"])
    for unit in {one.pk: one for one in (latest.unit, case.coordinator)}.values():
        notify_unit(case, unit, "petition.confer", at=moving.at)


EFFECTS: dict[str, Effect] = {
    "supervise": supervise,
    "feed_back": feed_back,
    "escalate": escalate,
    "confer": confer,
}
