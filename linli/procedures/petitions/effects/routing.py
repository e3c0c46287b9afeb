"""Routing: what sending a petition on changes (Art. 22 to 24)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from linli.base.accounts.models import Unit
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join, leave
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.petitions import earlier as known
from linli.procedures.petitions import selectors, targets
from linli.procedures.petitions.documents import issue
from linli.procedures.petitions.effects.saving import give_back, save, send

LAST_SECOND = time(23, 59, 59)
REPORT_PAST = Text(
    "办结报告的日期应晚于今天。", "The day for the completion report must lie in the future."
)
REPORT_TOO_LATE = Text(
    "上级交办要求{day}前提交办结报告，不能定在这之后。",
    "Your own report on it is due by {day}; it can't be asked for after that.",
)


def transfer(
    moving: Moving,
    *,
    unit: Unit,
    others: Sequence[Unit] = (),
    field: str = "",
    instruction: str = "",
    **sent: Any,
) -> None:
    """Send the petition to the unit with the power to handle it, and name the others that have
    it as well; they agree on who accepts (Art. 24)."""
    case, sender, day = moving.case, moving.case.unit, local_day(moving.at)
    targets.check(case, unit, sender=sender, day=day)
    targets.check_others(case, others, unit, sender=sender, day=day)
    if targets.is_over_level(case.message.channel, unit, case.coordinator):
        moving.facts["over_level"] = True
    referral = send(moving, unit, **sent)
    referral.others.set(others)
    for other in others:
        if join(case, other, part="assisting", at=moving.at):
            notify_unit(case, other, "petition.named", at=moving.at)
    _classify(moving, field)
    # Notice is given anew by the unit that has it now.
    save(moving, notified_at=None)


def commission(moving: Moving, *, unit: Unit, report_date: date, **values: Any) -> None:
    """Send it on with a completion report to be made by a day (Art. 22(3)). An office that owes
    one itself to whom commissioned it asks for it by that day at the latest."""
    if report_date <= local_day(moving.at):
        raise Refused(REPORT_PAST, field="report_date", code="report_past")
    owed = moving.case.clocks.filter(term="report", round=moving.case.round, stopped_at=None)
    first = owed.filter(due_at__gt=moving.at).first()
    if first and report_date > local_day(first.due_at):
        why = REPORT_TOO_LATE.format(day=local_day(first.due_at))
        raise Refused(why, field="report_date", code="report_too_late")
    moving.due_at = datetime.combine(report_date, LAST_SECOND, tzinfo=SHANGHAI)
    transfer(moving, unit=unit, report_date=report_date, **values)


def ask_instruction(moving: Moving, *, unit: Unit, advice: str, field: str = "") -> None:
    """Ask the Party committee or government to decide (Art. 22)."""
    targets.check_committee(unit, moving.case.unit, local_day(moving.at))
    send(moving, unit)
    _classify(moving, field)


def instruct(moving: Moving, *, instruction: str) -> None:
    """The decision is made: who asked passes it on, and the body that decided keeps sight."""
    case = moving.case
    body, asked = case.unit, selectors.latest_referral(case)
    office = asked.sent_by if asked else case.coordinator
    give_back(moving, office)
    join(case, body, part="overseeing", at=moving.at)
    notify_unit(case, office, "petition.instructed", at=moving.at)


def to_justice(moving: Moving, *, unit: Unit, explanation: str, field: str = "") -> None:
    """Matters of litigation go apart from petitions, to the political-legal organs (Art. 28)."""
    day = local_day(moving.at)
    targets.check_organ(
        unit, targets.JUSTICE, targets.NOT_JUSTICE, sender=moving.case.unit, day=day
    )
    send(moving, unit)
    _classify(moving, field)


def recall(moving: Moving, *, reason: str) -> None:
    """It was passed to an organ that has not the power: who sent it holds it again and routes it
    anew. The regulation is silent on the office's own mistake; a consented return is its nearest
    rule (Art. 23(3))."""
    referral = selectors.latest_referral(moving.case)
    is_there = referral and targets.is_in_being(referral.sent_by, local_day(moving.at))
    office = referral.sent_by if referral and is_there else moving.case.coordinator
    give_back(moving, office)


def to_discipline(moving: Moving, *, unit: Unit, instruction: str = "") -> None:
    """An accusation goes to discipline inspection, by who is in charge of whom (Art. 22, 30)."""
    day, kinds = local_day(moving.at), {targets.DISCIPLINE}
    targets.check_organ(unit, kinds, targets.NOT_DISCIPLINE, sender=moving.case.unit, day=day)
    send(moving, unit)


def reclaim(moving: Moving, *, reason: str) -> None:
    """An accusation that was found with a unit comes back, to go to who is in charge of the
    accused (Art. 30)."""
    case = moving.case
    holder = case.unit
    moving.take_back()
    if holder.pk != case.coordinator_id:
        notify_unit(case, case.coordinator, "petition.to_reroute", at=moving.at)


def decline_known(moving: Moving, *, earlier: str) -> None:
    """The same matter is in hand at another level already (Art. 19(3)); the two are tied."""
    known.tie_in_hand(moving, earlier)
    issue(moving, "refusal")


def decline_ended(moving: Moving, *, earlier: str) -> None:
    """The same facts and reasons were re-examined (Art. 36(3)); the two are tied."""
    known.tie_ended(moving, earlier)
    issue(moving, "refusal")


def hand_down(moving: Moving, *, unit: Unit, field: str = "", instruction: str = "") -> None:
    """The unit that received it directly passes it down in its own line (Art. 23)."""
    targets.check_below(unit, moving.case.unit, local_day(moving.at))
    send(moving, unit)
    _classify(moving, field)
    save(moving, notified_at=None)


def agree_return(moving: Moving, *, reason: str) -> None:
    """The objection stands: the office that sent it routes it anew, or the petition office of the
    place where a unit of another kind had passed it down."""
    case = moving.case
    _rule(moving, "agreed")
    leave(case, part="assisting", at=moving.at)
    referral = selectors.latest_referral(case)
    sender = referral.sent_by if referral else case.coordinator
    office = sender if sender.kind == targets.OFFICE else case.coordinator
    give_back(moving, office)
    save(moving, notified_at=None)
    notify_unit(case, office, "petition.to_reroute", at=moving.at)


def refuse_return(moving: Moving, *, reason: str) -> None:
    """The objection fails: the unit stays responsible, and can't object again."""
    _rule(moving, "refused")
    notify_unit(moving.case, moving.case.unit, "petition.kept", at=moving.at)


def determine(moving: Moving, *, unit: Unit, reason: str) -> None:
    """The unit above those that could not agree, or the joint conference, decides (Art. 24)."""
    case, decided_by = moving.case, moving.case.unit
    day = local_day(moving.at)
    targets.check(case, unit, sender=decided_by, day=day)
    send(moving, unit)
    save(moving, notified_at=None)


def _rule(moving: Moving, ruling: str) -> None:
    referral = selectors.latest_referral(moving.case)
    if referral:
        referral.ruling, referral.ruled_at = ruling, moving.at
        referral.save(update_fields=["ruling", "ruled_at"])


def _classify(moving: Moving, field: str) -> None:
    if field:
        save(moving, field=field)


EFFECTS: dict[str, Effect] = {
    "transfer": transfer,
    "commission": commission,
    "ask_instruction": ask_instruction,
    "instruct": instruct,
    "to_justice": to_justice,
    "recall": recall,
    "to_discipline": to_discipline,
    "reclaim": reclaim,
    "decline_known": decline_known,
    "decline_ended": decline_ended,
    "hand_down": hand_down,
    "agree_return": agree_return,
    "refuse_return": refuse_return,
    "determine": determine,
}
