"""Gives the hotline's part of the case page and of the sender's page what they show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.base.accounts.models import Post
from linli.cases.models import Call, Case
from linli.procedures.hotline.selectors import answer_of, name_of, objection_of, sendings_of
from linli.procedures.hotline.words import (
    GRADES,
    HEARS_BY,
    KINDS,
    OUTCOMES,
    RESOLVED,
    RESULTS,
    SATISFIED,
)


def for_staff(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of the request. Three queries, four where an objection
    waits for its ruling."""
    request = case.request
    return {
        "case": case,
        "request": request,
        "kind": name_of(KINDS, request.kind),
        "grade": name_of(GRADES, case.lane),
        "outcome": name_of(OUTCOMES, request.outcome),
        "result": name_of(RESULTS, request.result),
        "resolved": name_of(RESOLVED, request.resolved),
        "satisfied": name_of(SATISFIED, request.satisfied),
        "contact_by": name_of(HEARS_BY, case.message.contact_by),
        "is_contacted": request.contact_round == case.round,
        "sendings": sendings_of(case),
        "objection": objection_of(case),
        "calls": Call.objects.filter(case=case, done_at=None).order_by("not_before_at"),
    }


def for_sender(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return what the sender's page shows of the request. Three queries."""
    sendings, answer = sendings_of(case), answer_of(case)
    return {
        "sendings": sendings,
        "sent_on": len(sendings) - 1,
        "answer": answer,
        "told_above": {answer.no: f"answer-{case.pk}"} if answer else {},
        "is_at_hotline": case.unit_id == case.coordinator_id,
    }
