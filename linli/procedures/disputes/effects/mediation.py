"""Who mediates, sessions, helpers, more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from linli.base.privacy.actions import keep
from linli.cases import clocks
from linli.cases.assignment import remind_of
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes import selectors
from linli.procedures.disputes.effects.saving import must_agree, save
from linli.procedures.disputes.models import Appointment, Helper, Mediator, Party, Session

NOT_OF_COMMITTEE = Text(
    "“{name}”不是承办委员会的在任调解员。",
    "{name} is no mediator in office of the committee that holds it.",
)
NOT_MEDIATING = Text("该调解员没有参与本件调解。", "This mediator does not mediate this dispute.")
NOWHERE = Text("请填写地点，或视频链接。", "Enter a place, or a video link.")
NO_LINK = Text("视频链接应以 https:// 开头。", "The video link should begin with https://.")
TOO_LATE = Text("调解时间须晚于现在。", "The session must lie ahead.")
NOBODY_CAME = Text("请勾选到场的当事人。", "Tick the parties who were present.")
NO_DAYS = Text("延长天数至少一天。", "Extend it by at least one day.")


def appoint(moving: Moving, *, mediators: Sequence[Mediator], chosen_by: str) -> None:
    """From now on these mediate (Art. 19); others that did so do no more."""
    case = moving.case
    known = {one.pk for one in selectors.of_committee(case.unit_id, local_day(moving.at))}
    for one in mediators:
        if one.pk not in known:
            why = NOT_OF_COMMITTEE.format(name=one.name)
            raise Refused(why, field="mediators", code="not_of_committee")
    now = Appointment.objects.filter(dispute=case.dispute, until_at=None)
    chosen = {one.pk for one in mediators}
    now.exclude(mediator__in=chosen).update(until_at=moving.at)
    there = set(now.values_list("mediator_id", flat=True))
    Appointment.objects.bulk_create(
        Appointment(dispute=case.dispute, mediator=one, chosen_by=chosen_by, since_at=moving.at)
        for one in mediators
        if one.pk not in there
    )


def record_challenge(moving: Moving, *, party: Party, mediator: Mediator, reason: str = "") -> None:
    """The parties choose or accept who mediates (Art. 23): who is not accepted stands back."""
    _stand_back(moving, mediator)


def challenge(moving: Moving, *, mediator: Mediator, reason: str = "") -> None:
    """The same, by a party on the page."""
    _stand_back(moving, mediator)
    remind_of(moving.case, "dispute.challenged", at=moving.at, post=moving.case.post)


def invite_helper(moving: Moving, *, kind: str, name: str, is_agreed: bool) -> None:
    """Only with the parties' consent (Art. 20)."""
    must_agree(is_agreed)
    helper = Helper.objects.create(dispute=moving.case.dispute, kind=kind, invited_at=moving.at)
    keep(helper.subject, "name", name)


def plan_session(
    moving: Moving, *, when: datetime, place: str = "", link: str = "", openness: str
) -> None:
    """A session lies ahead; one that was planned and not held gives way."""
    if when <= moving.at:
        raise Refused(TOO_LATE, field="when", code="too_late")
    if not (place.strip() or link.strip()):
        raise Incomplete(NOWHERE, field="place")
    if link and not link.startswith("https://"):
        raise Refused(NO_LINK, field="link", code="no_link")
    dispute = moving.case.dispute
    dispute.sessions.filter(held_at=None).delete()
    Session.objects.create(
        dispute=dispute, planned_at=when, place=place.strip(), link=link.strip(),
        openness=openness,
    )  # fmt: skip


def record_session(
    moving: Moving,
    *,
    held_on: date,
    place: str,
    present: Sequence[Party],
    record: str,
    others: str = "",
) -> None:
    """What was said is kept (Art. 27); the session that was planned is held with it."""
    if not present:
        raise Incomplete(NOBODY_CAME, field="present")
    dispute, held_at = moving.case.dispute, moving.occurred_at
    session = dispute.sessions.filter(held_at=None).first() or Session(
        dispute=dispute, planned_at=held_at
    )
    session.held_at, session.place, session.others = held_at, place.strip(), others.strip()
    session.record = record.strip()
    session.save()
    session.present.set(present)


def report_police(moving: Moving, *, organ: str, situation: str, measures: str = "") -> None:
    """Danger goes to the police at once, with a record (Art. 25)."""
    save(moving, police_told_at=moving.at)


def extend(moving: Moving, *, units: int, is_agreed: bool) -> None:
    """The parties agree on more time; the Law sets no limit."""
    must_agree(is_agreed)
    if units < 1:
        raise Refused(NO_DAYS, field="units", code="no_days")
    clock = clocks.extend(moving.case, units=units, on="extend", at=moving.at)
    moving.facts["due_at"] = clock.due_at.isoformat()


def _stand_back(moving: Moving, mediator: Mediator) -> None:
    now = Appointment.objects.filter(dispute=moving.case.dispute, mediator=mediator, until_at=None)
    if not now.update(until_at=moving.at):
        raise Refused(NOT_MEDIATING, field="mediator", code="not_mediating")


EFFECTS: dict[str, Effect] = {
    "appoint": appoint,
    "record_challenge": record_challenge,
    "challenge": challenge,
    "invite_helper": invite_helper,
    "plan_session": plan_session,
    "record_session": record_session,
    "report_police": report_police,
    "extend": extend,
}
