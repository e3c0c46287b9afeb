"""Gives the petition's part of the sender's page what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.cases.models import Case
from linli.procedures.petitions.rights import standing_of


def for_sender(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return where the petition stands, who has it, what was issued, and what the sender may do
    now. A constant number of queries."""
    standing = standing_of(case, at=at)
    rights = [*filter(None, [standing.next_right]), *standing.other_rights]
    return {
        "standing": standing,
        "steps_shown": {right.key for right in rights if right.key},
        "has_clocks": True,
    }
