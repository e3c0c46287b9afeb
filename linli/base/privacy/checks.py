"""The system check of the periods that the instance sets."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register

from linli.base.privacy.periods import problems


@register()
def periods_are_allowed(**_: Any) -> list[Error]:
    """Name each setting of LINLI_RETENTION that can't be."""
    return [
        Error(refused.message.en, hint="Mend LINLI_RETENTION.", id="linli.privacy.E001")
        for refused in problems()
    ]
