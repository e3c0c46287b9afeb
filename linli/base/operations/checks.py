"""System checks of how an instance is run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from linli.base.operations.durability import weaknesses


@register(Tags.database)
def check_durability(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse a database that forgets what it acknowledged (`check --database default`)."""
    return [Error(said.en, id="operations.E001") for said in weaknesses()] if databases else []
