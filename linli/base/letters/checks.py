"""Checks at start that every declared letter has a template that can be read."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from linli.base.letters import markup
from linli.base.letters.kinds import KINDS


@register()
def check_templates(**_: Any) -> list[CheckMessage]:
    """Name the kinds whose shipped template is missing or can't be read."""
    found: list[CheckMessage] = []
    for kind in KINDS:
        try:
            markup.read(kind.source)
        except (OSError, markup.MarkupError) as error:
            found.append(
                Error(f"the letter {kind.key} has no template: {error}", id="letters.E001")
            )
    return found
