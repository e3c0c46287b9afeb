"""Leaves a case out of the rates on a stated ground: asked for by a unit, decided by the unit that
runs the case, appealed once to the level above.

Own design, against figures that one impossible or malicious demand spoils for a year. It is the
demand that is left out, never a person; the handling of the case and the figures before exclusions
stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import entries, record
from linli.base.rules.selectors import value_for
from linli.cases import authority, counters
from linli.cases.engine import join, lock
from linli.cases.models import Case, Exclusion, Tally
from linli.cases.refusals import recorded
from linli.cases.reminding import tell_desk
from linli.cases.sight import HEAD
from linli.cases.thresholds import APPEAL, ASK
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.core.thresholds import Threshold
from linli.core.zone import local_day

OUTCOMES = (
    Choice("asked", Text("待审定", "To be decided")),
    Choice("granted", Text("同意不计入", "Left out")),
    Choice("refused", Text("不同意", "Refused")),
    Choice("appealed", Text("复核中", "Under appeal")),
    Choice("granted_on_appeal", Text("复核同意不计入", "Left out on appeal")),
    Choice("refused_on_appeal", Text("复核维持", "Refused on appeal")),
)
NOT_TO_ASK = Text(
    "由计入统计的承办单位负责人申请。",
    "The head of the unit for which the case counts asks for this.",
)
NOT_TO_DECIDE = Text(
    "由归口单位的督办岗位审定，复核由上一级单位负责人审定；本单位的申请不能自己审定。",
    "This is decided in the unit that runs the case, an appeal by the head of the unit above; "
    "nobody decides on a request of their own unit.",
)
NOT_COUNTED = Text("此件没有计入本单位的统计。", "The case does not count for your unit.")
TOO_LATE = Text(
    "计入统计已超过{days}天，不能再申请。", "It has counted for more than {days} days by now."
)
TOO_LATE_TO_APPEAL = Text(
    "收到决定已超过{days}天，不能再申请复核。", "The decision is more than {days} days old."
)
ASKED_ALREADY = Text("本单位已就此件申请过。", "Your unit has asked for this already.")
OUT_ALREADY = Text("此件已不计入统计。", "The case is left out already.")
DECIDED_ALREADY = Text("此申请已有决定。", "This was decided already.")
NOT_REFUSED = Text(
    "只有不同意的决定可以申请复核，且只能一次。", "Only a refusal can be appealed, and once."
)
NOBODY_ABOVE = Text("没有上一级单位可以复核。", "There is no unit above to which one could appeal.")
OWN_CASE = Text(
    "归口单位自己办理的件由其审定，不能由其申请。",
    "What the unit that runs the procedure handled itself can't be left out at its own request.",
)
NO_GROUND = Text("请选择理由。", "Choose a ground.")
NO_REASON = Text("请写明具体情况。", "Say what the matter is.")


@dataclass(frozen=True)
class Said:
    """What the log keeps of a request: who wrote what at each of its turns."""

    turn: Text
    by: str
    at: datetime
    text: str


TURNS = {
    "case.exclusion_asked": Text("申请", "Asked for"),
    "case.exclusion_decided": Text("决定", "Decided"),
    "case.exclusion_appealed": Text("申请复核", "Appealed"),
    "case.exclusion_settled": Text("复核决定", "Decided on appeal"),
}


def ask(case: Case, *, ground: str, reason: str, by: Actor, at: datetime) -> Exclusion:
    """Ask for `case` to be left out on a declared ground; for the head of a unit for which it
    counts. Raises NotAllowed for others, Incomplete at the field, Refused when it is too late,
    was asked for before or is out already."""
    with _acting(case, "exclusion_asked", by, at) as locked:
        _check_may_ask(locked, by, at)
        if ground not in {one.key for one in grounds_of(locked)}:
            raise Incomplete(NO_GROUND, field="ground")
        _check_reason(reason)
        asked: Exclusion = Exclusion.objects.create(
            case=locked,
            unit=Unit.objects.get(pk=by.unit_id or 0),
            ground=ground,
            outcome="asked",
            decides=locked.coordinator,
            asked_at=at,
        )
        _log(asked, "exclusion_asked", reason, by, at)
        for role in counters.figures[locked.procedure].deciders:
            tell_desk(locked, locked.coordinator, "case.exclusion_asked", at=at, role=role)
    return asked


def decide(
    exclusion: Exclusion, *, is_granted: bool, reason: str, by: Actor, at: datetime
) -> Exclusion:
    """Decide on a request, or on an appeal, with a reason that the unit reads. Raises NotAllowed
    for all but those whose decision it is, WrongState when it was decided, Incomplete."""
    with _acting(exclusion.case, "exclusion_decided", by, at) as locked:
        found = _locked(exclusion)
        if not may_decide(found, by):
            raise NotAllowed(NOT_TO_DECIDE)
        if found.outcome not in ("asked", "appealed"):
            raise WrongState(DECIDED_ALREADY)
        _check_reason(reason)
        is_appeal = found.outcome == "appealed"
        answer = "granted" if is_granted else "refused"
        found.outcome = f"{answer}_on_appeal" if is_appeal else answer
        setattr(found, "settled_at" if is_appeal else "decided_at", at)
        found.save(update_fields=["outcome", "decided_at", "settled_at"])
        if is_granted:
            counters.set_excluded(locked, is_excluded=True)
        kind = "exclusion_settled" if is_appeal else "exclusion_decided"
        _log(found, kind, reason, by, at)
        tell_desk(locked, found.unit, "case.exclusion_decided", at=at, role=HEAD)
    return found


def appeal(exclusion: Exclusion, *, reason: str, by: Actor, at: datetime) -> Exclusion:
    """Bring a refusal before the unit above the one that refused, once. That unit sees the case
    from then on. Raises NotAllowed for others than the head of the unit that asked, WrongState
    for what was not refused, Refused when it is too late or nobody is above."""
    with _acting(exclusion.case, "exclusion_appealed", by, at) as locked:
        found = _locked(exclusion)
        if by.unit_id != found.unit_id or by.role != HEAD:
            raise NotAllowed(NOT_TO_ASK)
        if found.outcome != "refused":
            raise WrongState(NOT_REFUSED)
        if not may_appeal(found, at):
            raise Refused(
                TOO_LATE_TO_APPEAL.format(days=_days(APPEAL, locked, at)), code="too_late"
            )
        _check_reason(reason)
        above = unit_above(found.decides, at=at)
        if above is None or above.pk == found.unit_id:
            raise Refused(NOBODY_ABOVE, code="nobody_above")
        join(locked, above, part="overseeing", at=at)
        found.outcome, found.decides, found.appealed_at = "appealed", above, at
        found.save(update_fields=["outcome", "decides", "appealed_at"])
        _log(found, "exclusion_appealed", reason, by, at)
        tell_desk(locked, above, "case.exclusion_asked", at=at, role=HEAD)
    return found


def unit_above(unit: Unit, *, at: datetime) -> Unit | None:
    """Return the unit in being above `unit`: by line, else by place. One query."""
    above = unit.superior_id or unit.parent_id
    found: Unit | None = Unit.objects.on(local_day(at)).filter(pk=above or 0).first()
    return found


def grounds_of(case: Case) -> tuple[Choice, ...]:
    """Return the declared grounds on which a case like this may be left out."""
    of = counters.figures.get(case.procedure)
    return of.grounds if of else ()


def may_ask(case: Case, by: Actor, at: datetime) -> bool:
    """Return whether `by` may ask for `case` to be left out now. Four queries at most."""
    return why_not_ask(case, by, at) is None


def why_not_ask(case: Case, by: Actor, at: datetime) -> Text | None:
    """Return why `by` can't ask for `case` to be left out now, None if they can. Four queries at
    most."""
    try:
        _check_may_ask(case, by, at)
    except Refused as refused:
        return refused.message
    return None


def may_appeal(exclusion: Exclusion, at: datetime) -> bool:
    """Return whether a refusal can still be appealed. One query."""
    refused_at = exclusion.decided_at if exclusion.outcome == "refused" else None
    if refused_at is None:
        return False
    return at - refused_at <= timedelta(days=_days(APPEAL, exclusion.case, at))


def may_decide(exclusion: Exclusion, by: Actor) -> bool:
    """Return whether the decision on a request is `by`'s."""
    if by.unit_id != exclusion.decides_id or by.unit_id == exclusion.unit_id:
        return False
    if exclusion.appealed_at:
        return by.role == HEAD
    return by.role in counters.figures[exclusion.case.procedure].deciders


