"""System checks of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from linli.base.audit.triggers import triggers_missing


@register(Tags.database)
def check_triggers(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warn of triggers that should guard the log and don't (`check --database default`)."""
    return [
        Warning(
            f"The log is not guarded by {name}.",
            hint="Run `migrate`, which makes it again, and find out who dropped it.",
            id="audit.W001",
        )
        for using in databases or ()
        for name in triggers_missing(using)
    ]
