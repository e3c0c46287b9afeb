"""What the page of a sealed case shows of its wall: who reads it, and whom it accuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.base.accounts.models import Unit, User
from linli.base.privacy.selectors import masked_for
from linli.cases.models import Case, Reader
from linli.cases.readers import may_keep_list, readers_of
from linli.cases.sealing import accused_by
from linli.core.actors import Actor


@dataclass(frozen=True)
class WallShown:
    """The list of readers and the accused, others than staff masked."""

    readers: Sequence[Reader]
    units: Sequence[Unit]
    people: Sequence[User]
    others: Sequence[Mapping[str, str]]
    may_keep: bool


def wall_of(case: Case, *, by: Actor) -> WallShown | None:
    """Return what `by`, who sees `case`, may know of its wall; None where there is none. Six
    queries for a sealed case, none for others."""
    if not case.is_sealed:
        return None
    units, people, others = accused_by(case)
    masked = masked_for([one.subject for one in others])
    return WallShown(
        readers=readers_of(case),
        units=units,
        people=people,
        others=[masked[one.subject] for one in others],
        may_keep=may_keep_list(case, by),
    )
