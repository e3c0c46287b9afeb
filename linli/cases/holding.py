"""Keeps a message from being erased for a stated reason, and says what stands against erasing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from linli.base.audit.log import record
from linli.base.privacy.periods import in_years, months_before
from linli.base.rules import retention
from linli.base.rules.selectors import Places, by_place, value_at
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Call, Case, Hold, Message
from linli.cases.refusals import recorded
from linli.cases.sight import HEAD
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, WrongState
from linli.core.personal import PERIODS, Period
from linli.core.procedure import Choice
from linli.core.text import Text

GROUNDS: Final = (
    Choice("court", Text("诉讼、仲裁、行政复议正在进行", "Before a court, arbitration or review")),
    Choice("inquiry", Text("监督、检查、审计、调查需要", "Needed by an inspection or inquiry")),
    Choice("evidence", Text("作为证据保全", "Kept as evidence")),
    Choice("archive", Text("已列入归档范围", "To go to the archives")),
)
NO_REASON = Text("请写明理由。", "Give the reason.")
NO_GROUND = Text("请选择暂缓删除的原因。", "Choose why it must stay.")
HELD = Text("此件已经暂缓删除。", "This is held already.")
NOT_HELD = Text("此件没有暂缓删除。", "This is not held.")
NOT_YOURS = Text(
    "只有归口单位的负责人和归口岗位可以决定暂缓删除。",
    "Only the head and the coordinators of the unit that runs the case can hold it.",
)


@dataclass(frozen=True)
class Obstacle:
    """Why something can't be erased now, in words for the sender, and until when, if that is
    known; `length` is how long it is kept from the day it is closed. `key` is a declared word;
    `told` says the same to the staff where the sender is spoken to."""

    key: str
    why: Text
    until: datetime | None = None
    length: Text | None = None
    told: Text | None = None

    @property
    def for_staff(self) -> Text:
        """Return why, in words for those who work on it."""
        return self.told or self.why


OPEN = Text(
    "事情还没有办结，办理和联系您需要这些信息",
    "The matter is not closed yet; to handle it and to reach you this is needed",
)
OPEN_TO_STAFF = Text(
    "事情还没有办结，办理和联系来件人需要这些信息",
    "The matter is not closed yet; to handle it and to reach the sender this is needed",
)
CALL = Text("还要给您打一次电话告知结果", "We still owe you a call about the result")
CALL_TO_STAFF = Text(
    "还要给来件人打一次电话告知结果", "The sender must still be called about the result"
)
ON_HOLD = Text("依法需要保留：{ground}", "It must be kept by law: {ground}")
IN_PERIOD = Text(
    "属于公务记录，须保存到期限届满（{basis}）",
    "It is part of the official record, kept until its period is over ({basis})",
)


def hold(case: Case, *, ground: str, reason: str, by: Actor, at: datetime) -> Hold:
    """Keep the message of `case` from being erased until the hold is lifted, and return it.

    Raises NotAllowed for posts that neither head nor coordinate for the unit that runs it,
    Incomplete without ground or reason, WrongState when it is held already.
    """
    with recorded(case, "case.hold", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        check_keeper(locked, by, at)
        if ground not in {one.key for one in GROUNDS}:
            raise Incomplete(NO_GROUND, field="ground")
        if not reason.strip():
            raise Incomplete(NO_REASON, field="reason")
        if Hold.objects.filter(message=locked.message_id, lifted_at=None).exists():
            raise WrongState(HELD, code="held")
        made: Hold = Hold.objects.create(
            message=locked.message, ground=ground, reason=reason.strip(),
            set_by_id=by.post_id or 0, set_at=at,
        )  # fmt: skip
        texts = {"reason": made.reason}
        record(locked.chain, "case.held", by=by, at=at, facts={"code": ground}, texts=texts)
    return made


def lift(case: Case, *, reason: str, by: Actor, at: datetime) -> Hold:
    """End the hold on the message of `case` and return it. Raises NotAllowed as `hold` does,
    Incomplete without a reason, and WrongState when there is none."""
    with recorded(case, "case.lift", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        check_keeper(locked, by, at)
        if not reason.strip():
            raise Incomplete(NO_REASON, field="reason")
        held = Hold.objects.filter(message=locked.message_id, lifted_at=None).first()
        if held is None:
            raise WrongState(NOT_HELD, code="not_held")
        held.lifted_by_id, held.lifted_at = by.post_id, at
        held.save(update_fields=["lifted_by", "lifted_at"])
        facts, texts = {"code": held.ground}, {"reason": reason.strip()}
        record(locked.chain, "case.hold_lifted", by=by, at=at, facts=facts, texts=texts)
    return held


@dataclass(frozen=True)
class HoldShown:
    """A hold that lasts, as the page of a case shows it; `reason` is empty for those who only
    look on."""

    ground: Text
    since: datetime
    reason: str


def hold_of(case: Case, *, in_full: bool) -> HoldShown | None:
    """Return the hold on the message of `case`, its reason where it is asked for `in_full`; None
    when there is none. One query."""
    held = Hold.objects.filter(message=case.message_id, lifted_at=None).first()
    if held is None:
        return None
    return HoldShown(ground_of(held), held.set_at, held.reason if in_full else "")


def ground_of(held: Hold) -> Text:
    """Return the declared name of why it was held."""
    return next(one.name for one in GROUNDS if one.key == held.ground)


def may_hold(case: Case, by: Actor) -> bool:
    """Return whether `by` may hold what `case` says, and lift the hold. One query."""
    is_theirs = "coordinating" in authority.sides_of(case, by)
    return is_theirs and (by.role == HEAD or by.role in case.declared.coordinators)


def check_keeper(case: Case, by: Actor, at: datetime) -> None:
    """Raise NotAllowed unless `by` may hold what `case` says."""
    authority.check_in_force(by, at)
    if not may_hold(case, by):
        raise NotAllowed(NOT_YOURS)


def period_of(case: Case) -> Period:
    """Return the period of keeping that holds for `case`."""
    if case.is_sealed:
        return PERIODS["accusation"]
    return PERIODS.get(case.procedure) or PERIODS["other"]


@dataclass(frozen=True)
class Kept:
    """How long a case is kept where it is, and until when, once it was closed."""

    period: Period
    length: Text
    until: datetime | None


class Keeping:
    """How long cases are kept as rules hold on a day; one query for each period asked for."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._places: dict[str, Places] = {}

    def of(self, case: Case) -> Kept:
        """Return how long `case` is kept, and until when."""
        period = period_of(case)
        if period.key not in self._places:
            self._places[period.key] = by_place(retention.threshold_of(period), day=self._on)
        months = value_at(self._places[period.key], case.region_id)
        until = months_before(case.closed_at, -months) if case.closed_at else None
        return Kept(period, in_years(months), until)


