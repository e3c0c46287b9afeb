"""What each step of the hotline changes beside the state: the effects that `engine.move` runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Min

from linli.base.accounts.models import Unit
from linli.base.accounts.selectors import post_of
from linli.cases import clocks, links, telling
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join, move
from linli.cases.models import Call, Case, Clock
from linli.cases.values import unit_fact
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.references import parse
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.hotline import dispatching
from linli.procedures.hotline.models import Dispatch, Request
from linli.procedures.hotline.opening import centre_for
from linli.registers.duties.models import DutyItem

NO_SUCH_CASE = Text("没有这个受理号。", "There is no such reference.")
IN_FUTURE = Text("联系时间不能晚于现在。", "The time can't lie in the future.")
BEFORE_IT_CAME = Text(
    "联系时间不能早于来件（或本次重办）的时间。",
    "The time can't be before the message came, or came again.",
)
NOT_ABOVE = Text(
    "请选择辖区包含本单位的上级单位。", "Choose a unit above yours, whose area holds your own."
)
CLOSER = Actor.system("rating_lapsed")


def answer_at_once(moving: Moving, *, answer: str) -> None:
    """A question answered straight away (Art. 11)."""
    _save(moving, kind="consultation", result="explained")


def inform(moving: Moving, *, outcome: str, explanation: str, earlier: str = "") -> None:
    """One of the six cases that are not dispatched; a repeat is tied to the earlier case."""
    if earlier.strip():
        found = _earlier(moving, earlier)
        links.link(moving.case, found, kind="same_matter", by=moving.by, at=moving.at)
    _save(moving, outcome=outcome)


def _earlier(moving: Moving, number: str) -> Case:
    """Return the other hotline case with this receipt or reference that the clerk may see."""
    parsed = parse(number)
    seen = (
        Case.objects.visible_to(post_of(moving.by))
        .filter(procedure="hotline")
        .exclude(pk=moving.case.pk)
    )
    named = seen.numbered([parsed or ""])
    found: Case | None = named.order_by("-opened_at").first() if parsed else None
    if found is None:
        raise Refused(NO_SUCH_CASE, field="earlier", code="no_such_case")
    return found


def dispatch(
    moving: Moving,
    *,
    kind: str,
    grade: str,
    unit: Unit,
    item: DutyItem | None = None,
    assisting: Sequence[Unit] = (),
    instruction: str = "",
) -> None:
    """Send the request to the unit whose duty it is, with a copy to the county government when
    that is a town or street. The clock started by the first dispatch of a round runs on."""
    case, at = moving.case, moving.at
    day = local_day(at)
    dispatching.check(case, unit=unit, item=item, assisting=assisting, day=day)
    request = case.request
    is_first = not request.dispatches.filter(round=case.round).exists()
    case.lane = grade if is_first else case.lane
    moving.give_to(unit)
    others = dispatching.assistants(case, unit=unit, item=item, chosen=assisting, day=day)
    if others:
        moving.facts["assisting"] = [unit_fact(other) for other in others]
    for other in others:
        join(case, other, part="assisting", at=at)
        notify_unit(case, other, "case.assisted", at=at)
    overseer = dispatching.overseer(unit, day)
    if overseer:
        join(case, overseer, part="overseeing", at=at)
        moving.facts["copy_to"] = unit_fact(overseer)
    Dispatch.objects.create(request=request, round=case.round, unit=unit, item=item, sent_at=at)
    _save(moving, kind=kind, dispatched_at=request.dispatched_at or at)
    notify_unit(case, unit, "case.received", at=at)


def object_to(
    moving: Moving,
    *,
    ground: str,
    reason: str,
    item: DutyItem | None = None,
    proposed: Unit | None = None,
) -> None:
    """The unit objects on a ground of the duty list, and stays responsible (Art. 14)."""
    sending = _sending(moving)
    sending.ground, sending.objected_at = ground, moving.at
    sending.save(update_fields=["ground", "objected_at"])
    case = moving.case
    notify_unit(case, case.coordinator, "hotline.objected", at=moving.at, role="supervisor")


def uphold(moving: Moving, *, reason: str) -> None:
    """The objection stands: the coordinator takes the request back and the unit leaves it."""
    _rule(moving, "upheld")
    moving.take_back()
    notify_unit(moving.case, moving.case.coordinator, "hotline.to_redispatch", at=moving.at)


def reject(moving: Moving, *, reason: str) -> None:
    """The objection fails: the unit handles the request."""
    _rule(moving, "rejected")
    notify_unit(moving.case, moving.case.unit, "hotline.rejected", at=moving.at)


def contact(
    moving: Moving, *, way: str, contacted_at: datetime | None = None, said: str = ""
) -> None:
    """The person was contacted, now or at a time since this round began; the first time counts."""
    case, when = moving.case, contacted_at or moving.at
    if when > moving.at:
        raise Refused(IN_FUTURE, field="contacted_at", code="in_future")
    clocks_of_round = Clock.objects.filter(case=case, round=case.round)
    began_at = clocks_of_round.aggregate(at=Min("started_at"))["at"]
    if when < (began_at or case.message.received_at):
        raise Refused(BEFORE_IT_CAME, field="contacted_at", code="too_early")
    request = case.request
    first = request.contacted_at if request.contact_round == case.round else None
    _save(moving, contacted_at=first or when, contact_round=case.round)


def extend(moving: Moving, *, units: int, reason: str) -> None:
    """More days, within the declared cap; the person and the hotline are told (Art. 15)."""
    clock = clocks.extend(moving.case, units=units, on="extend", at=moving.at)
    moving.facts["due_at"] = clock.due_at.isoformat()
    notify_unit(moving.case, moving.case.coordinator, "hotline.extended", at=moving.at)


def report_up(moving: Moving, *, higher: Unit, reason: str) -> None:
    """A higher unit is asked to settle what this one can't (Art. 20); it sees the case."""
    own = moving.case.unit
    if higher.pk == own.pk or not higher.region.covers(own.region_id):
        raise Refused(NOT_ABOVE, field="higher", code="not_above")
    join(moving.case, higher, part="overseeing", at=moving.at)
    notify_unit(moving.case, higher, "hotline.reported_up", at=moving.at)


