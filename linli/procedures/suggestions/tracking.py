"""Gives the suggestion's part of the sender's page what it shows: what became of it on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.base.audit.log import entries
from linli.base.files.models import StoredFile
from linli.base.letters.models import ISSUED, Letter
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.letters.kinds import TO_SENDER
from linli.procedures.suggestions.models import Publication, Suggestion
from linli.procedures.suggestions.showing import name_of
from linli.procedures.suggestions.words import CLAIMS, OTHER, OUTCOMES, PUBLICITY, VERDICTS

# By step: which of its texts tells the sender what became of it; the newest of each is shown.
TOLD = {
    "offer": "explanation",
    "inform": "explanation",
    "answer": "answer",
    "explain": "answer",
    "share_answer": "answer",
    "answer_known": "answer",
    "plan": "measure",
    "report": "progress",
    "complete": "result",
    "give_up": "reason",
    "honour": "praise",
}


@dataclass(frozen=True)
class Said:
    """What the sender was told by a step; `no` is the line of the case's chain that says it."""

    no: int
    step: str
    name: Text | None
    text: str
    at: datetime


def for_sender(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return what the sender's page shows. Five queries."""
    suggestion: Suggestion = case.suggestion
    said = _said(case)
    main = suggestion.main
    published = wall.on_wall().filter(suggestion=main or suggestion).first()
    return {
        "case": case,
        "suggestion": suggestion,
        "verdict": name_of(VERDICTS, suggestion.verdict) if suggestion.answered_at else None,
        "outcome": _outcome(suggestion),
        "offered": name_of(CLAIMS, suggestion.offered),
        "is_offered": case.state == "offered",
        "explanation": next((one for one in said if one.step == "offer"), None),
        "said": [one for one in said if one.step != "offer"],
        "told_above": {one.no: f"told-{one.no}" for one in said if _is_shown(one, case)},
        "main": main.case.state_declared.public if main else None,
        "published": published,
        "publicity": name_of(PUBLICITY, suggestion.publicity),
        "letters": _letters(case),
        "steps_shown": {"agree", "keep", "set_publicity"},
    }


def files_for_sender(case: Case) -> Iterable[StoredFile]:
    """Return the PDFs of the letters that were issued to the sender. One query."""
    return [one.pdf for one in _letters(case) if one.pdf]


def _is_shown(one: Said, case: Case) -> bool:
    return one.step != "offer" or case.state == "offered"


def _said(case: Case) -> list[Said]:
    kinds = {f"suggestion.{step}": step for step in TOLD}
    newest: dict[str, Said] = {}
    for line in entries(case.chain).filter(kind__in=kinds):
        step = kinds[line.kind]
        declared = case.declared.transition(step).public
        text = line.texts.get(TOLD[step], "")
        if case.is_emptied and not text:
            continue
        newest[step] = Said(line.no, step, declared, text, line.at)
    return sorted(newest.values(), key=lambda one: one.no, reverse=True)


def _letters(case: Case) -> list[Letter]:
    if case.is_sealed:
        return []
    issued = Letter.objects.filter(chain=case.chain, kind__in=TO_SENDER, stage=ISSUED)
    return list(issued.exclude(pdf=None).select_related("pdf").order_by("issued_at", "pk"))


def public_state(case: Case) -> Text:
    """Return where `case` stands in the public's words: the sender is answered first."""
    key = "studying" if case.state in ("adopted", "declined") else case.state
    return case.declared.state(key).public


def shown_publication(published: Publication) -> Mapping[str, Any]:
    """Return what the public page of a suggestion says of its course. One query."""
    suggestion = published.suggestion
    case = suggestion.case
    news = list(published.news.all())
    steps = {one.step for one in news}
    names = {key: case.declared.transition(key).public for key in steps if key != "publish"} | {
        "publish": Text("办理情况", "What became of it")
    }
    return {
        "published": published,
        "state": public_state(case),
        "verdict": name_of(VERDICTS, suggestion.verdict) if suggestion.answered_at else None,
        "outcome": _outcome(suggestion),
        "news": [(names[one.step], one) for one in news],
        "joined": suggestion.joined.count(),
        "roughly": wall.roughly(published.supporters),
    }


def _outcome(suggestion: Suggestion) -> Text | None:
    """Return what it becomes; nothing for what did not come about, or has no name of its own."""
    if suggestion.outcome == OTHER or suggestion.case.state == "unrealised":
        return None
    return name_of(OUTCOMES, suggestion.outcome)
