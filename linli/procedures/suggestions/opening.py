"""Takes a suggestion in: written by a resident, taken down by the office, or handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Post, Unit
from linli.base.regions.models import Region
from linli.cases.engine import open_case
from linli.cases.models import Case, Message
from linli.cases.receiving import Draft, receive
from linli.cases.registry import Opened
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.suggestions.access import KINDS
from linli.procedures.suggestions.models import Campaign, Suggestion
from linli.procedures.suggestions.steps.takers import OFFICE_ROLES
from linli.procedures.suggestions.words import NAMED, PRIVATE, PUBLICITY

NO_OFFICE = Text(
    "“{region}”还没有征集人民建议的部门，暂时不能提交。",
    "No office collects suggestions for {region} yet, so this can't be taken.",
)
NO_SUBJECT = Text("请写明建议主题。", "Say what the suggestion is about.")
NO_PROPOSAL = Text("请写明对策建议。", "Say what you suggest.")
NO_SIGNATURE = Text("选择署名的，请填写署名。", "To be named, enter the name to be shown.")
UNKNOWN = Text("请选择是否公开。", "Say whether it may be published.")
OVER = Text("这次征集不在征集期内。", "This collection is not open.")
ELSEWHERE = Text("这次征集只面向“{region}”。", "This collection is for {region} alone.")
SEALED = Text("检举控告件不能作为建议。", "An accusation is no suggestion.")
LONGEST_SUBJECT = 100


@dataclass(frozen=True)
class Told:
    """The elements of a suggestion (Art. 10) and how it may be published."""

    subject: str
    proposal: str
    reasons: str = ""
    publicity: str = PRIVATE
    signature: str = ""
    campaign: Campaign | None = None


def open_suggestion(
    draft: Draft, told: Told, *, submission_key: str, by: Actor | None, at: datetime
) -> Opened:
    """Receive `draft` and open its suggestion at the office that collects for the place, or that
    holds the collection; the same `submission_key` again returns what it opened first. `by` is
    None for residents, who act as holders of the receipt they are given.

    Raises Refused, at the field, where no office serves the place or the collection is not open;
    Incomplete for what is missing.
    """
    _check(told)
    with transaction.atomic():
        receipt = receive(draft, submission_key=submission_key, at=at)
        message = receipt.message
        if not receipt.is_new:
            case = Case.objects.get(message=message, procedure="suggestion")
            return Opened(case, message.receipt, receipt.passcode, is_new=False)
        _check_campaign(told.campaign, draft.region, at)
        actor = by or Actor.receipt(message.receipt)
        case = _open(message, told, by=actor, at=at)
    return Opened(case, message.receipt, receipt.passcode, is_new=True)


def take_over(case: Case, *, by: Actor, at: datetime) -> Case:
    """Open a suggestion from the message of `case`, whose sender agrees, and return it. Nothing of
    it is public unless the sender says so."""
    if case.is_sealed:
        raise Refused(SEALED, code="sealed")
    told = Told(subject=case.message.title[:LONGEST_SUBJECT], proposal=case.message.body)
    return _open(case.message, told, by=by, at=at)


def office_for(region: Region, *, at: datetime) -> Unit:
    """Return the office that collects suggestions for `region`: the social-work department whose
    area is the smallest that holds it and in which somebody acts, else such a petition office.

    Raises Refused when there is none. One query.
    """
    day = local_day(at)
    staffed = Post.objects.on(day).filter(role__in=OFFICE_ROLES).values("unit")
    offices = (
        Unit.objects.on(day)
        .filter(kind__in=KINDS, pk__in=staffed, region_id__lte=region.code)
        .filter(region__code_end__gt=region.code)
        .order_by("-region_id", "region__code_end")
    )
    found = sorted(offices, key=lambda one: KINDS.index(one.kind))
    if not found:
        raise Refused(NO_OFFICE.format(region=region.full_name), field="region", code="no_office")
    return found[0]


def _open(message: Message, told: Told, *, by: Actor, at: datetime) -> Case:
    office = told.campaign.unit if told.campaign else office_for(message.region, at=at)

    def prepare(case: Case) -> None:
        Suggestion.objects.create(
            case=case,
            campaign=told.campaign,
            subject=told.subject.strip(),
            reasons=told.reasons.strip(),
            proposal=told.proposal.strip(),
            publicity=told.publicity,
            signature=told.signature.strip() if told.publicity == NAMED else "",
        )

    facts = {"channel": message.channel}
    if told.campaign:
        facts["campaign"] = told.campaign.pk
    return open_case(
        message,
        "suggestion",
        by=by,
        at=at,
        region=message.region,
        coordinator=office,
        prepare=prepare,
        facts=facts,
    )


def _check(told: Told) -> None:
    if not told.subject.strip():
        raise Incomplete(NO_SUBJECT, field="subject")
    if not told.proposal.strip():
        raise Incomplete(NO_PROPOSAL, field="proposal")
    if told.publicity not in {one.key for one in PUBLICITY}:
        raise Incomplete(UNKNOWN, field="publicity")
    if told.publicity == NAMED and not told.signature.strip():
        raise Incomplete(NO_SIGNATURE, field="signature")


def _check_campaign(campaign: Campaign | None, region: Region, at: datetime) -> None:
    if campaign is None:
        return
    day = local_day(at)
    is_open = campaign.published_at and campaign.from_date <= day <= campaign.until_date
    if not is_open:
        raise Refused(OVER, field="campaign", code="not_open")
    place = campaign.unit.region
    if not place.code <= region.code < place.code_end:
        raise Refused(ELSEWHERE.format(region=place.name), field="region", code="elsewhere")
