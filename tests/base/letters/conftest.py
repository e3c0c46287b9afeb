"""A kind of letter for tests, and a room that lets posts of the unit at its letters."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.letters.access import access
from linli.base.letters.actions import draft
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import Letter
from linli.core.zone import SHANGHAI
from tests.base.letters.sample import KIND, SHEET, VALUES, Room

AT = datetime(2026, 11, 22, 10, 30, 7, 958020, tzinfo=SHANGHAI)  # a Sunday


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    """Declare the sample kinds and the room of their chain for one test."""
    monkeypatch.setattr(KINDS, "_things", {KIND.key: KIND, SHEET.key: SHEET})
    room = Room()
    monkeypatch.setattr(access, "_things", {"sample": room})
    return room


@pytest.fixture
def drafted(cast):
    """A function that drafts a letter of the street's unit, whole unless values are named."""

    def make(kind: str = KIND.key, chain: str = "sample:1", **values: object) -> Letter:
        given = {**VALUES, **values} if kind == KIND.key else values
        return draft(
            kind, chain=chain, unit=cast.street_unit, values=given,
            by=cast.street_clerk.actor(), at=AT,
        )  # fmt: skip

    return make
