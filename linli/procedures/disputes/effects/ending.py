"""The end without an agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Incomplete
from linli.core.text import Text
from linli.procedures.disputes.effects.saving import save
from linli.procedures.disputes.words import FAILED, OTHER_WAYS

NO_WAY = Text("请勾选告知了哪些途径。", "Tick the ways that were explained.")


def terminate(moving: Moving, *, reason: str) -> None:
    """Mediation came to nothing (Art. 26)."""
    moving.case.dispute.agreements.filter(effective_date=None).update(is_void=True)
    save(moving, ended_by=FAILED, ended_at=moving.at)


def tell_ways(moving: Moving, *, way: str, told_on: date, advice: str, **ways: Any) -> None:
    """The parties know of arbitration, administrative ways and the courts (Art. 26)."""
    if not any(ways.get(one.key) for one in OTHER_WAYS):
        raise Incomplete(NO_WAY, field=OTHER_WAYS[0].key)
    save(moving, told_date=told_on)


EFFECTS: dict[str, Effect] = {"terminate": terminate, "tell_ways": tell_ways}
