"""Hands a matter to another procedure: the same message, receipt and history, its own clocks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from linli.base.audit.log import record
from linli.cases import authority, links, telling
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.cases.registry import HandOver, rooms
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text

NOT_YOURS = Text(
    "只有归口、承办单位可以转交。", "Only the units that run and hold the case can hand it over."
)
SEALED = Text("检举控告件不能转交其他程序。", "An accusation is not handed to another procedure.")
NO_CONSENT = Text("转交须经来件人同意。", "The sender must agree to this.")
NO_REASON = Text("请写明转交的理由。", "Say why it is handed over.")
UNKNOWN = Text("请选择转交到哪里。", "Choose to where it goes.")
THERE = Text("这件事已在“{name}”中办理。", "This matter is in “{name}” already.")
SIDES = frozenset({"coordinating", "lead"})


def ways_from(case: Case) -> dict[str, HandOver]:
    """Return by key the procedures to which `case` could go: those that take matters over and
    don't have this message yet. One query."""
    there = set(Case.objects.filter(message=case.message_id).values_list("procedure", flat=True))
    return {
        room.procedure.key: room.takes_over
        for room in rooms
        if room.takes_over and room.procedure.key not in there
    }


def hand_over(
    case: Case, *, to: str, reason: str, is_agreed: bool, by: Actor, at: datetime
) -> Case:
    """Open a case of the procedure `to` from the message of `case` and return it, tied as
    following from it. `case` itself stays as it is, with its own clocks. The sender keeps the
    receipt, reads of it on the tracking page, and is telephoned once if that is their way.

    Raises NotAllowed for posts that neither run nor hold the case, Refused for an accusation and
    where the procedure has the message already, Incomplete without a reason or the consent that
    the procedure asks for.
    """
    with recorded(case, "case.hand_over", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        if not (authority.sides_of(locked, by) & SIDES and authority.takes_steps(locked, by.role)):
            raise NotAllowed(NOT_YOURS)
        if locked.is_sealed:
            raise Refused(SEALED, code="sealed")
        way = _way(locked, to)
        if way.needs_consent and not is_agreed:
            raise Incomplete(NO_CONSENT, field="is_agreed")
        if not reason.strip():
            raise Incomplete(NO_REASON, field="reason")
        name = rooms[to].procedure.name
        facts = {
            "to": to, "name": {"zh": name.zh, "en": name.en}, "is_agreed": is_agreed,
        }  # fmt: skip
        texts = {"reason": reason.strip()}
        record(locked.chain, "case.handed_over", by=by, at=at, facts=facts, texts=texts)
        made = carry_over(locked, to=to, by=by, at=at)
        telling.tell(locked, about="case.handed_over", by=by, at=at)
    return made


def carry_over(case: Case, *, to: str, by: Actor, at: datetime) -> Case:
    """Open a case of the procedure `to` from the message of `case`, tied as following from it, and
    return it. For effects of steps that carry the consent themselves, such as the sender's own:
    the step has checked who acts, the case is locked, and the step's line tells of it.

    Raises Refused for an accusation and where the procedure has the message already.
    """
    if case.is_sealed:
        raise Refused(SEALED, code="sealed")
    made = _way(case, to).open(case, by=by, at=at)
    links.link(made, case, kind="follows", by=by, at=at)
    return made


def _way(case: Case, to: str) -> HandOver:
    room = rooms.get(to)
    if room is None or room.takes_over is None:
        raise Incomplete(UNKNOWN, field="to")
    if Case.objects.filter(message=case.message_id, procedure=to).exists():
        raise Refused(THERE.format(name=room.procedure.name), field="to", code="there_already")
    return room.takes_over
