"""Gives the suggestion's part of the case page what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.cases import authority
from linli.cases.models import Case
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.suggestions import selectors, wall
from linli.procedures.suggestions.letters.showing import letters_for
from linli.procedures.suggestions.models import Suggestion
from linli.procedures.suggestions.words import CLAIMS, FIELDS, OUTCOMES, PUBLICITY, VERDICTS


def for_staff(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of the suggestion. A constant number of queries."""
    suggestion: Suggestion = case.suggestion
    sides = authority.sides_of(case, post.actor())
    published = selectors.publication_of(suggestion)
    joined = suggestion.joined.select_related("case").order_by("pk")
    return {
        "case": case,
        "suggestion": suggestion,
        "reasons": _shown(suggestion.reasons, case, sides),
        "proposal": _shown(suggestion.proposal, case, sides),
        "field": name_of(FIELDS, suggestion.field),
        "verdict": name_of(VERDICTS, suggestion.verdict),
        "outcome": name_of(OUTCOMES, suggestion.outcome),
        "offered": name_of(CLAIMS, suggestion.offered),
        "publicity": name_of(PUBLICITY, suggestion.publicity),
        "joined": [one.case for one in joined.filter(case__in=Case.objects.visible_to(post))],
        "main": _main(suggestion, post),
        "opinions": selectors.opinions_of(case) if sides else [],
        "published": published,
        "roughly": wall.roughly(published.supporters) if published else None,
        "letters": letters_for(case, post),
    }


def name_of(choices: tuple[Choice, ...], key: str) -> Text | None:
    """Return the name of the choice `key`, None for none."""
    return next((choice.name for choice in choices if choice.key == key), None)


def _shown(text: str, case: Case, sides: set[str]) -> str:
    """Return `text` unless the message, which stands above, says it."""
    if text in case.message.body:
        return ""
    return text if sides else redact(text)


def _main(suggestion: Suggestion, post: Post) -> Case | None:
    if suggestion.main_id is None:
        return None
    found: Case | None = Case.objects.visible_to(post).filter(suggestion=suggestion.main_id).first()
    return found
