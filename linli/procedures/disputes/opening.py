"""Registers a dispute: asked for by a party, found on a round, sent by a court or a department, or
handed over from another procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from linli.cases.engine import open_case
from linli.cases.models import Case, Message
from linli.cases.receiving import Draft, receive
from linli.cases.registry import Opened
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.procedures.disputes import parties
from linli.procedures.disputes.committees import committee_for
from linli.procedures.disputes.models import Dispute, Round
from linli.procedures.disputes.words import (
    APPLICANT,
    GIVEN,
    HANDED_OVER,
    KINDS,
    PARTY,
    ROUND,
    SOURCES,
)

UNKNOWN_KIND = Text("请选择纠纷类别。", "Choose the type of dispute.")
UNKNOWN_SOURCE = Text("请选择来源。", "Choose where it comes from.")
NO_MATTER = Text("请写明纠纷情况。", "Write down what the dispute is about.")
NO_REFERRER = Text("请填写移送的法院或部门。", "Name the court or department that sent it.")
SEALED = Text("检举控告件不能转为调解。", "An accusation is not mediated.")
REFERRED = frozenset({"court", "department"})


@dataclass(frozen=True)
class Side:
    """A party as it is taken down: on which side, what is known, how it agreed if it did."""

    position: str
    people: Mapping[str, str] = field(default_factory=dict)
    is_organisation: bool = False
    consent_way: str = ""


@dataclass(frozen=True)
class Told:
    """What is taken down of a dispute beside the message itself. `sides` are the parties without
    the sender, who is one of them (the applicant) only where a party asks."""

    kind: str
    matter: str
    wish: str = ""
    source: str = PARTY
    referrer: str = ""
    round: Round | None = None
    sides: Sequence[Side] = ()
    is_organisation: bool = False
    consent_way: str = "online"


def open_dispute(
    draft: Draft, told: Told, *, submission_key: str, by: Actor | None, at: datetime
) -> Opened:
    """Receive `draft` and register its dispute with the committee of the place; the same
    `submission_key` again returns what it opened first. `by` is None for residents, who act as
    holders of the receipt they are given. Who asks for mediation agrees to it thereby.

    Raises Refused, at the field, where no committee serves the place; Incomplete for what is
    missing.
    """
    _check(told)
    with transaction.atomic():
        receipt = receive(draft, submission_key=submission_key, at=at)
        message = receipt.message
        if not receipt.is_new:
            case = Case.objects.get(message=message, procedure="dispute")
            return Opened(case, message.receipt, receipt.passcode, is_new=False)
        actor = by or Actor.receipt(message.receipt)
        case = _open(message, told, by=actor, at=at)
    return Opened(case, message.receipt, receipt.passcode, is_new=True)


def take_over(case: Case, *, by: Actor, at: datetime) -> Case:
    """Open a dispute from the message of `case`, whose sender asked for mediation, and return it.
    The sender is a party and agrees; the other side is still to be named and asked."""
    if case.is_sealed:
        raise Refused(SEALED, code="sealed")
    told = Told(
        kind="other",
        matter=case.message.body,
        source=HANDED_OVER,
        consent_way="telephone",
        referrer=case.unit.name,
    )
    return _open(case.message, told, by=by, at=at)


def _open(message: Message, told: Told, *, by: Actor, at: datetime) -> Case:
    committee = committee_for(message.region, at=at)

    def prepare(case: Case) -> None:
        dispute = Dispute.objects.create(
            case=case,
            source=told.source,
            kind=told.kind,
            referrer=told.referrer,
            round=told.round,
            matter=told.matter.strip(),
            wish=told.wish.strip(),
        )
        _name(dispute, told, at)

    facts = {"source": told.source, "kind": told.kind}
    if told.round:
        facts["round"] = str(told.round.pk)
    return open_case(
        message,
        "dispute",
        by=by,
        at=at,
        region=message.region,
        coordinator=committee,
        prepare=prepare,
        facts=facts,
    )


def _name(dispute: Dispute, told: Told, at: datetime) -> None:
    """Make the parties: the sender first, where the sender is one."""
    if told.source in (PARTY, HANDED_OVER):
        sender = parties.make(
            dispute,
            position=APPLICANT,
            people={},
            is_sender=True,
            is_organisation=told.is_organisation,
        )
        _agrees(sender, told.consent_way, at)
    for side in told.sides:
        party = parties.make(
            dispute,
            position=side.position,
            people=side.people,
            is_organisation=side.is_organisation,
        )
        if side.consent_way:
            _agrees(party, side.consent_way, at)


def _agrees(party: parties.Party, way: str, at: datetime) -> None:
    party.consent, party.consent_way, party.consent_at = GIVEN, way, at
    party.save(update_fields=["consent", "consent_way", "consent_at"])


def _check(told: Told) -> None:
    if told.kind not in {one.key for one in KINDS}:
        raise Incomplete(UNKNOWN_KIND, field="kind")
    if told.source not in {one.key for one in SOURCES}:
        raise Incomplete(UNKNOWN_SOURCE, field="source")
    if not told.matter.strip():
        raise Incomplete(NO_MATTER, field="matter")
    if told.source in REFERRED and not told.referrer.strip():
        raise Incomplete(NO_REFERRER, field="referrer")
    if told.source == ROUND and told.round is None:
        raise Incomplete(UNKNOWN_SOURCE, field="source")
