"""Counts failed tries at signing in, and lets those who failed often wait longer and longer.

A try is counted before the password is looked at and taken back when it was right, so that many
at once can't slip through. Own design; no rule gives the numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from linli.base.accounts.models import Tries

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Door:
    """Where tries are counted together: what names it, and how many failures cost nothing.

    `is_own` says that a right try proves whose door it is, so that its count begins anew; at a
    door that many share only the one try is taken back.
    """

    kind: str
    name: str
    free: int
    is_own: bool = True

    @property
    def digest(self) -> str:
        """Return what the row is found by; user names and addresses are kept nowhere."""
        return hashlib.sha256(f"{self.kind}\0{self.name}".encode()).hexdigest()


class HeldBack(Exception):
    """Too many tries failed at a door; the next one is taken from `until` on."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True, slots=True)
class Claim:
    """A try that was counted; `begins_wait` says that it is the last before a wait."""

    doors: tuple[Door, ...]
    begins_wait: bool


@transaction.atomic
def claim(doors: Sequence[Door], *, at: datetime) -> Claim:
    """Count a try at each of the doors. Raises HeldBack, counting nothing, while one is shut."""
    rows = _locked(doors, at)
    held = [row.held_until for row in rows.values() if row.held_until and row.held_until > at]
    if held:
        raise HeldBack(max(held))
    begins_wait = False
    for door in doors:
        row = rows[door.digest]
        row.failures += 1
        row.held_until = _wait(row.failures - door.free, at)
        row.forget_at = (row.held_until or at) + FORGOTTEN_AFTER
        begins_wait = begins_wait or row.held_until is not None
        row.save()
    return Claim(tuple(doors), begins_wait)


@transaction.atomic
def take_back(claimed: Claim, *, at: datetime) -> None:
    """Undo a try that was right after all."""
    rows = _locked(claimed.doors, at)
    for door in claimed.doors:
        row = rows[door.digest]
        if door.is_own or row.failures <= 1:
            row.delete()
            continue
        row.failures -= 1
        row.held_until = None
        row.save()


def forget(at: datetime) -> int:
    """Delete the counts that nothing was added to for long; return how many."""
    return Tries.objects.filter(forget_at__lte=at).delete()[0]


def _locked(doors: Sequence[Door], at: datetime) -> dict[str, Tries]:
    """Return the doors' rows, locked in one order for everybody; old ones begin anew."""
    rows = {}
    for digest in sorted(door.digest for door in doors):
        Tries.objects.get_or_create(digest=digest, defaults={"forget_at": at + FORGOTTEN_AFTER})
        row = Tries.objects.select_for_update().get(digest=digest)
        if row.forget_at <= at:
            row.failures, row.held_until = 0, None
        rows[digest] = row
    return rows


def _wait(beyond: int, at: datetime) -> datetime | None:
    """Return until when the door is shut after `beyond` failures more than are free."""
    if beyond < 0:
        return None
    wait: timedelta = FIRST_WAIT * (1 << min(beyond, 10))
    return at + min(wait, LONGEST_WAIT)
