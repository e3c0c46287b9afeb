"""Review and re-examination: asked for in time, by one body up, with an opinion of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linli.base.accounts.models import Unit
from linli.base.files.models import StoredFile
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join, leave
from linli.cases.models import Case, Clock
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions import bodies, targets
from linli.procedures.petitions.conditions import RECHECK_LATE, REVIEW_LATE
from linli.procedures.petitions.documents import issue
from linli.procedures.petitions.effects.saving import save
from linli.procedures.petitions.models import Opinion
from linli.procedures.petitions.words import ORDINARY, SIMPLY

LATE = {"request_review": REVIEW_LATE, "request_recheck": RECHECK_LATE}
NOW_ONLY = Text("在网上提出的，以提交之时为准。", "Asked for here, it counts from now.")
IN_FUTURE = Text("日期不能晚于今天。", "The day can't lie in the future.")
BEFORE_DELIVERY = Text(
    "提出日期不能早于意见书送达之日（{day}）。",
    "It can't have been asked for before the opinion was delivered ({day}).",
)
BEFORE_SENT = Text("收到日期不能早于提出日期。", "It can't have come in before it was sent.")
BEFORE_RECHECK = Text(
    "听证不能早于复核开始之日（{day}）。",
    "The hearing can't lie before the re-examination began ({day}).",
)
BEFORE_HEARING = Text(
    "听证结束不能早于听证开始之日（{day}）。",
    "The hearing can't have ended before it was opened ({day}).",
)
NOBODY_TO_REDO = Text(
    "原办理单位已撤并且没有承继单位，或须回避，请填写由哪个单位重新办理。",
    "The unit that handled it is closed without a successor, or barred from it. Name another one.",
)
FIRST_REDOES = Text("由原办理单位“{unit}”重新办理。", "{unit}, which handled it, does it again.")


def request(
    moving: Moving,
    *,
    reason: str,
    requested_on: date | None = None,
    received_on: date | None = None,
    files: Sequence[StoredFile] = (),
) -> None:
    """The petitioner asks for review or re-examination. On the page it counts from now; an officer
    enters what was sent on paper within the 30 days (Art. 35, 36), even after they ran out here
    or the petition was closed, which is then open again. The body's own 30 days count from the
    day on which the request came in."""
    case, today = moving.case, local_day(moving.at)
    sent = requested_on or received_on or today
    if moving.by.kind == "receipt":
        if sent != today or received_on not in (None, today):
            raise Refused(NOW_ONLY, field="requested_on", code="now_only")
    else:
        _check_sent(case, moving.step.key, sent, today)
        if (received_on or today) < sent:
            raise Refused(BEFORE_SENT, field="received_on", code="before_sent")
    save(moving, ended_by="", measures=[])
    notify_unit(case, case.coordinator, f"petition.{moving.step.key}", at=moving.at)


def _check_sent(case: Case, term: str, sent: date, today: date) -> None:
    """Raise Refused, at the field, for a day outside the petitioner's term."""
    if sent > today:
        raise Refused(IN_FUTURE, field="requested_on", code="in_future")
    clock = Clock.objects.filter(case=case, term=term, round=case.round).latest("id")
    began = local_day(clock.started_at)
    if sent < began:
        sentence = BEFORE_DELIVERY.format(day=began)
        raise Refused(sentence, field="requested_on", code="before_delivery")
    if sent > local_day(clock.due_at):
        raise Refused(LATE[term], field="requested_on", code="late")


def name_review_body(moving: Moving, *, unit: Unit, reason: str = "") -> None:
    """A body one level up takes the review (Art. 35)."""
    proposal = bodies.propose_review_body(moving.case, at=moving.at)
    bodies.check_body(moving.case, unit, proposal, level="opinion", reason=reason, at=moving.at)
    _give(moving, unit)


def name_recheck_body(moving: Moving, *, unit: Unit, reason: str = "") -> None:
    """A body one level above the reviewing one takes the re-examination (Art. 36)."""
    proposal = bodies.propose_recheck_body(moving.case, at=moving.at)
    bodies.check_body(moving.case, unit, proposal, level="review", reason=reason, at=moving.at)
    _give(moving, unit)


