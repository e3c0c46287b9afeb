"""Makes sure that the person is told: the tracking page at once, else a clerk's call."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings

from linli.base.audit.log import record
from linli.cases.models import Call, Case
from linli.core.actors import Actor
from linli.core.errors import Refused, WrongState
from linli.core.procedure import Choice
from linli.core.quiet import next_call_time
from linli.core.text import Text

OUTCOMES = (
    Choice("told", Text("已告知本人", "Told the person")),
    Choice("no_answer", Text("未接通", "No answer")),
    Choice("wrong_number", Text("号码有误", "Wrong number")),
)
ALREADY_DONE = Text("这个电话已经有人打过了。", "Somebody has made this call already.")
WRONG_OUTCOME = Text("请选择通话结果。", "Choose how the call went.")


def call_time(at: datetime) -> datetime:
    """Return when a call may be made at the earliest: now, or when the quiet hours end."""
    opens, closes = settings.LINLI_CALL_HOURS
    return next_call_time(at, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def tell(case: Case, *, about: str, at: datetime) -> Call | None:
    """Put a call on the list of the coordinating unit when the sender of `case` gave only a
    telephone; one call tells all that is new. Everybody else reads the tracking page."""
    if case.message.contact_by != "telephone":
        return None
    waiting = Call.objects.filter(case=case, purpose="tell", done_at=None).first()
    if waiting:
        waiting.about = about
        waiting.save(update_fields=["about"])
        return waiting
    return ask_for_call(case, purpose="tell", about=about, at=at)


def ask_for_call(case: Case, *, purpose: str, about: str, at: datetime) -> Call:
    """Put a call on the list of the coordinating unit, never of the handling one."""
    return Call.objects.create(
        case=case,
        unit=case.coordinator,
        round=case.round,
        purpose=purpose,
        about=about,
        created_at=at,
        not_before_at=call_time(at),
    )


def finish(call: Call, *, by: Actor, at: datetime, outcome: str) -> Call:
    """Note that a clerk made the call, and how it went. Raises Refused when it was made before
    or the outcome is not declared. Call it inside a transaction that locked the case."""
    if outcome not in {choice.key for choice in OUTCOMES}:
        raise Refused(WRONG_OUTCOME, field="outcome", code="unknown_outcome")
    done = Call.objects.filter(pk=call.pk, done_at=None).update(
        done_at=at, outcome=outcome, done_by=by.post_id
    )
    if not done:
        raise WrongState(ALREADY_DONE)
    call.refresh_from_db()
    said = next(choice.name for choice in OUTCOMES if choice.key == outcome)
    facts = {
        "purpose": call.purpose,
        "about": call.about,
        "code": outcome,
        "outcome": {"zh": said.zh, "en": said.en},
    }
    record(call.case.chain, "case.called", by=by, at=at, facts=facts)
    return call
