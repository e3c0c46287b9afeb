"""Names what councils keep as keys: choices, adoptions, conventions."""

from __future__ import annotations

from collections.abc import Iterable

from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.councils.models import Convention
from linli.procedures.councils.words import ADOPTIONS, CONVENTIONS, NOT_ADOPTED

NOT_TAKEN_ON = Text("未采纳", "Not adopted")


def title_of(convention: Convention) -> Text:
    """Return what a convention is called: its place and its kind."""
    place, kind = convention.unit.region.name, name_of(CONVENTIONS, convention.kind)
    short = place.removesuffix("居民委员会").removesuffix("村民委员会")
    return Text(f"{short}{kind.zh if kind else ''}", f"{place}: {kind.en if kind else ''}")


def adoption_of(key: str) -> Text | None:
    """Return how far the result of a deliberation was adopted, None before that."""
    return NOT_TAKEN_ON if key == NOT_ADOPTED else name_of(ADOPTIONS, key)


def name_of(choices: Iterable[Choice], key: str) -> Text | None:
    """Return the name of the choice `key`, None for none."""
    return next((choice.name for choice in choices if choice.key == key), None)
