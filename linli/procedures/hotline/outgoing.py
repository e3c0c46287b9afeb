"""The calls that a hotline centre owes: which are due, what to tell, and how each one went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from linli.base.accounts.models import Post
from linli.base.privacy.selectors import masked_for
from linli.cases import looks, telling
from linli.cases.engine import move
from linli.cases.models import Call, Case
from linli.cases.steps import OpenStep, steps_for
from linli.cases.timeline import Line, for_sender
from linli.cases.wordings import EVENTS
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text

CALL_BACKS = ("call_back", "call_back_late")
MOST_LISTED = 100
ASKS = Text(
    "回访：问是否解决、是否满意", "Call back: ask whether it was solved and how content they are"
)
NEWS = Text("告知新进展", "Tell the news")
REASON = Text("拨打电话：{what}（{reference}）", "Telephoning: {what} ({reference})")
NOTHING_TO_ASK = Text(
    "此件现在不能回访，请刷新页面。", "There is nothing to call back about now; reload the page."
)
TRY_AGAIN = Text(
    "未接通的，要在不同时间打满{tries}次。", "Who does not answer is tried {tries} times."
)
WRONG_NUMBER = "号码有误"


@dataclass(frozen=True)
class Owed:
    """A call on the list: what it is for, the masked number, and who is at it now, if anyone."""

    call: Call
    what: Text
    telephone: str
    holder: str


@dataclass(frozen=True)
class CallList:
    """The calls of a unit: those that may be made now, and those for later."""

    due: list[Owed]
    later: list[Owed]
    opens_at: datetime | None


def calls_of(post: Post, *, at: datetime) -> CallList:
    """Return the calls owed by the unit of `post` about cases in its sight, the oldest first. In
    quiet hours none is due and `opens_at` says when they will be. Two queries."""
    rows = _in_sight(post).filter(done_at=None).order_by("not_before_at", "id")
    rows = rows.select_related("case__message", "case__region", "claimed_by__person")
    calls = list(rows[:MOST_LISTED])
    masked = masked_for(call.case.message.subject for call in calls)
    owed = [_owed(call, masked, at) for call in calls]
    opening = telling.call_time(at)
    return CallList(
        due=[one for one in owed if one.call.not_before_at <= at],
        later=[one for one in owed if one.call.not_before_at > at],
        opens_at=None if opening == at else opening,
    )


def call_of(pk: int, *, post: Post) -> Call | None:
    """Return the call on the list of the unit of `post`, or None for one that it may not see."""
    related = ("case__message", "case__region", "case__unit", "claimed_by__person")
    return _in_sight(post).filter(pk=pk).select_related(*related).first()


def what_for(call: Call) -> Text:
    """Return in a few words what the call is for."""
    if call.purpose != "tell":
        return ASKS
    steps = {step.key: step for step in call.case.declared.transitions}
    if call.about in steps:
        return steps[call.about].public or steps[call.about].name
    event = "case.noted" if call.about == "note" else call.about
    return EVENTS.get(event, (NEWS, None))[1] or NEWS


def news_of(call: Call) -> list[Line]:
    """Return what the person has not heard yet: the lines since the call was put on the list,
    the oldest first. One query."""
    lines = for_sender(call.case)
    return [
        line for line in reversed(lines) if line.at >= call.created_at and not line.is_from_sender
    ]


def dial(call: Call, *, by: Actor, at: datetime) -> str:
    """Take the call from the list and return the number to dial, on record with the reason."""
    call = telling.claim(call, by=by, at=at)
    reason = REASON.format(what=what_for(call), reference=call.case.reference).zh
    return looks.reveal(call.case, "telephone", by=by, at=at, reason=reason)


def call_back_step(case: Case, *, by: Actor, at: datetime) -> OpenStep | None:
    """Return the step by which `case` can be called back now, or None."""
    steps = steps_for(case, by=by, at=at)
    return next((one for one in steps if one.step.key in CALL_BACKS and not one.why_not), None)


def give_up(call: Call, *, is_wrong_number: bool, by: Actor, at: datetime) -> None:
    """Nobody was reached, after the tries or because the number is wrong: end the call. A call
    back is then recorded as not reached, and the matter judged by nobody. Raises Refused before
    the last try."""
    if not is_wrong_number and not is_last_try(call):
        raise Refused(TRY_AGAIN.format(tries=telling.TRIES), code="too_few_tries")
    telling.check_tried(call, by=by, at=at)
    if call.purpose == "tell":
        outcome = "wrong_number" if is_wrong_number else "no_answer"
        telling.finish(call, by=by, at=at, outcome=outcome)
        return
    step = call_back_step(call.case, by=by, at=at)
    if step is None:
        raise Refused(NOTHING_TO_ASK, code="nothing_to_ask")
    values: Mapping[str, Any] = {
        "reached": "no",
        "resolved": "unsaid",
        "satisfied": "unsaid",
        "remark": WRONG_NUMBER if is_wrong_number else "",
    }
    move(call.case, step.step.key, by=by, at=at, **values)


def is_last_try(call: Call) -> bool:
    """Return whether no further try is owed when nobody answers this time."""
    return call.tries >= telling.TRIES - 1


def _in_sight(post: Post) -> QuerySet[Call]:
    """Return the calls on the list of the unit of `post` but those that a wall keeps from it."""
    hidden = Case.objects.behind_wall(post).filter(pk=OuterRef("case"))
    return Call.objects.filter(~Exists(hidden), unit=post.unit_id)


def _owed(call: Call, masked: Mapping[Any, Mapping[str, str]], at: datetime) -> Owed:
    is_held = call.is_held(at, telling.HELD_FOR)
    return Owed(
        call=call,
        what=what_for(call),
        telephone=masked[call.case.message.subject].get("telephone", ""),
        holder=call.claimed_by.person.name if is_held and call.claimed_by else "",
    )