def answer(moving: Moving, *, result: str, answer: str) -> None:
    """The unit has answered; the person is asked by the way they chose, once a round."""
    case = moving.case
    _save(moving, result=result)
    if case.message.contact_by == "telephone":
        _ask_for_call_back(case, moving.at)


def call_back(
    moving: Moving, *, reached: str, resolved: str, satisfied: str, remark: str = ""
) -> None:
    """A clerk asked the person, at the end of the term or after the answer (Art. 23)."""
    _save(moving, resolved=resolved, satisfied=satisfied, called_back_round=moving.case.round)
    _calls(moving.case).update(
        done_at=moving.at,
        done_by=moving.by.post_id,
        outcome="told" if reached == "yes" else "no_answer",
    )


def return_to_unit(moving: Moving, *, reason: str) -> None:
    """Not solved: the same unit does it again, in a new round with a clock of its own."""
    case = moving.case
    _calls(case).update(done_at=moving.at, done_by=moving.by.post_id, outcome="told")
    moving.new_round()
    notify_unit(case, case.unit, "hotline.returned", at=moving.at)


def rate(moving: Moving, *, resolved: str, satisfied: str, remark: str = "") -> None:
    """The person rated it on the tracking page; nobody needs to call them any more."""
    _save(moving, resolved=resolved, satisfied=satisfied, rated_round=moving.case.round)
    _calls(moving.case).delete()


def rate_late(moving: Moving, *, resolved: str, satisfied: str, remark: str = "") -> None:
    """The term ran out and the tracking page asked: that was this round's one call back."""
    judged = {"resolved": resolved, "satisfied": satisfied}
    _save(moving, **judged, called_back_round=moving.case.round)
    _calls(moving.case).filter(purpose="call_back").delete()


def reopen(moving: Moving, *, reason: str) -> None:
    """The person is not content: the hotline looks at it again, in a new round."""
    _calls(moving.case).delete()
    moving.new_round()
    if not _is_in_being(moving.case.coordinator, moving.at):
        moving.case.coordinator = centre_for(moving.case.region, at=moving.at)
    moving.take_back()
    _save(moving, outcome="", result="", resolved="", satisfied="")
    notify_unit(moving.case, moving.case.coordinator, "hotline.reopened", at=moving.at)


def _is_in_being(unit: Unit, at: datetime) -> bool:
    return unit.until_date is None or local_day(at) <= unit.until_date


def call_back_on_lapse(case: Case, clock: Clock, at: datetime) -> None:
    """The term ran out before an answer came: the person is asked now (Art. 23)."""
    if case.message.contact_by == "telephone" and case.request.called_back_round != case.round:
        _ask_for_call_back(case, at)


def close_unrated(case: Case, clock: Clock, at: datetime) -> None:
    """The days for rating are over. A call still on the list is left to be made first."""
    if case.state == "answered" and not _calls(case).filter(purpose="call_back").exists():
        move(case, "close_unrated", by=CLOSER, at=at)


def _ask_for_call_back(case: Case, at: datetime) -> None:
    asked = Call.objects.filter(case=case, purpose="call_back", round=case.round)
    spent = case.round in (case.request.called_back_round, case.request.rated_round)
    if not spent and not asked.exists():
        telling.ask_for_call(case, purpose="call_back", about="answer", at=at)


def _calls(case: Case) -> Any:
    return Call.objects.filter(case=case, done_at=None)


def _sending(moving: Moving) -> Dispatch:
    latest = moving.case.request.dispatches.order_by("-sent_at", "-id").first()
    assert latest is not None, "a request that is with a unit was dispatched"
    return latest


def _rule(moving: Moving, ruling: str) -> None:
    sending = _sending(moving)
    sending.ruling, sending.ruled_at = ruling, moving.at
    sending.save(update_fields=["ruling", "ruled_at"])


def _save(moving: Moving, **changes: Any) -> None:
    request: Request = moving.case.request
    for name, value in changes.items():
        setattr(request, name, value)
    request.save(update_fields=list(changes))


EFFECTS = {
    "answer_at_once": answer_at_once,
    "inform": inform,
    "dispatch": dispatch,
    "object": object_to,
    "uphold": uphold,
    "reject": reject,
    "contact": contact,
    "extend": extend,
    "report_up": report_up,
    "answer": answer,
    "call_back": call_back,
    "call_back_late": call_back,
    "return_to_unit": return_to_unit,
    "rate": rate,
    "rate_late": rate_late,
    "reopen": reopen,
}
ON_LAPSE = {
    "emergency": call_back_on_lapse,
    "utility": call_back_on_lapse,
    "normal": call_back_on_lapse,
    "complex": call_back_on_lapse,
    "rating": close_unrated,
}
