"""Opens deliberations: proposed by a resident or a unit, or handed over; and calls assemblies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Post, Unit
from linli.base.regions.models import Region
from linli.cases import authority, links
from linli.cases.engine import join, open_case
from linli.cases.models import Case, Message
from linli.cases.receiving import Draft, receive
from linli.cases.registry import Opened
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.councils import access, selectors
from linli.procedures.councils.models import Assembly, Deliberation
from linli.procedures.councils.places import township_of, unit_for
from linli.procedures.councils.quorums import RULES
from linli.procedures.councils.words import CONVENERS, HANDED_OVER, RESIDENT, UNIT

SEALED = Text("检举控告件不能转为协商。", "An accusation is not deliberated.")
NOT_YOURS = Text(
    "议题由社区、村和街道、乡镇提出。", "Topics are proposed by communities and townships."
)
NOT_A_COMMITTEE = Text(
    "村（居）民会议由村（居）民委员会召集。",
    "An assembly is called by the committee of the community itself.",
)
UNKNOWN_KIND = Text("请选择会议类型。", "Choose the kind of assembly.")
UNKNOWN_CONVENER = Text("请选择由谁提议召集。", "Choose who has it called.")
NOBODY = Text("请填写应到人数。", "Say of how many people the assembly is made.")
NO_PURPOSE = Text("请写明开会事由。", "Say what the assembly is for.")
CALLED = Text("由这件事召集的会议已在办理。", "An assembly was called on this matter already.")


@dataclass(frozen=True)
class Called:
    """What is taken down when an assembly is called; `follows` is a deliberation on whose matter it
    votes, and `electorate` of how many people it is made."""

    kind: str
    convener: str
    electorate: int
    purpose: str
    follows: Case | None = None


def propose(
    draft: Draft, *, submission_key: str, by: Actor | None, at: datetime, post: Post | None = None
) -> Opened:
    """Receive `draft` and open its deliberation with the community of the place; the same
    `submission_key` again returns what it opened first. `by` is None for residents; a unit
    proposes by its `post`. Raises Refused, at the field, where no community serves the place."""
    if by:
        authority.check_in_force(by, at)
        if not access.works(post):
            raise NotAllowed(NOT_YOURS)
    with transaction.atomic():
        receipt = receive(draft, submission_key=submission_key, at=at)
        message = receipt.message
        if not receipt.is_new:
            case = Case.objects.get(message=message, procedure="deliberation")
            return Opened(case, message.receipt, receipt.passcode, is_new=False)
        actor = by or Actor.receipt(message.receipt)
        case = _deliberate(message, UNIT if by else RESIDENT, by=actor, at=at)
    return Opened(case, message.receipt, receipt.passcode, is_new=True)


def take_over(case: Case, *, by: Actor, at: datetime) -> Case:
    """Open a deliberation from the message of `case` and return it."""
    if case.is_sealed:
        raise Refused(SEALED, code="sealed")
    return _deliberate(case.message, HANDED_OVER, by=by, at=at)


def convene(
    draft: Draft, called: Called, *, submission_key: str, post: Post, by: Actor, at: datetime
) -> Case:
    """Call an assembly of the community of `post` and return it; the same key again returns the
    first one. One that `follows` a deliberation goes on under its message and receipt. Quorum and
    majority are those that hold in the place today.

    Raises NotAllowed for others than a community, Refused and Incomplete at the field."""
    authority.check_in_force(by, at)
    if not access.convenes(post) or by.unit_id != post.unit_id:
        raise NotAllowed(NOT_A_COMMITTEE)
    _check(called)
    with transaction.atomic():
        if called.follows:
            message = called.follows.message
            if Case.objects.filter(message=message, procedure="assembly").exists():
                raise Refused(CALLED, code="called")
        else:
            receipt = receive(draft, submission_key=submission_key, at=at)
            message = receipt.message
            if not receipt.is_new:
                return Case.objects.get(message=message, procedure="assembly")
        case = _assemble(message, draft.title, called, post=post, by=by, at=at)
        if called.follows:
            links.link(case, called.follows, kind="follows", by=by, at=at)
    return case


def _deliberate(message: Message, source: str, *, by: Actor, at: datetime) -> Case:
    unit = unit_for(message.region, at=at)

    def prepare(case: Case) -> None:
        Deliberation.objects.create(case=case, source=source)
        _let_township_look_on(case, unit, at)

    return open_case(
        message, "deliberation", by=by, at=at, region=_place(message, unit), coordinator=unit,
        prepare=prepare, facts={"source": source},
    )  # fmt: skip


def _assemble(
    message: Message, title: str, called: Called, *, post: Post, by: Actor, at: datetime
) -> Case:
    unit = post.unit
    rule = selectors.rule_for(called.kind, unit.region, day=local_day(at))

    def prepare(case: Case) -> None:
        Assembly.objects.create(
            case=case,
            kind=called.kind,
            convener=called.convener,
            electorate=called.electorate,
            purpose=called.purpose.strip(),
            quorum_part=rule.quorum.fraction.numerator,
            quorum_of=rule.quorum.fraction.denominator,
            quorum_is_over=rule.quorum.is_over,
            majority_part=rule.majority.fraction.numerator,
            majority_of=rule.majority.fraction.denominator,
            majority_is_over=rule.majority.is_over,
            instrument_zh=rule.basis.instrument.zh,
            instrument_en=rule.basis.instrument.en,
            article=rule.basis.article,
            grade=rule.basis.grade,
        )
        _let_township_look_on(case, unit, at)

    facts = {"kind": called.kind, "electorate": called.electorate}
    return open_case(
        message, "assembly", by=by, at=at, region=unit.region, coordinator=unit, title=title,
        prepare=prepare, facts=facts,
    )  # fmt: skip


def _place(message: Message, unit: Unit) -> Region:
    """Return the place of the case: that of the message, if it lies in the area of the unit."""
    inside: Region = message.region
    return inside if unit.region.covers(inside.code) else unit.region


def _let_township_look_on(case: Case, unit: Unit, at: datetime) -> None:
    above = township_of(unit, at=at)
    if above:
        join(case, above, part="overseeing", at=at)


def _check(called: Called) -> None:
    if called.kind not in RULES:
        raise Incomplete(UNKNOWN_KIND, field="kind")
    if called.convener not in {one.key for one in CONVENERS}:
        raise Incomplete(UNKNOWN_CONVENER, field="convener")
    if called.electorate < 1:
        raise Incomplete(NOBODY, field="electorate")
    if not called.purpose.strip():
        raise Incomplete(NO_PURPOSE, field="purpose")
