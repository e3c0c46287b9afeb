"""Opinions on a topic: given on the page without a name, written down by staff, released or not."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from linli.base.audit.log import record
from linli.cases import authority
from linli.cases.assignment import in_charge, remind_of
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.councils.models import Deliberation, Opinion
from linli.procedures.councils.steps.takers import HOLDERS
from linli.procedures.councils.words import WITHHELD_GROUNDS

# Whoever opens the page: no account, no receipt, and nothing kept of who it was.
VISITOR = Actor.system("portal_visitor")
KIND_GIVEN = "deliberation.opinion_given"
LONGEST = 2_000
CLOSED = Text("这个议题现在不征求意见。", "No opinions are heard on this topic now.")
EMPTY = Text("请写下您的意见。", "Write down what you think.")
TOO_LONG = Text("最多{most}个字。", "At most {most} characters.")
NOT_YOURS = Text(
    "意见由承办的社区、街道公开和答复。",
    "Opinions are released and answered by the community that holds the topic.",
)
DECIDED = Text("这条意见已经处理过。", "This opinion was dealt with already.")
NO_GROUND = Text("请选择不公开的理由。", "Choose why it is not released.")


def is_open(of: Deliberation, case: Case, *, at: datetime) -> bool:
    """Return whether anybody may say what they think on it at `at`."""
    until = of.opinions_until
    is_heard = case.state == "announced" and until is not None and local_day(at) <= until
    return is_heard and not case.is_sealed


def give(of: Deliberation, text: str, *, submission_key: str, at: datetime) -> Opinion:
    """Keep what a resident thinks and return it; the same key again is the same opinion. Nothing
    of who it was is kept. Raises Refused when opinions are not heard, or the text will not do."""
    submission = _digest(submission_key)
    before = Opinion.objects.filter(submission=submission).first()
    if before:
        return before
    _check(text)
    try:
        with transaction.atomic():
            case = lock(of.case_id)
            if not is_open(case.deliberation, case, at=at):
                raise Refused(CLOSED, code="closed")
            made = _write(of, "online", text, submission, at)
            texts = {"opinion": made.text}
            facts = {"opinion": made.pk}
            record(case.chain, KIND_GIVEN, by=VISITOR, at=at, facts=facts, texts=texts)
            remind_of(case, "council.opinion", at=at, post=in_charge(case, at))
    except IntegrityError:
        # The same form arrived twice at the same moment, and the other one was first.
        return Opinion.objects.get(submission=submission)
    return made


def write_down(of: Deliberation, *, way: str, text: str, at: datetime) -> Opinion:
    """Keep what was said otherwise, inside the step that records it."""
    _check(text)
    return _write(of, way, text, _digest(uuid4().hex), at)


def release(one: Opinion, *, answer: str = "", by: Actor, at: datetime) -> Opinion:
    """Let everybody read an opinion, with what the community says to it. Raises NotAllowed for
    others than the unit that holds the topic, WrongState for one that was dealt with."""
    return _decide(
        one, "deliberation.opinion_released", by=by, at=at, released_at=at, answer=answer
    )


def withhold(one: Opinion, *, ground: str, by: Actor, at: datetime) -> Opinion:
    """Keep an opinion from the page on a stated ground; it counts all the same."""
    if ground not in {choice.key for choice in WITHHELD_GROUNDS}:
        raise Incomplete(NO_GROUND, field="ground")
    return _decide(one, "deliberation.opinion_withheld", by=by, at=at, withheld=ground)


def _decide(one: Opinion, kind: str, *, by: Actor, at: datetime, **changes: object) -> Opinion:
    case = Case.objects.get(deliberation=one.deliberation_id)
    with recorded(case, kind, by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        is_lead = "lead" in authority.sides_of(locked, by)
        if not is_lead or by.role not in {taker.role for taker in HOLDERS}:
            raise NotAllowed(NOT_YOURS)
        fresh = Opinion.objects.get(pk=one.pk)
        if fresh.is_decided:
            raise WrongState(DECIDED, code="decided")
        for name, value in changes.items():
            setattr(fresh, name, value.strip() if isinstance(value, str) else value)
        fresh.save(update_fields=list(changes))
        facts = {"opinion": fresh.pk}
        if fresh.withheld:
            facts["code"] = fresh.withheld
        texts = {"answer": fresh.answer} if fresh.answer else {}
        record(locked.chain, kind, by=by, at=at, facts=facts, texts=texts)
    return fresh


def _write(of: Deliberation, way: str, text: str, submission: str, at: datetime) -> Opinion:
    made: Opinion = Opinion.objects.create(
        deliberation=of, way=way, text=text.strip(), submission=submission, given_at=at
    )
    return made


def _check(text: str) -> None:
    if not text.strip():
        raise Incomplete(EMPTY, field="text")
    if len(text) > LONGEST:
        raise Refused(TOO_LONG.format(most=LONGEST), field="text", code="too_long")


def _digest(submission_key: str) -> str:
    return hashlib.sha256(f"opinion:{submission_key}".encode()).hexdigest()
