"""What the parties of an agreement are to do, as it is written down with the agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linli.base.letters.chinese import chinese_day
from linli.procedures.disputes.models import Agreement, Obligation, Party


@dataclass(frozen=True)
class Duty:
    """One thing that a party does, by a day if one was agreed."""

    party: Party
    what: str
    due_date: date | None = None


class Duties(tuple[Duty, ...]):
    """The duties of an agreement; as a text it says them in lines, without names."""

    __slots__ = ()

    def __new__(cls, duties: Iterable[Duty] = ()) -> Duties:
        return super().__new__(cls, duties)

    def __str__(self) -> str:
        return "\n".join(_line(duty) for duty in self)


def save(agreement: Agreement, duties: Iterable[Duty]) -> None:
    """Keep the duties as obligations of the agreement."""
    Obligation.objects.bulk_create(
        Obligation(agreement=agreement, party=duty.party, what=duty.what, due_date=duty.due_date)
        for duty in duties
    )


def _line(duty: Duty) -> str:
    by = f"（{chinese_day(duty.due_date)}前）" if duty.due_date else ""
    return f"{duty.party}：{duty.what}{by}"
