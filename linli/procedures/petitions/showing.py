"""Gives the petition's part of the case page what it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.base.privacy.selectors import masked_for
from linli.cases import authority
from linli.cases.models import Case, Link
from linli.cases.worklists import Row
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.petitions.access import HANDLERS
from linli.procedures.petitions.earlier import Likely, likely_duplicates
from linli.procedures.petitions.hearings import hearings_of
from linli.procedures.petitions.letters.showing import letters_for
from linli.procedures.petitions.letters.story import Story, story_of
from linli.procedures.petitions.models import Petition, Referral, Supervision
from linli.procedures.petitions.papers import documents_shown, name_of, opinions_of
from linli.procedures.petitions.presets import LISTS
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.requests import requests_of
from linli.procedures.petitions.steps.takers import TO_ROUTE
from linli.procedures.petitions.words import (
    ADOPTION,
    CLOSING,
    FIELDS,
    LANES,
    MEASURES,
    PERFORMANCE,
    SATISFIED,
    SUPERVISION_GROUNDS,
)
from linli.procedures.petitions.worklists import next_to_route

RULINGS = {
    "agreed": Text("同意退回", "return agreed to"),
    "refused": Text("不同意退回", "return refused"),
}
# Those that a place has switched off again are still on record.
GROUNDS = (*SUPERVISION_GROUNDS, *(one for some in LISTS.values() for one in some))
NOT_RULED_ON = Text("待核实", "not ruled on yet")
# Before it is decided who accepts it: what came before matters most.
NEW = frozenset({*TO_ROUTE, "received", "referred"})
# Where a petition stands right after its routing: whoever routed it goes on to the next.
JUST_ROUTED = frozenset(
    {"referred", "awaiting_instruction", "with_justice", "with_discipline", "declined"}
)
# Where the opinions are what the next step is about.
AT_ISSUE = frozenset(
    {
        "opinion_submitted", "review_requested", "in_review", "recheck_requested", "in_recheck",
        "in_hearing", "recheck_delivered",
    }
)  # fmt: skip
# Sides that handle the petition; others look on and are shown no words of its sender in full.
AT_WORK = frozenset({"coordinating", "lead", "assisting"})


@dataclass(frozen=True)
class ReferralShown:
    """A time that the petition was sent on: by which step, to whom, and what became of an
    objection."""

    referral: Referral
    step: Text
    ruling: Text | None


@dataclass(frozen=True)
class SupervisionShown:
    """A supervision with the declared names of its ground and of the conference's measure."""

    supervision: Supervision
    ground: Choice | None
    measure: Text | None


@dataclass(frozen=True)
class Element:
    """One of request, facts and reasons, as it was written down."""

    name: Text
    text: str


def for_staff(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of the petition. A constant number of queries."""
    petition = case.petition
    sides = authority.sides_of(case, post.actor())
    elements = _elements(petition, is_hidden=not sides)
    story = story_of(case)
    return {
        "case": case,
        "petition": petition,
        "elements": elements,
        "is_said_already": case.message.body in _as_one(elements),
        "field": name_of(FIELDS, petition.field),
        "lane": next((lane for lane in LANES if lane.key == case.lane), None),
        "referrals": [
            ReferralShown(row, PETITION.transition(row.kind).name, _ruling_of(row))
            for row in story.referrals
        ],
        # What people wrote of people is for those who take part.
        "is_reader": not sides,
        "is_new": case.state in NEW,
        "objection": _objection(story) if sides else "",
        "asked": requests_of([case]).get(case.pk) if sides else None,
        "documents": documents_shown(story.documents),
        "letters": letters_for(case, post, story),
        "opinions": opinions_of([case])[case.pk],
        "has_opinion_at_issue": case.state in AT_ISSUE,
        "hearings": hearings_of([case]).get(case.pk, []),
        "supervisions": _supervisions(story),
        "representatives": _representatives(petition),
        "adoption": name_of(ADOPTION, petition.adoption),
        "performance": name_of(PERFORMANCE, petition.performance),
        "measures": [one.name for one in CLOSING if one.key in petition.measures],
        "office_satisfied": name_of(SATISFIED, petition.office_satisfied),
        "unit_satisfied": name_of(SATISFIED, petition.unit_satisfied),
        "likely": _likely(case, post, sides),
        "next_to_route": _next_to_route(case, post, sides),
    }


def _next_to_route(case: Case, post: Post, sides: Collection[str]) -> Row | None:
    """Return the petition that comes next for whoever routed this one."""
    is_routed = case.state in JUST_ROUTED and "coordinating" in sides
    return next_to_route(post, at=timezone.now()) if is_routed else None


def _as_one(elements: list[Element]) -> tuple[str, str]:
    """Return the elements as one text, as an officer's form joins them and as the sender's does,
    which names each."""
    told = "\n\n".join(one.text for one in elements)
    return told, "\n\n".join(f"{one.name.zh}：{one.text}" for one in elements)


def _elements(petition: Petition, *, is_hidden: bool) -> list[Element]:
    named = (
        (Text("请求", "Request"), petition.request),
        (Text("事实", "Facts"), petition.facts),
        (Text("理由", "Reasons"), petition.reasons),
    )
    return [Element(name, redact(text) if is_hidden else text) for name, text in named if text]


def _ruling_of(row: Referral) -> Text | None:
    return RULINGS.get(row.ruling, NOT_RULED_ON) if row.objected_at else None


def _objection(story: Story) -> str:
    """Return what the unit said that objects, while it waits for a ruling."""
    case = story.case
    return story.said("reason", "object", by=case.moved_at) if case.state == "objected" else ""


def _supervisions(story: Story) -> list[SupervisionShown]:
    return [
        SupervisionShown(
            row,
            next((one for one in GROUNDS if one.key == row.ground), None),
            name_of(MEASURES, row.measure),
        )
        for row in story.supervisions
    ]


def _representatives(petition: Petition) -> list[str]:
    """Return the names of those whom a group chose, masked."""
    subjects = list(petition.representatives.order_by("pk").values_list("subject", flat=True))
    masked = masked_for(subjects)
    return [masked[subject].get("name", "") for subject in subjects]


def _likely(case: Case, post: Post, sides: set[str]) -> list[Likely]:
    """Return what may be the same matter, for those who work on it, without what is tied."""
    if not sides & AT_WORK or post.role not in HANDLERS:
        return []
    ties = Link.objects.filter(Q(from_case=case) | Q(to_case=case))
    tied = {pk for pair in ties.values_list("from_case", "to_case") for pk in pair}
    return [one for one in likely_duplicates(case, post=post) if one.case.pk not in tied]
