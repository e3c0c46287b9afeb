"""Fills the letters from unit to unit; they name units, never whom a petition accuses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.cases.models import Case, Reader
from linli.core.zone import local_day
from linli.procedures.petitions.letters.occasions import BY_REFERRAL, Occasion
from linli.procedures.petitions.letters.printing import cited, limit, listed, name_of
from linli.procedures.petitions.letters.sentences import KEPT_BACK, SECRECY, TASKS
from linli.procedures.petitions.letters.story import Story
from linli.procedures.petitions.models import Referral, Supervision
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import SUPERVISION_GROUNDS

Values = dict[str, Any]
# Where an accusation's words could stand.
FREE = ("request", "instruction", "reason", "advice")


def transfer(story: Story, one: Occasion, at: datetime) -> Values:
    """The petition goes to the unit with the power (Art. 22 to 24)."""
    referral = _referral(one)
    return {
        **_sent(story, one),
        "others": listed(referral.others.all()),
        "notice_term": limit("notify", story.case, one.since),
        "objection_term": limit("object", story.case, one.since),
    }


def commission(story: Story, one: Occasion, at: datetime) -> Values:
    """The same, with a completion report by a day (Art. 22(3))."""
    return {**transfer(story, one, at), "report_date": _referral(one).report_date}


def passing(story: Story, one: Occasion, at: datetime) -> Values:
    """It goes to discipline inspection or to the political-legal organs (Art. 22, 28, 30)."""
    step = PETITION.transition(_referral(one).kind)
    secrecy = SECRECY if step.key == "to_discipline" else ""
    return {
        **_sent(story, one),
        "passing_basis": cited(step.basis),
        "task": TASKS.get(step.key, ""),
        "secrecy": secrecy,
    }


def objection(story: Story, one: Occasion, at: datetime) -> Values:
    """The unit says that the matter is not its own (Art. 23(3))."""
    referral = _referral(one)
    proposed = story.fact("proposed", "object", by=one.since)
    kind = BY_REFERRAL.get(referral.kind)
    theirs = next(
        (
            letter
            for letter in reversed(story.alive)
            if (letter.kind, letter.unit_id) == (kind, referral.sent_by_id)
            and letter.drafted_at >= referral.sent_at
        ),
        None,
    )
    return {
        **_common(story, one),
        "sent": local_day(referral.sent_at),
        "sent_number": theirs.number_text if theirs else "",
        "reason": story.said("reason", "object", by=one.since),
        "proposed": proposed.get("name", "") if isinstance(proposed, dict) else "",
    }


def supervision(story: Story, one: Occasion, at: datetime) -> Values:
    """The office presses the unit, with advice, and asks for written feedback (Art. 40)."""
    assert isinstance(one.thing, Supervision)
    return {
        **_common(story, one),
        "ground": name_of(SUPERVISION_GROUNDS, one.thing.ground),
        "advice": story.said("advice", "supervise", by=one.since),
        "feedback_date": one.thing.feedback_date,
    }


def may_carry(case: Case, one: Occasion) -> bool:
    """Return whether the letter may carry what the petition says, and by whom: an accusation's
    words go to nobody but a unit that stands on its list. One query for those."""
    if not case.is_sealed or one.recipient is None:
        return True
    listed_there = Reader.objects.filter(case=case, until_at=None, post__unit=one.recipient)
    return listed_there.exists()


def kept_back(values: Values) -> Values:
    """Return `values` without the words that an accusation was written in."""
    free = {key: "" for key in FREE if key in values}
    first = next((key for key in ("request", "reason", "advice") if key in free), None)
    return values | free | ({first: KEPT_BACK} if first else {})


def _referral(one: Occasion) -> Referral:
    assert isinstance(one.thing, Referral)
    return one.thing


def _common(story: Story, one: Occasion) -> Values:
    return {
        "recipient": one.recipient.name if one.recipient else "",
        "reference": story.case.reference,
        "telephone": one.unit.telephone,
    }


def _sent(story: Story, one: Occasion) -> Values:
    return {
        **_common(story, one),
        "received": story.came_on(),
        "request": story.petition.request,
        "instruction": story.said("instruction", _referral(one).kind, by=one.since),
    }
