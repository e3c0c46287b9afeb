"""Which body reviews an opinion (Art. 35) or re-examines a review (Art. 36): one level up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from linli.base.accounts.models import Unit
from linli.cases.models import Case
from linli.cases.wall import check_target
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.models import Opinion
from linli.procedures.petitions.targets import check_in_being, is_in_being, successor_of

LINE = Text("上一级主管部门（条）", "Above in its own line")
PLACE = Text("本级或上一级人民政府（块）", "The government over it")
NO_OPINION = Text("还没有可以复查、复核的意见。", "There is no opinion to review yet.")
NOTHING_ABOVE = Text(
    "“{unit}”之上没有登记上一级机关、单位：请在单位信息中登记其上级，或另选并说明理由。",
    "No body above {unit} is on record: record one, or choose another body and say why.",
)
AT_THE_TOP = Text(
    "“{unit}”为省级以上机关，本平台没有登记其上一级机关：请另选并说明理由。",
    "{unit} is a body of the province or the centre, above which none is on record here: choose "
    "another one and say why.",
)
NOT_PROPOSED = Text(
    "不是建议的机关（{named}），请说明理由。", "This is not the body proposed ({named}). Say why."
)
NO_POWER = Text("该类单位不能复查、复核。", "A unit of this kind can't review.")
DECIDED_BEFORE = Text(
    "该单位受理、办理过此事项，或已作出过意见，不能再复查、复核。",
    "This unit handled the petition or decided on it before, so it can't review it.",
)
NOT_ABOVE = Text(
    "复查、复核机关的辖区须包含原机关的辖区。",
    "The body's area must hold that of the unit that decided.",
)
KINDS_ABOVE = (
    "government", "department", "party_committee", "petition_office", "social_work",
    "discipline", "joint_conference",
)  # fmt: skip
TOP_LEVELS = ("country", "province")


@dataclass(frozen=True)
class Candidate:
    """A body one level up, and why it is proposed."""

    unit: Unit
    why: Text


@dataclass(frozen=True)
class Proposal:
    """The bodies proposed, the line before the place; `none` says why there are none."""

    bodies: tuple[Candidate, ...]
    none: Text | None = None


def propose_review_body(case: Case, *, at: datetime) -> Proposal:
    """Return who may review the opinion of this round: for a department its line and its
    government (条块), for others the body above them (Art. 35)."""
    return _propose(case, "opinion", at)


def propose_recheck_body(case: Case, *, at: datetime) -> Proposal:
    """Return who may re-examine the review opinion of this round, one up from the body that
    made it (Art. 36)."""
    return _propose(case, "review", at)


def check_body(
    case: Case, unit: Unit, proposal: Proposal, *, level: str, reason: str, at: datetime
) -> None:
    """Raise Refused where `unit` can't decide on the opinion of `level`, Incomplete where it is
    not among the proposed ones and no reason is given."""
    check_in_being(unit, local_day(at))
    check_target(case, unit, day=local_day(at))
    if unit.kind not in KINDS_ABOVE:
        raise Refused(NO_POWER, field="unit", code="no_power")
    if unit.pk in _decided_before(case):
        raise Refused(DECIDED_BEFORE, field="unit", code="decided_before")
    if unit.pk in {one.unit.pk for one in proposal.bodies}:
        return
    decided = signed(case, level)
    if decided and not unit.region.covers(decided.unit.region_id):
        raise Refused(NOT_ABOVE, field="unit", code="not_above")
    if not reason.strip():
        zh = "、".join(one.unit.text.zh for one in proposal.bodies) or "无"
        en = ", ".join(one.unit.text.en for one in proposal.bodies) or "none"
        raise Incomplete(NOT_PROPOSED.format(named=Text(zh, en)), field="reason")


def signed(case: Case, level: str) -> Opinion | None:
    """Return the signed opinion of `level` of this round, with its unit. One query."""
    found = case.petition.opinions.filter(round=case.round, level=level)
    signed_ones = found.exclude(signed_at=None).select_related("unit__region")
    last: Opinion | None = signed_ones.last()
    return last


def first_unit(case: Case, *, at: datetime) -> Unit | None:
    """Return the unit that made the opinion of this round, or its successor; None where nobody is
    left, or it became one from which the petition is kept."""
    made = signed(case, "opinion")
    unit = in_being(made.unit, local_day(at)) if made else None
    return unit if unit and _is_open_to(case, unit, local_day(at)) else None


def in_being(unit: Unit, day: date) -> Unit | None:
    """Return `unit`, or who took its place if it is closed by `day`; None where nobody did."""
    return unit if is_in_being(unit, day) else successor_of(unit, day)


def _propose(case: Case, level: str, at: datetime) -> Proposal:
    decided = signed(case, level)
    if decided is None:
        return Proposal((), NO_OPINION)
    barred = _decided_before(case)
    found = {one.unit.pk: one for one in _above(decided.unit, at)}
    day = local_day(at)
    bodies = tuple(
        one
        for one in found.values()
        if one.unit.pk not in barred and _is_open_to(case, one.unit, day)
    )
    if bodies:
        return Proposal(bodies)
    is_top = decided.unit.region.level in TOP_LEVELS
    sentence = AT_THE_TOP if is_top else NOTHING_ABOVE
    return Proposal((), sentence.format(unit=decided.unit.text))


def _above(unit: Unit, at: datetime) -> Iterator[Candidate]:
    for above, why in ((unit.superior, LINE), (unit.parent, PLACE)):
        body = above and in_being(above, local_day(at))
        if body and body.kind in KINDS_ABOVE:
            yield Candidate(body, why)


def _is_open_to(case: Case, unit: Unit, day: date) -> bool:
    try:
        check_target(case, unit, day=day)
    except Refused:
        return False
    return True


def _decided_before(case: Case) -> set[int]:
    """Return the units that may not judge: who accepted the petition or made an opinion on it in
    any round, and who reviewed it in this one. A body that revoked an opinion may well review
    the new one."""
    made = case.petition.opinions.values_list("unit", "level", "round")
    judged = {unit for unit, level, turn in made if level == "opinion" or turn == case.round}
    accepted = case.petition.accepted_by_id
    return judged | ({accepted} if accepted else set())
