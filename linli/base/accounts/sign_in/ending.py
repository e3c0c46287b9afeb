"""Ends sessions at once, as a part of an act that stands on record."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession

from linli.base.accounts.models import User


def end(rows: Any) -> int:
    """End the sessions of the entries `rows`; return how many. Needs an open transaction."""
    ended = 0
    for row in rows.select_for_update():
        row.end()
        ended += 1
    return ended


def end_every(person: User) -> int:
    """End every session of `person`; return how many. Needs an open transaction."""
    return end(UserSession.objects.filter(user=person))
