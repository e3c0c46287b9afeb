"""Fills the registration form and the receipt of delivery."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.base.letters.chinese import chinese_day
from linli.core.zone import local_day
from linli.procedures.petitions.letters.occasions import Occasion
from linli.procedures.petitions.letters.printing import name_of
from linli.procedures.petitions.letters.story import Story
from linli.procedures.petitions.models import Document
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import CHANNELS, FIELDS, METHODS

Values = dict[str, Any]
FIRST, AGAIN = "初次信访", "重复信访"
REFUSED = "受送达人拒绝签收"


def registration(story: Story, one: Occasion, at: datetime) -> Values:
    """The elements of registration (Art. 19), and where it was sent (Art. 22)."""
    case, petition = story.case, story.petition
    return {
        "receipt": case.message.receipt,
        "reference": case.reference,
        "received": story.came_on(),
        "channel": name_of(CHANNELS, case.message.channel),
        "visit": f"{petition.visitors}人" if petition.visitors else "",
        "place": case.region.full_name,
        "field": name_of(FIELDS, petition.field),
        "first": FIRST if petition.is_first else AGAIN,
        "request": petition.request,
        "facts": petition.facts,
        "reasons": petition.reasons,
        "routing": _routing(story),
    }


def delivery(story: Story, one: Occasion, at: datetime) -> Values:
    """What is delivered, to whom, and, once that is on record, how and when."""
    document = one.thing
    assert isinstance(document, Document)
    letter = story.letter(document)
    return {
        "document": letter.declared.name.zh if letter else "",
        "document_number": letter.number_text if letter else "",
        "receipt": story.case.message.receipt,
        "method": name_of(METHODS, document.method),
        "delivered": document.delivered_on,
        "proof": document.proof,
        "refusal": REFUSED if document.is_refused else "",
    }


def _routing(story: Story) -> str:
    sent = [
        f"{chinese_day(local_day(one.sent_at))}{PETITION.transition(one.kind).name.zh}：{one.unit.name}"
        for one in story.referrals
    ]
    return "；".join(sent)
