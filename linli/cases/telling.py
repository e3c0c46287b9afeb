"""Makes sure that the person is told: the tracking page at once, else a clerk's call."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from linli.base.audit.log import record
from linli.base.audit.models import Entry
from linli.cases import authority
from linli.cases.models import Call, Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.procedure import Choice
from linli.core.quiet import next_call_time
from linli.core.text import Text

OUTCOMES = (
    Choice("told", Text("已告知本人", "Told the person")),
    Choice("no_answer", Text("未接通", "No answer")),
    Choice("wrong_number", Text("号码有误", "Wrong number")),
)
# Own design: who does not answer is tried again later in the day, three times in all.
TRIES = 3
TRY_AGAIN_AFTER = timedelta(hours=3)
# Own design: this soon after a call began, its caller is taken to be on the line still, and to hear
# from the clerk who took it what that clerk does.
ON_THE_LINE_FOR = timedelta(minutes=15)
# How long a clerk who took a call from the list has it alone.
HELD_FOR = timedelta(minutes=20)

ALREADY_DONE = Text("这个电话已经有人打过了。", "Somebody has made this call already.")
WRONG_OUTCOME = Text("请选择通话结果。", "Choose how the call went.")
NOT_YOUR_LIST = Text(
    "回访和告知由热线服务中心进行，不由承办单位进行。",
    "Calls are made by the unit that runs the procedure, never by the one that handles the case.",
)
ASKS_MORE = Text(
    "这个电话要询问来件人，请登记其回答。",
    "This call asks the person something: record what they say.",
)
TAKEN = Text("{who}正在打这个电话，请先打别的。", "{who} is making this call; take another one.")
TOO_EARLY = Text("还没到可以打电话的时间。", "It is not yet time for this call.")
QUIET = Text(
    "现在是{closes}至次日{opens}的免打扰时段，不打电话。",
    "Nobody is telephoned between {closes} and {opens}.",
)


def call_time(at: datetime) -> datetime:
    """Return when a call may be made at the earliest: now, or when the quiet hours end."""
    opens, closes = settings.LINLI_CALL_HOURS
    return next_call_time(at, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def tell(case: Case, *, about: str, by: Actor, at: datetime) -> Call | None:
    """Put a call on the list of the coordinating unit when the sender of `case` gave only a
    telephone; a call that waits already tells all that is new. Everybody else reads the
    tracking page, and who is on the line with the very clerk hears it."""
    if case.message.contact_by != "telephone" or _is_on_the_line(case, by, at):
        return None
    waiting = _waiting(case)
    if waiting is None:
        return ask_for_call(case, purpose="tell", about=about, at=at)
    if waiting.purpose == "tell":
        waiting.about = about
        waiting.save(update_fields=["about"])
    return waiting


def ask_for_call(case: Case, *, purpose: str, about: str, at: datetime) -> Call:
    """Put a call on the list of the coordinating unit, never of the handling one. A call that
    would only tell something becomes this one, so that the person is troubled once."""
    waiting = _waiting(case)
    if waiting and waiting.purpose == "tell":
        waiting.purpose, waiting.about, waiting.round = purpose, about, case.round
        waiting.save(update_fields=["purpose", "about", "round"])
        return waiting
    return Call.objects.create(
        case=case,
        unit=case.coordinator,
        round=case.round,
        purpose=purpose,
        about=about,
        created_at=at,
        not_before_at=call_time(at),
    )


def claim(call: Call, *, by: Actor, at: datetime) -> Call:
    """Take `call` from the list for a while, so that no two clerks ring the same person.

    Raises NotAllowed for posts outside the coordinating unit, and Refused in quiet hours, for a
    call that is not due, that was made, or that somebody else has taken.
    """
    with recorded(call.case, "case.call_taken", by=by, at=at):
        check_may_call(call, by, at)
        _check_time(call, at)
        is_free = Q(claimed_by=None) | Q(claimed_by=by.post_id) | Q(claimed_at__lt=at - HELD_FOR)
        claimed = Call.objects.filter(is_free, pk=call.pk, done_at=None).update(
            claimed_by=by.post_id, claimed_at=at
        )
        call.refresh_from_db()
        if not claimed:
            raise WrongState(ALREADY_DONE if call.done_at else TAKEN.format(who=_holder(call)))
    return call


def postpone(call: Call, *, by: Actor, at: datetime) -> Call:
    """Nobody answered: put the call back on the list for some hours later, on record. Raises
    Refused for one that is not due, so that a try is a try."""
    with recorded(call.case, "case.called", by=by, at=at), transaction.atomic():
        call = _locked(call)
        check_tried(call, by=by, at=at)
        call.tries += 1
        call.not_before_at = call_time(at + TRY_AGAIN_AFTER)
        call.claimed_by = call.claimed_at = None
        call.save()
        _record(call, "no_answer", by=by, at=at, tries=call.tries)
    return call


def finish(call: Call, *, by: Actor, at: datetime, outcome: str) -> Call:
    """Note that a clerk told the person, or how else it went. Raises Refused for a call that asks
    something, which ends with the step that records what was said, when it was made before,
    when another clerk has it, or when the outcome is not declared."""
    with recorded(call.case, "case.called", by=by, at=at), transaction.atomic():
        if call.purpose != "tell":
            raise Refused(ASKS_MORE, code="asks_more")
        if outcome not in {choice.key for choice in OUTCOMES}:
            raise Refused(WRONG_OUTCOME, field="outcome", code="unknown_outcome")
        call = _locked(call)
        _check_held(call, by, at)
        call.done_at, call.outcome, call.done_by_id = at, outcome, by.post_id
        call.save()
        _record(call, outcome, by=by, at=at)
    return call


def check_may_call(call: Call, by: Actor, at: datetime) -> None:
    """Raise NotAllowed unless `by` is a coordinating post of the unit on whose list it is, and no
    wall keeps the case from it."""
    authority.check_in_force(by, at)
    is_theirs = by.unit_id == call.unit_id and by.role in call.case.declared.coordinators
    if not (is_theirs and authority.sides_of(call.case, by)):
        raise NotAllowed(NOT_YOUR_LIST)


def check_tried(call: Call, *, by: Actor, at: datetime) -> None:
    """Raise Refused unless `by` can have made the call by now: it is theirs, or free and due."""
    _check_held(call, by, at)
    if call.claimed_by_id != by.post_id:
        _check_time(call, at)


def _check_time(call: Call, at: datetime) -> None:
    if call_time(at) != at:
        opens, closes = settings.LINLI_CALL_HOURS
        raise Refused(QUIET.format(opens=opens, closes=closes), code="quiet_hours")
    if call.not_before_at > at:
        raise Refused(TOO_EARLY, code="too_early")


def _locked(call: Call) -> Call:
    """Return the call as it stands; the case is locked first, as every act on it does, so that
    no two wait for each other."""
    lock = Case.objects.select_for_update(no_key=True).filter(pk=call.case_id)
    return Call.objects.select_related("claimed_by__person").get(pk=call.pk, case=lock.get())


def _is_on_the_line(case: Case, by: Actor, at: datetime) -> bool:
    """Return whether `by` took the call that brought `case` so lately that its sender is likely
    still on the line. The log's first line knows who took it."""
    if case.message.channel != "telephone" or by.post_id is None:
        return False
    taken = Entry.objects.filter(chain=case.chain, kind="case.opened", at__gt=at - ON_THE_LINE_FOR)
    return taken.filter(person_id=by.person_id, post_id=by.post_id).exists()


def _waiting(case: Case) -> Call | None:
    return Call.objects.filter(case=case, done_at=None).order_by("id").first()


def _check_held(call: Call, by: Actor, at: datetime) -> None:
    check_may_call(call, by, at)
    if call.done_at:
        raise WrongState(ALREADY_DONE)
    if call.is_held(at, HELD_FOR) and call.claimed_by_id != by.post_id:
        raise WrongState(TAKEN.format(who=_holder(call)))


def _holder(call: Call) -> str:
    return call.claimed_by.person.name if call.claimed_by else ""


def _record(call: Call, outcome: str, *, by: Actor, at: datetime, **more: int) -> None:
    said = next(choice.name for choice in OUTCOMES if choice.key == outcome)
    facts = {
        "purpose": call.purpose,
        "about": call.about,
        "code": outcome,
        "outcome": {"zh": said.zh, "en": said.en},
        **more,
    }
    record(call.case.chain, "case.called", by=by, at=at, facts=facts)
