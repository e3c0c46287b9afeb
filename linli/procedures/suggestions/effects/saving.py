"""What the effects of suggestions share: saving the row."""

from __future__ import annotations

from typing import Any

from linli.cases.engine import Moving
from linli.procedures.suggestions.models import Suggestion


def save(moving: Moving, **changes: Any) -> Suggestion:
    """Change the suggestion of the case and return it."""
    suggestion: Suggestion = moving.case.suggestion
    for name, value in changes.items():
        setattr(suggestion, name, value)
    suggestion.save(update_fields=list(changes))
    return suggestion