def _give(moving: Moving, unit: Unit) -> None:
    """Let `unit` hold the petition and tell it; who held it keeps sight of it."""
    _pass(moving, unit)
    notify_unit(moving.case, unit, f"petition.{moving.step.key}", at=moving.at)


def _pass(moving: Moving, unit: Unit) -> None:
    case, before = moving.case, moving.case.unit
    moving.give_to(unit)
    if before.pk not in (case.coordinator_id, unit.pk):
        join(case, before, part="overseeing", at=moving.at)
    leave(case, part="overseeing", unit=unit, at=moving.at)


def hand_back(moving: Moving) -> None:
    """Nothing more is asked for: the unit that made the opinion holds the petition again, since
    it carries the opinion out and is pressed for it (Art. 32, 40)."""
    unit = bodies.first_unit(moving.case, at=moving.at)
    if unit and unit.pk != moving.case.unit_id:
        _pass(moving, unit)


def decide(moving: Moving, *, outcome: str, facts: str, opinion: str, legal_basis: str) -> None:
    """The body signs its opinion; its delivery is recorded apart."""
    case, at = moving.case, moving.at
    level = moving.step.key
    Opinion.objects.create(
        petition=case.petition, level=level, round=case.round, unit=case.unit, facts=facts,
        outcome=outcome, opinion=opinion, legal_basis=legal_basis, drafted_at=at, signed_at=at,
    )  # fmt: skip
    issue(moving, level)


def lapse_recheck(moving: Moving) -> None:
    """No re-examination was asked for: the review opinion stands."""
    hand_back(moving)


def redo(moving: Moving, *, unit: Unit | None = None) -> None:
    """The unit whose opinion was revoked handles it again, or `unit` where that one no longer can,
    in a new round with the whole handling term: our reading, since the regulation names no way
    on after a revocation (grade C)."""
    case = moving.case
    first = bodies.first_unit(case, at=moving.at)
    if first is None and unit is None:
        raise Refused(NOBODY_TO_REDO, field="unit", code="nobody_to_redo")
    if first and unit and unit.pk != first.pk:
        raise Refused(FIRST_REDOES.format(unit=first.text), field="unit", code="first_redoes")
    if first is None:
        targets.check(case, unit, sender=case.coordinator, day=local_day(moving.at))
    unit = first or unit
    assert unit is not None, "one of the two was given"
    moving.new_round()
    if case.lane == SIMPLY:
        # What was reviewed is no longer simple, and its ten days are spent.
        case.lane = ORDINARY
    _give(moving, unit)
    save(moving, performance="", performed_at=None)


def open_hearing(moving: Moving, *, day: date, reason: str) -> None:
    """A hearing begins; its days don't count (Art. 36)."""
    began = local_day(_recheck(moving.case).started_at)
    if day < began:
        raise Refused(BEFORE_RECHECK.format(day=began), field="day", code="before_recheck")


def close_hearing(moving: Moving, *, day: date, record: str) -> None:
    """The hearing is over; from this day on the days count again."""
    paused_at = _recheck(moving.case).paused_at
    assert paused_at is not None, "a petition in hearing has a clock that waits"
    if day < local_day(paused_at):
        sentence = BEFORE_HEARING.format(day=local_day(paused_at))
        raise Refused(sentence, field="day", code="before_hearing")
    # Opened in the afternoon and closed, as entered later, at noon of the same day.
    moving.occurred_at = max(moving.occurred_at, paused_at)


def _recheck(case: Case) -> Clock:
    return Clock.objects.get(case=case, term="recheck", stopped_at=None)


EFFECTS: dict[str, Effect] = {
    "request_review": request,
    "request_recheck": request,
    "name_review_body": name_review_body,
    "name_recheck_body": name_recheck_body,
    "review": decide,
    "recheck": decide,
    "redo": redo,
    "lapse_recheck": lapse_recheck,
    "open_hearing": open_hearing,
    "close_hearing": close_hearing,
}
