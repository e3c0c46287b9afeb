"""Gives the petition's part of the sender's page what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from linli.base.audit.log import entries
from linli.cases import timeline
from linli.cases.models import Case
from linli.cases.timeline import Line, Said
from linli.core.text import Text
from linli.procedures.petitions.papers import name_of
from linli.procedures.petitions.rights import standing_of
from linli.procedures.petitions.words import OUTCOMES, REVIEW_OUTCOMES

# The steps that answer the petitioner, and those whose answer counts when it was delivered.
ANSWERS = (
    "sign_opinion", "review", "recheck", "settle", "guide", "decline", "record_outcome", "reply",
    "conclude", "record_result",
)  # fmt: skip
# Of these the timeline says nothing: what was signed is read here once it was delivered.
LEVELS = {"sign_opinion": "opinion", "review": "review", "recheck": "recheck"}
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
    that is still to be delivered is none yet. Four queries."""
    kinds = [f"{case.procedure}.{key}" for key in ANSWERS]
    newest = entries(case.chain).filter(kind__in=kinds).last()
    if newest is None or case.state in NOT_DELIVERED:
        return None
    line = next((one for one in timeline.for_sender(case) if one.no == newest.no), None)
    level = LEVELS.get(newest.kind.rpartition(".")[2])
    if line and level:
        line = replace(line, said=_as_signed(case, level))
    return line if line and line.said else None


def _as_signed(case: Case, level: str) -> tuple[Said, ...]:
    """Return the opinion of a level as it was signed last. One query."""
    made = case.petition.opinions.filter(level=level).exclude(signed_at=None).last()
    if made is None:
        return ()
    outcome = name_of(OUTCOMES if level == "opinion" else REVIEW_OUTCOMES, made.outcome)
    said = (
        Said(Text("结论", "Outcome"), outcome or made.outcome),
        Said(Text("处理意见", "Opinion"), made.opinion, is_long=True),
        Said(Text("法律法规依据", "Basis in law"), made.legal_basis, is_long=True),
    )
    # What was erased has no label either.
    return tuple(one for one in said if one.value)
