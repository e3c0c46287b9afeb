"""Registers a petition (Art. 19): from any channel, or from a message that came another way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.privacy.actions import keep
from linli.base.privacy.models import Identifier
from linli.base.regions.models import Region
from linli.cases import links
from linli.cases.engine import open_case
from linli.cases.models import Case
from linli.cases.receiving import Draft, receive
from linli.cases.registry import Opened
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.petitions import targets
from linli.procedures.petitions.models import Petition, Representative
from linli.procedures.petitions.words import ACCUSATION, CHANNELS, FIELDS

NOON = time(12)
MOST_REPRESENTATIVES = 5
NO_OFFICE = Text(
    "“{region}”还没有信访部门，暂时不能登记。",
    "No petition office serves {region} yet, so this can't be registered.",
)
UNKNOWN_CHANNEL = Text("请选择来信来访的渠道。", "Choose how it came in.")
UNKNOWN_FIELD = Text("没有这个领域。", "There is no such field.")
NO_REQUEST = Text("请写明请求。", "Write down what is asked for.")
IN_FUTURE = Text("收到日期不能晚于今天。", "It can't have been received after today.")
NOT_A_VISIT = Text(
    "只有走访才登记人数和代表。", "Visitors and representatives are for visits alone."
)
NO_VISITORS = Text("走访人数至少一人。", "A visit has at least one visitor.")
TOO_MANY = Text(
    "多人走访推选的代表不得超过5人（《信访工作条例》第二十条）。",
    "A group of visitors chooses at most five representatives (petition regulations, Art. 20).",
)
NO_REPRESENTATIVES = Text(
    "超过5人走访的，请登记推选的代表（不超过5人）。",
    "More than five visitors: register the representatives they chose, five at most.",
)
MORE_THAN_CAME = Text("代表人数多于走访人数。", "There are more representatives than visitors.")


def open_petition(
    draft: Draft,
    *,
    request: str,
    facts: str = "",
    reasons: str = "",
    submission_key: str,
    by: Actor | None,
    at: datetime,
    received_on: date | None = None,
    unit: Unit | None = None,
    visitors: int | None = None,
    representatives: Sequence[str] = (),
    field: str = "",
    is_first: bool = True,
) -> Opened:
    """Receive `draft` and register its petition; the same `submission_key` again returns what it
    opened first. `by` is None for residents, who act as holders of the receipt they are given.

    `unit` received it directly (Art. 23) and looks at it first; a petition office registers what
    it received itself. `received_on` is the day on which what is entered later came on paper:
    terms count from it. Raises Refused, at the field, where the place has no petition office, and
    for visits against Art. 20 (at most five representatives, named where more than five came).
    """
    came_at = _came_at(received_on, at)
    _check_elements(draft, request, field)
    _check_visit(draft.channel, visitors, representatives)
    with transaction.atomic():
        receipt = receive(draft, submission_key=submission_key, at=at)
        message = receipt.message
        if not receipt.is_new:
            case = Case.objects.get(message=message, procedure="petition")
            return Opened(case, message.receipt, receipt.passcode, is_new=False)

        def prepare(case: Case) -> None:
            petition = _make(
                case,
                request=request.strip(),
                facts=facts.strip(),
                reasons=reasons.strip(),
                field=field,
                is_first=is_first,
                visitors=visitors,
            )
            _name(petition, representatives)

        actor = by or Actor.receipt(message.receipt)
        line = {"channel": draft.channel, **({"visitors": visitors} if visitors else {})}
        case = _open(message, prepare, by=actor, at=at, came_at=came_at, unit=unit, facts=line)
    return Opened(case, message.receipt, receipt.passcode, is_new=True)


def open_from_case(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    request: str = "",
    facts: str = "",
    reasons: str = "",
    field: str = "",
) -> Case:
    """Make the message of `case`, such as a hotline request, a petition as well and return it:
    the same receipt, tied as following from it. A message that is a petition already stays one.
    """
    with transaction.atomic():
        before: Case | None = Case.objects.filter(
            message=case.message_id, procedure="petition"
        ).first()
        if before:
            return before

        def prepare(made: Case) -> None:
            body = case.message.body
            _make(made, request=request or body, facts=facts, reasons=reasons, field=field)

        made = _open(case.message, prepare, by=by, at=at, came_at=at)
        links.link(made, case, kind="follows", by=by, at=at)
    return made


def office_for(region: Region, *, at: datetime) -> Unit:
    """Return the petition office whose area is the smallest that holds `region`.

    Raises Refused when there is none. One query.
    """
    offices = (
        Unit.objects.on(local_day(at))
        .filter(kind="petition_office", region_id__lte=region.code)
        .filter(region__code_end__gt=region.code)
        .order_by("-region_id", "region__code_end")
    )
    nearest: Unit | None = offices.first()
    if nearest is None:
        raise Refused(NO_OFFICE.format(region=region.full_name), field="region", code="no_office")
    return nearest


def is_identified(subject: UUID) -> bool:
    """Return whether name and address are clear, so that a notice can be sent (Art. 23)."""
    known = Identifier.objects.filter(subject=subject, kind__in=("name", "address"))
    return bool(known.count() == 2)  # noqa: PLR2004


def _open(
    message: Any,
    prepare: Callable[[Case], None],
    *,
    by: Actor,
    at: datetime,
    came_at: datetime,
    unit: Unit | None = None,
    facts: dict[str, Any] | None = None,
) -> Case:
    """Open the case: at the office of the place, at the office that received it, or with the
    unit that received it directly."""
    is_direct = unit is not None and unit.kind != "petition_office"
    if unit:
        targets.check_receiver(unit, message.region, day=local_day(at))
    office = unit if unit and not is_direct else office_for(message.region, at=at)
    return open_case(
        message,
        "petition",
        by=by,
        at=at,
        region=message.region,
        coordinator=office,
        unit=unit if is_direct else None,
        event="receive" if is_direct else "open",
        occurred_at=came_at,
        prepare=prepare,
        facts=facts,
    )


def _make(case: Case, **elements: Any) -> Petition:
    if case.is_sealed:
        # Another case of the message was marked as an accusation already.
        case.lane = ACCUSATION
        case.save(update_fields=["lane"])
    known = is_identified(case.message.subject)
    return Petition.objects.create(case=case, is_identified=known, **elements)


def _name(petition: Petition, representatives: Sequence[str]) -> None:
    for name in _clean(representatives):
        made = Representative.objects.create(petition=petition)
        keep(made.subject, "name", name)


def _came_at(received_on: date | None, at: datetime) -> datetime:
    if received_on is None or received_on == local_day(at):
        return at
    if received_on > local_day(at):
        raise Refused(IN_FUTURE, field="received_on", code="in_future")
    return datetime.combine(received_on, NOON, tzinfo=SHANGHAI)


def _check_elements(draft: Draft, request: str, field: str) -> None:
    if draft.channel not in {channel.key for channel in CHANNELS}:
        raise Incomplete(UNKNOWN_CHANNEL, field="channel")
    if not request.strip():
        raise Incomplete(NO_REQUEST, field="request")
    if field and field not in {one.key for one in FIELDS}:
        raise Incomplete(UNKNOWN_FIELD, field="field")


def _check_visit(channel: str, visitors: int | None, representatives: Sequence[str]) -> None:
    names = _clean(representatives)
    if channel != "visit":
        if visitors is not None or names:
            raise Refused(NOT_A_VISIT, field="visitors", code="not_a_visit")
        return
    if visitors is not None and visitors < 1:
        raise Refused(NO_VISITORS, field="visitors", code="no_visitors")
    if len(names) > MOST_REPRESENTATIVES:
        raise Refused(TOO_MANY, field="representatives", code="too_many_representatives")
    came = visitors or max(len(names), 1)
    if len(names) > came:
        raise Refused(MORE_THAN_CAME, field="representatives", code="more_than_came")
    if came > MOST_REPRESENTATIVES and not names:
        raise Incomplete(NO_REPRESENTATIVES, field="representatives")


def _clean(names: Sequence[str]) -> list[str]:
    return [name.strip() for name in names if name.strip()]
