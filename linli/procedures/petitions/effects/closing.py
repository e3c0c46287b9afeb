"""Closing, renewal and the petitioner's judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.base.files.models import StoredFile
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving
from linli.cases.models import Case
from linli.cases.registry import Effect
from linli.cases.wall import check_target
from linli.core.errors import Incomplete
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.bodies import in_being
from linli.procedures.petitions.effects.remedies import hand_back
from linli.procedures.petitions.effects.saving import save
from linli.procedures.petitions.opening import office_for
from linli.procedures.petitions.words import ACCUSATION
from linli.procedures.petitions.words import CLOSING as MEASURES

NONE_APPLIED = Text(
    "请至少勾选一项：四项中哪些适用于此事项（《信访工作条例》第二十七条）。",
    "Tick at least one: which of the four applied (petition regulations, Art. 27).",
)


def close(moving: Moving, *, remark: str = "", **asked: bool) -> None:
    """It is done: which of the four measures applied (Art. 27), and what ended it."""
    _end(moving, ended_by=_ended_by(moving.case), asked=asked)


def terminate(moving: Moving, *, remark: str = "", **asked: bool) -> None:
    """The re-examination opinion ends it: the same facts and reasons are not accepted again
    (Art. 36)."""
    _end(moving, ended_by="recheck", asked=asked)
    hand_back(moving)


def _end(moving: Moving, *, ended_by: str, asked: dict[str, bool]) -> None:
    applied = [measure.key for measure in MEASURES if asked.get(measure.key)]
    if not applied:
        raise Incomplete(NONE_APPLIED, field=MEASURES[0].key)
    save(moving, measures=applied, ended_by=ended_by)
    moving.facts["ended_by"] = ended_by


def _ended_by(case: Case) -> str:
    """Return the highest opinion of this round; without any an agreement ended it."""
    signed = case.petition.opinions.filter(round=case.round).exclude(signed_at=None).last()
    return signed.level if signed else "agreement"


def withdraw(moving: Moving, *, reason: str = "") -> None:
    """The petitioner wants it no more; documents that were issued stay as they are."""
    case = moving.case
    for unit in {unit.pk: unit for unit in (case.unit, case.coordinator)}.values():
        notify_unit(case, unit, "petition.withdraw", at=moving.at)


def renew(moving: Moving, *, facts: str, files: Sequence[StoredFile] = ()) -> None:
    """The petitioner states new facts; an officer looks whether they are new (Art. 36)."""
    case, office = moving.case, _office(moving.case, moving.at)
    if office.pk != case.coordinator_id:
        # The office that ran it is closed, so that nobody could look at it there.
        check_target(case, office, day=local_day(moving.at))
        case.unit = office if case.unit_id == case.coordinator_id else case.unit
        case.coordinator = office
    save(moving, renewal_asked_at=moving.at)
    notify_unit(case, office, "petition.renew", at=moving.at)


def grant_renewal(moving: Moving, *, reason: str) -> None:
    """The facts are new: it begins again at the petition office, in a new round. What was issued,
    decided and delivered before stays on record."""
    case = moving.case
    moving.new_round()
    moving.take_back()
    if case.lane != ACCUSATION:
        case.lane = ""
    save(
        moving, renewal_asked_at=None, ended_by="", measures=[], notified_at=None,
        accepted_at=None, accepted_by=None, perform_by=None, performance="", performed_at=None,
        adoption="", reported_at=None,
    )  # fmt: skip
    notify_unit(case, case.coordinator, "petition.grant_renewal", at=moving.at)


def refuse_renewal(moving: Moving, *, reason: str) -> None:
    """Nothing is new: it stays closed, and the petitioner reads why."""
    save(moving, renewal_asked_at=None)


def rate_office(moving: Moving, *, satisfied: str, remark: str = "") -> None:
    """The petitioner judges the petition office, apart from the unit (Art. 21)."""
    save(moving, office_satisfied=satisfied, office_rated_at=moving.at)


def rate_unit(moving: Moving, *, satisfied: str, remark: str = "") -> None:
    """The petitioner judges the responsible unit, apart from the office (Art. 21)."""
    save(moving, unit_satisfied=satisfied, unit_rated_at=moving.at)


def _office(case: Case, at: datetime) -> Unit:
    """Return the petition office that runs it, or where that was closed the one that does now."""
    return in_being(case.coordinator, local_day(at)) or office_for(case.region, at=at)


EFFECTS: dict[str, Effect] = {
    "close": close,
    "terminate": terminate,
    "withdraw": withdraw,
    "renew": renew,
    "grant_renewal": grant_renewal,
    "refuse_renewal": refuse_renewal,
    "rate_office": rate_office,
    "rate_unit": rate_unit,
}
