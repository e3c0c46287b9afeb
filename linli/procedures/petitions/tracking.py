"""Gives the petition's part of the sender's page what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.base.audit.log import entries
from linli.cases import timeline
from linli.cases.models import Case
from linli.cases.timeline import Line
from linli.procedures.petitions.rights import standing_of

# The steps that answer the petitioner, and those whose answer counts when it was delivered.
ANSWERS = (
    "sign_opinion", "review", "recheck", "settle", "guide", "decline", "record_outcome", "reply",
    "conclude", "record_result",
)  # fmt: skip
NOT_DELIVERED = ("opinion_issued", "review_issued", "recheck_issued")


def for_sender(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return where the petition stands, who has it, what was issued, and what the sender may do
    now. A constant number of queries."""
    standing, answer = standing_of(case, at=at), answer_of(case)
    rights = [*filter(None, [standing.next_right]), *standing.other_rights]
    return {
        "standing": standing,
        "answer": answer,
        "told_above": {answer.no: f"answer-{case.pk}"} if answer else {},
        "steps_shown": {right.key for right in rights if right.key},
        "has_clocks": True,
    }


def answer_of(case: Case) -> Line | None:
    """Return the newest answer with what is told of it, None before there is one; an opinion
    that is still to be delivered is none yet. Three queries."""
    kinds = [f"{case.procedure}.{key}" for key in ANSWERS]
    newest = entries(case.chain).filter(kind__in=kinds).last()
    if newest is None or case.state in NOT_DELIVERED:
        return None
    lines = timeline.for_sender(case)
    return next((line for line in lines if line.no == newest.no and line.said), None)
