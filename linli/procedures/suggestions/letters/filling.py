"""Fills the letters of a suggestion from its case."""

from __future__ import annotations

from typing import Any

from linli.base.audit.log import entries
from linli.cases.models import Case, Participation
from linli.core.procedure import Choice
from linli.core.zone import local_day
from linli.procedures.suggestions.words import OTHER, OUTCOMES

Values = dict[str, Any]
# As the sentence of an answer says it.
FOUND = {"whole": "予以采纳", "partly": "部分予以采纳", "not": "未予采纳"}
ANSWERS = ("suggestion.answer", "suggestion.explain", "suggestion.share_answer")


def notice(case: Case) -> Values:
    """Who studies it, with whom, until when."""
    clock = case.clocks.filter(term="study", stopped_at=None).first()
    invited = Participation.objects.filter(case=case, part="assisting", until_at=None)
    names = invited.order_by("pk").values_list("unit__name", flat=True)
    return {
        **_common(case),
        "studied_by": case.unit.name,
        "invited": "、".join(names),
        "last_day": local_day(clock.due_at) if clock else None,
    }


def reply(case: Case) -> Values:
    """How far it is adopted, and the answer as it was given."""
    line, outcome = entries(case.chain).filter(kind__in=ANSWERS).last(), case.suggestion.outcome
    return {
        **_common(case),
        "verdict": FOUND.get(case.suggestion.verdict, ""),
        "answer": line.texts.get("answer", "") if line else "",
        "outcome": "" if outcome == OTHER else _name(OUTCOMES, outcome),
    }


def honour(case: Case) -> Values:
    """Why the suggestion is honoured."""
    line = entries(case.chain).filter(kind="suggestion.honour").last()
    honoured_at = case.suggestion.honoured_at
    return {
        "subject": case.suggestion.subject,
        "honoured": local_day(honoured_at) if honoured_at else None,
        "praise": line.texts.get("praise", "") if line else "",
    }


def _common(case: Case) -> Values:
    return {
        "receipt": case.message.receipt,
        "subject": case.suggestion.subject,
        "received": local_day(case.message.received_at),
        "telephone": case.coordinator.telephone,
    }


def _name(choices: tuple[Choice, ...], key: str) -> str:
    return next((choice.name.zh for choice in choices if choice.key == key), "")