def against_contact(message: Message, *, leaving_out: str = "") -> list[Obstacle]:
    """Return why it can't be forgotten who sent `message`, empty when it can; cases of the
    procedure `leaving_out` don't count. Three queries."""
    cases = Case.objects.filter(message=message).exclude(procedure=leaving_out)
    found = []
    if cases.filter(closed_at=None).exists():
        found.append(Obstacle("open", OPEN, told=OPEN_TO_STAFF))
    elif Call.objects.filter(case__message=message, done_at=None).exists():
        found.append(Obstacle("call", CALL, told=CALL_TO_STAFF))
    held = Hold.objects.filter(message=message, lifted_at=None).first()
    if held:
        found.append(Obstacle("hold", ON_HOLD.format(ground=ground_of(held))))
    return found


def until_when(message: Message, *, on: date, leaving_out: str = "") -> list[Obstacle]:
    """Return the periods of keeping that aren't over, the longest first, as reasons why the
    matter itself can't be erased of right, as rules hold on the day; none are known while a case
    is open. One query, and one for each procedure."""
    cases = Case.objects.filter(message=message).exclude(procedure=leaving_out)
    found, keeping = [], Keeping(on)
    for case in cases:
        kept = keeping.of(case)
        why = IN_PERIOD.format(basis=kept.period.basis.cited)
        found.append(Obstacle("period", why, kept.until, kept.length))
    found.sort(key=lambda one: (one.until is not None, one.until), reverse=True)
    return found