def visible_to(post: Post) -> QuerySet[Exclusion]:
    """Return the requests that `post` may read, the newest first: those of its unit, those that
    are its unit's to decide or were, and those over a range that it reads; always of cases that
    it may see."""
    seen = Case.objects.visible_to(post)
    own = Q(unit=post.unit_id) | Q(decides=post.unit_id) | Q(case__coordinator=post.unit_id)
    found: QuerySet[Exclusion] = Exclusion.objects.filter(
        case__in=seen.filter(is_sealed=False).values("pk")
    )
    found = found.filter(own) if post.role == HEAD else found
    return found.select_related("case", "unit", "decides").order_by("-asked_at", "-pk")


def said_of(exclusion: Exclusion) -> list[Said]:
    """Return what was written at each turn of the request, in order. One query."""
    lines = entries(exclusion.case.chain).filter(kind__in=TURNS)
    return [
        Said(TURNS[line.kind], line.actor_name, line.at, line.texts.get("reason", ""))
        for line in lines
        if line.facts.get("exclusion") == exclusion.pk
    ]


@contextmanager
def _acting(case: Case, act: str, by: Actor, at: datetime) -> Iterator[Case]:
    """Yield the locked case inside the transaction of the act; a refusal goes on record."""
    with recorded(case, f"case.{act}", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        if locked.is_sealed or not Case.objects.filter(pk=locked.pk).past_wall(by).exists():
            raise NotAllowed(NOT_TO_ASK)
        yield locked


def _check_may_ask(case: Case, by: Actor, at: datetime) -> None:
    if by.role != HEAD or not grounds_of(case) or case.is_sealed:
        raise NotAllowed(NOT_TO_ASK)
    if by.unit_id == case.coordinator_id:
        raise NotAllowed(OWN_CASE)
    mine = Tally.objects.filter(case=case, unit=by.unit_id).order_by("-day").first()
    if mine is None:
        raise NotAllowed(NOT_COUNTED)
    if mine.is_excluded:
        raise WrongState(OUT_ALREADY, code="out_already")
    if (local_day(at) - mine.day).days > (days := _days(ASK, case, at)):
        raise Refused(TOO_LATE.format(days=days), code="too_late")
    if Exclusion.objects.filter(case=case, unit=by.unit_id).exists():
        raise WrongState(ASKED_ALREADY, code="asked_already")


def _days(threshold: Threshold, case: Case, at: datetime) -> int:
    return value_for(threshold, region_code=case.region_id, day=local_day(at))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Incomplete(NO_REASON, field="reason")


def _locked(exclusion: Exclusion) -> Exclusion:
    """Return the request as it stands, its case locked by the caller."""
    found: Exclusion = Exclusion.objects.select_related("unit", "decides", "case").get(
        pk=exclusion.pk
    )
    return found


def _log(exclusion: Exclusion, kind: str, reason: str, by: Actor, at: datetime) -> None:
    facts = {
        "exclusion": exclusion.pk,
        "ground": exclusion.ground,
        "outcome": exclusion.outcome,
    }
    texts = {"reason": reason.strip()}
    record(exclusion.case.chain, f"case.{kind}", by=by, at=at, facts=facts, texts=texts)
