"""When hearings were held on a petition (Art. 36), read from its log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.base.audit.models import Entry
from linli.cases.models import Case

KINDS = ("petition.open_hearing", "petition.close_hearing")


@dataclass(frozen=True)
class Hearing:
    """A hearing from its first day to its last; `until` is None while it goes on."""

    since: date
    until: date | None = None


def hearings_of(cases: Sequence[Case]) -> dict[int, list[Hearing]]:
    """Return {case: its hearings} for those that had any. One query."""
    by_chain = {case.chain: case.pk for case in cases}
    lines = Entry.objects.filter(chain__in=by_chain, kind__in=KINDS).order_by("chain", "no")
    found: dict[int, list[Hearing]] = {}
    for line in lines:
        day = date.fromisoformat(line.facts["day"])
        held = found.setdefault(by_chain[line.chain], [])
        if line.kind == KINDS[0]:
            held.append(Hearing(day))
        elif held:
            held[-1] = Hearing(held[-1].since, day)
    return found
