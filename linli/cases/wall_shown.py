"""What a case page shows of its wall: who reads it, whom it accuses, and who stands back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.base.accounts.models import Unit, User
from linli.base.privacy.selectors import masked_for
from linli.cases.models import Accused, Barred, Case, Reader
from linli.cases.readers import may_keep_list, readers_of
from linli.cases.sealing import accused_by
from linli.cases.wall import RECUSED
from linli.core.actors import Actor


@dataclass(frozen=True)
class AccusedShown:
    """Somebody accused who is no staff, masked; `key` names them in what was revealed."""

    accused: Accused
    name: str

    @property
    def key(self) -> str:
        """Return what names them on the page."""
        return f"accused-{self.accused.pk}"


@dataclass(frozen=True)
class WallShown:
    """The list of readers and the accused, others than staff masked."""

    readers: Sequence[Reader]
    units: Sequence[Unit]
    people: Sequence[User]
    others: Sequence[AccusedShown]
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
        others=[AccusedShown(one, masked[one.subject].get("name", "")) for one in others],
        may_keep=may_keep_list(case, by),
    )


def recused_from(case: Case) -> list[User]:
    """Return who stands back from `case`, by name. One query."""
    bars = Barred.objects.filter(case=case, ground=RECUSED)
    return list(User.objects.filter(pk__in=bars.values("person")).order_by("name", "pk"))
