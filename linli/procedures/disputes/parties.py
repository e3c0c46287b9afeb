"""The parties of a dispute: who they are, their consent, a receipt of their own for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from linli.base.privacy.actions import keep
from linli.base.privacy.actions import reveal as reveal_identifier
from linli.cases import authority, holders
from linli.cases.engine import happened, lock
from linli.cases.models import Case, Holder
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.procedures.disputes.models import Dispute, Party
from linli.procedures.disputes.steps.takers import BEFORE_EFFECT, MEDIATORS
from linli.procedures.disputes.words import POSITIONS

ROLES = frozenset(taker.role for taker in MEDIATORS)
MOST = 20
NOT_YOURS = Text(
    "只有承办的调解委员会可以登记当事人。", "Only the committee that holds it records parties."
)
NO_NAME = Text("请填写当事人的姓名或名称。", "Enter the name of the party.")
UNKNOWN_POSITION = Text("请选择当事人的地位。", "Choose which side the party is on.")
TOO_LATE = Text(
    "协议已生效或调解已停止，不能再增加当事人。",
    "The agreement is in force or mediation is over: no party can be added.",
)
IN_SIGNING = Text(
    "协议签章中，请先退回继续调解。", "It is being signed: go back to mediation first."
)
TOO_MANY = Text("当事人最多20方。", "At most 20 parties.")
HAS_RECEIPT = Text(
    "该当事人持有来件的受理号，不必另发。", "This party holds the message's own receipt."
)


def of_dispute(dispute: Dispute) -> list[Party]:
    """Return the parties in their order. One query."""
    return list(dispute.parties.select_related("holder"))


def of_actor(case: Case, by: Actor) -> Party | None:
    """Return the party who acts by a receipt: the sender, or the holder of one of their own."""
    if by.kind != "receipt":
        return None
    parties = Party.objects.filter(dispute__case=case.pk)
    if by.key == case.message.receipt:
        return parties.filter(is_sender=True).first()
    found: Party | None = parties.filter(holder__receipt=by.key, holder__case=case.pk).first()
    return found


def make(
    dispute: Dispute,
    *,
    position: str,
    people: Mapping[str, str],
    is_organisation: bool = False,
    is_sender: bool = False,
) -> Party:
    """Save a party with what is known of them, and return it. Joins the caller's transaction;
    raises Incomplete, naming the kind, for what can't be one."""
    if position not in {one.key for one in POSITIONS}:
        raise Incomplete(UNKNOWN_POSITION, field="position")
    last = dispute.parties.aggregate(last=Max("no"))["last"] or 0
    if last >= MOST:
        raise Refused(TOO_MANY, code="too_many")
    more = {"subject": dispute.case.message.subject} if is_sender else {}
    party: Party = Party.objects.create(
        dispute=dispute,
        no=last + 1,
        position=position,
        is_sender=is_sender,
        is_organisation=is_organisation,
        **more,
    )
    for kind, value in people.items():
        if value.strip():
            keep(party.subject, kind, value)
    return party


def add(
    case: Case,
    *,
    position: str,
    people: Mapping[str, str],
    is_organisation: bool = False,
    by: Actor,
    at: datetime,
) -> Party:
    """Add a party and return it; they are asked for their consent like the others.

    Raises NotAllowed for others than the committee that holds the dispute, WrongState once an
    agreement is being signed or in force, Incomplete without a name.
    """
    with recorded(case, "dispute.add_party", by=by, at=at), transaction.atomic():
        locked = _locked(case, by, at)
        if locked.state not in BEFORE_EFFECT:
            raise WrongState(TOO_LATE)
        if locked.state == "signing":
            raise WrongState(IN_SIGNING)
        if not people.get("name", "").strip():
            raise Incomplete(NO_NAME, field="name")
        party = make(
            locked.dispute, position=position, people=people, is_organisation=is_organisation
        )
        happened(locked, "add_party", by=by, at=at, party=party.no, position=position)
    return party


def identify(party: Party, *, people: Mapping[str, str], by: Actor, at: datetime) -> Party:
    """Keep what was learnt of `party`; what is empty stays. The log says which kinds."""
    case = party.dispute.case
    given = {kind: value for kind, value in people.items() if value.strip()}
    with recorded(case, "dispute.add_party", by=by, at=at), transaction.atomic():
        locked = _locked(case, by, at)
        if not given:
            raise Incomplete(NO_NAME, field="name")
        for kind, value in given.items():
            keep(party.subject, kind, value)
        happened(locked, "add_party", by=by, at=at, party=party.no, kinds=sorted(given))
    return party


def reveal(party: Party, kind: str, *, by: Actor, at: datetime, reason: str) -> str:
    """Return what is kept of `party` in clear, for a reason, on record. For the committee that
    holds the dispute alone."""
    case = party.dispute.case
    with recorded(case, "dispute.reveal", by=by, at=at):
        authority.check_in_force(by, at)
        check_theirs(case, by)
        return reveal_identifier(party.subject, kind, by=by, at=at, reason=reason, chain=case.chain)


def give_receipt(party: Party, *, key: str, by: Actor, at: datetime) -> Holder:
    """Give `party` a receipt of their own, or a new passcode for it, and return it; the passcode
    is `holders.passcode(key)`, told once. Raises Refused for the sender, who has one."""
    case = party.dispute.case
    with recorded(case, "dispute.give_receipt", by=by, at=at), transaction.atomic():
        locked = _locked(case, by, at)
        if party.is_sender:
            raise Refused(HAS_RECEIPT, code="has_receipt")
        if party.holder:
            return holders.give_again(party.holder, key=key, by=by, at=at)
        party.holder = holders.give(locked, key=key, by=by, at=at)
        party.save(update_fields=["holder"])
        return party.holder


def may_keep(case: Case, by: Actor) -> bool:
    """Return whether `by` records parties: it mediates for the committee that holds the case."""
    return by.role in ROLES and "lead" in authority.sides_of(case, by)


def _locked(case: Case, by: Actor, at: datetime) -> Case:
    locked = lock(case.pk)
    authority.check_in_force(by, at)
    check_theirs(locked, by)
    return locked


def check_theirs(case: Case, by: Actor) -> None:
    """Raise NotAllowed unless `by` mediates for the committee that holds the case."""
    if not may_keep(case, by):
        raise NotAllowed(NOT_YOURS)
