"""Fills the letters that a petitioner receives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from linli.base.letters.chinese import chinese_day
from linli.cases.models import Clock
from linli.core.zone import local_day
from linli.procedures.petitions import bodies
from linli.procedures.petitions.letters.occasions import Occasion
from linli.procedures.petitions.letters.printing import cited, lasting, limit, listed, name_of
from linli.procedures.petitions.letters.sentences import (
    BEGINS_AGAIN,
    ENDS,
    GROUNDS,
    NEXT_ABOVE,
    OUTCOMES,
    RECHECKS,
    REVIEWS,
    WHERE,
)
from linli.procedures.petitions.letters.story import Story
from linli.procedures.petitions.models import Document
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import (
    ACCUSATION,
    ADOPTION,
    AGREEMENTS,
    DECLINE_GROUNDS,
    SUGGESTION,
    WAYS,
)

Values = dict[str, Any]
GROUND_OF = {"decline_known": "in_hand", "decline_ended": "ended"}
REPLIES = ("reply", "conclude", "record_result")
MATTERS = {SUGGESTION: "建议意见", ACCUSATION: "检举控告事项"}
COPIES = "三份"


def notice(story: Story, one: Occasion, at: datetime) -> Values:
    """Receipt, way and procedure, and the statutory way where it goes one (Art. 23, 31)."""
    line = story.line("notify", "guide", "study", by=one.since)
    course = next((way for way in WAYS if line and way.key == line.facts.get("course")), None)
    return {
        **_received(story, one),
        "course": course.name.zh if course else "",
        "course_basis": cited(course.basis) if course else "",
        "way": line.texts.get("way", "") if line else "",
    }


def acceptance(story: Story, one: Occasion, at: datetime) -> Values:
    """Acceptance with the term and its last day (Art. 31(6), 34)."""
    turn = _document(one).round
    handling, simple = story.clock("handle", turn), story.clock("simple", turn)
    return {
        **_received(story, one),
        "accepted": local_day(one.since),
        "way": story.said("way", "accept", "accept_simply", by=one.since),
        "term": lasting(handling.length, handling.unit) if handling else "",
        "term_basis": cited(handling.basis_declared) if handling else "",
        "last_day": _last_day(handling),
        "simple_day": _last_day(simple),
    }


def refusal(story: Story, one: Occasion, at: datetime) -> Values:
    """Non-acceptance: the ground, its article, where to go (Art. 19(3), 23, 36(3))."""
    line = story.line("decline", "decline_known", "decline_ended", by=one.since)
    step = line.kind.partition(".")[2] if line else ""
    ground = GROUND_OF.get(step) or str(line.facts.get("ground", "") if line else "")
    basis = next((choice.basis for choice in DECLINE_GROUNDS if choice.key == ground), None)
    # The number of the earlier petition is not told: it may be somebody else's.
    where = WHERE.get(ground, "").format(office=story.case.coordinator.name)
    return {
        **_received(story, one),
        "ground": GROUNDS.get(ground, ""),
        "ground_basis": cited(basis),
        "explanation": line.texts.get("explanation", "") if line else "",
        "where": where,
    }


def extension(story: Story, one: Occasion, at: datetime) -> Values:
    """Extension: the reason and the new last day (Art. 34)."""
    line = story.line("extend", by=one.since)
    days = int(line.facts.get("units") or 0) if line else 0
    ends = line.facts.get("due_at") if line else None
    return {
        "receipt": story.case.message.receipt,
        "accepted": _accepted(story, _document(one).round),
        "days": lasting(days, "days"),
        "last_day": local_day(datetime.fromisoformat(str(ends))) if ends else None,
        "reason": line.texts.get("reason", "") if line else "",
    }


def opinion(story: Story, one: Occasion, at: datetime) -> Values:
    """The opinion with its four elements (Art. 32) and the remedy (Art. 35)."""
    turn = _document(one).round
    made = story.opinion("opinion", turn)
    return {
        "receipt": story.case.message.receipt,
        "received": story.came_on(),
        "accepted": _accepted(story, turn),
        "claim": made.claim if made else "",
        **_judged(story, one, OUTCOMES),
        **_remedy(story, one, "review", at),
        "copy": _copy(story, one),
    }


def review(story: Story, one: Occasion, at: datetime) -> Values:
    """The review opinion and what can be asked for next (Art. 35, 36)."""
    return {
        **_contested(story, one, "opinion", "信访处理意见", "request_review"),
        **_judged(story, one, REVIEWS),
        **_remedy(story, one, "recheck", at),
        "copy": _copy(story, one),
    }


def recheck(story: Story, one: Occasion, at: datetime) -> Values:
    """The re-examination opinion, which ends the matter unless it revokes (Art. 36)."""
    made = story.opinion("recheck", _document(one).round)
    is_revoked = made is not None and made.outcome == "revoked"
    return {
        **_contested(story, one, "review", "复查意见", "request_recheck"),
        "hearing": _hearing(story, one),
        **_judged(story, one, RECHECKS),
        "closing": BEGINS_AGAIN if is_revoked else ENDS,
        "copy": _copy(story, one),
    }


def reply(story: Story, one: Occasion, at: datetime) -> Values:
    """A reply to a suggestion (Art. 29), or to what was examined or passed on (Art. 22, 30). What
    was accused is not said again."""
    line = story.line(*REPLIES, by=one.since)
    step = PETITION.transition(line.kind.partition(".")[2]) if line else None
    return {
        "receipt": story.case.message.receipt,
        "received": story.came_to(one.unit, one.since),
        "kind": MATTERS.get(story.case.lane, "信访事项"),
        "reply_basis": cited(step.basis) if step else "",
        "adoption": name_of(ADOPTION, line.facts.get("adoption")) if line else "",
        "answer": line.texts.get("answer", "") if line else "",
    }


def agreement(story: Story, one: Occasion, at: datetime) -> Values:
    """An agreement by mediation or settlement (Art. 33); the other party is to be filled in."""
    way = name_of(AGREEMENTS, story.fact("way", "settle", by=one.since))
    return {
        "way": way,
        "receipt": story.case.message.receipt,
        "dispute": story.petition.request,
        "agreement": story.said("agreement", "settle", by=one.since),
        "perform_by": story.fact("perform_by", "settle", by=one.since),
        "copies": COPIES,
    }


def _document(one: Occasion) -> Document:
    assert isinstance(one.thing, Document)
    return one.thing


def _received(story: Story, one: Occasion) -> Values:
    return {
        "receipt": story.case.message.receipt,
        "received": story.came_to(one.unit, one.since),
        "request": story.petition.request,
        "telephone": one.unit.telephone,
    }


def _accepted(story: Story, turn: int) -> date | None:
    clock = story.clock("handle", turn)
    moment = clock.started_at if clock else story.petition.accepted_at
    return local_day(moment) if moment else None


def _last_day(clock: Clock | None) -> date | None:
    return local_day(clock.due_at) if clock else None


def _judged(story: Story, one: Occasion, outcomes: dict[str, str]) -> Values:
    made = story.opinion(_document(one).kind, _document(one).round)
    if made is None:
        return {}
    return {
        "facts": made.facts,
        "outcome": outcomes.get(made.outcome, ""),
        "opinion": made.opinion,
        "legal_basis": made.legal_basis,
    }


def _remedy(story: Story, one: Occasion, level: str, at: datetime) -> Values:
    """Return how long, and of whom, review or re-examination can be asked for: the bodies that
    the officers will be proposed, else by description. Where there are several, any."""
    propose = {"review": bodies.propose_review_body, "recheck": bodies.propose_recheck_body}
    proposed = propose[level](story.case, at=at).bodies
    is_now = _document(one).round == story.case.round
    named = listed((body.unit for body in proposed), last="或者") if is_now else ""
    return {
        "remedy_days": limit(f"request_{level}", story.case, one.since),
        "remedy_body": named or NEXT_ABOVE[level],
    }


def _contested(story: Story, one: Occasion, level: str, name: str, step: str) -> Values:
    """Return which opinion is contested, when that was said, and why."""
    turn = _document(one).round
    made, line = story.opinion(level, turn), story.line(step, by=one.since)
    issued = next((d for d in story.documents if (d.kind, d.round) == (level, turn)), None)
    letter = story.letter(issued) if issued else None
    number = f"（{letter.number_text}）" if letter and letter.number_text else ""
    asked = line.facts.get("requested_on") if line else None
    return {
        "receipt": story.case.message.receipt,
        "decision": f"{made.unit.name}作出的{name}{number}" if made else "",
        "asked": asked or (local_day(line.at) if line else None),
        "reason": line.texts.get("reason", "") if line else "",
    }


def _hearing(story: Story, one: Occasion) -> str:
    opened = story.fact("day", "open_hearing", by=one.since)
    closed = story.fact("day", "close_hearing", by=one.since)
    if not (opened and closed):
        return ""
    first, last = (date.fromisoformat(str(day)) for day in (opened, closed))
    said = [chinese_day(day) for day in (first, last)]
    span = said[0] if first == last else f"{said[0]}至{said[1]}"
    return f"复核期间，于{span}举行听证，听证所需时间不计算在复核期限内。"


def _copy(story: Story, one: Occasion) -> str:
    office = story.case.coordinator
    return office.name if office.pk != one.unit.pk else ""
