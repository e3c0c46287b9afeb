"""What a change would move, before anybody confirms it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from linli.base.accounts.models import Unit
from linli.cases.models import Clock
from linli.cases.recounts.rules import Rule, TermRule
from linli.cases.registry import rooms
from linli.core.moves import Move, Preview
from linli.core.zone import local_day

MOST_LINES: Final = 200
IN_ONE_READ: Final = 2000


@dataclass(frozen=True, slots=True)
class Planned:
    """A clock that is to be counted anew, and its end before and after, which may be the same
    where only its standing changes, as that of a provisional date."""

    clock: Clock
    before: datetime

    @property
    def moves(self) -> bool:
        """Return whether it ends at another time."""
        return self.clock.due_at != self.before


def planned(rule: Rule) -> Iterator[Planned]:
    """Yield every clock that `rule` changes, counted but not saved."""
    if isinstance(rule, TermRule) and rule.is_kept:
        return
    for clock in rule.touched().order_by("case_id", "id").iterator(chunk_size=IN_ONE_READ):
        before = clock.due_at
        if rule.count(clock):
            yield Planned(clock, before)


def preview(rule: Rule) -> Preview:
    """Return what `rule` would move by unit, term and day, sealed cases left out, and how many
    clocks run on unchanged where it leaves them as they are. A few queries."""
    if isinstance(rule, TermRule) and rule.is_kept:
        return Preview(kept=rule.touched().filter(case__is_sealed=False).count())
    found: Counter[tuple[int, str, str, date, date]] = Counter()
    for one in planned(rule):
        case = one.clock.case
        if one.moves and not case.is_sealed:
            days = local_day(one.before), local_day(one.clock.due_at)
            found[(case.unit_id, case.procedure, one.clock.term, *days)] += 1
    units = Unit.objects.in_bulk({unit for unit, *_ in found})
    lines = [
        Move(units[unit].text, rooms[procedure].procedure.term(term).name, before, after, count)
        for (unit, procedure, term, before, after), count in found.items()
    ]
    lines.sort(key=lambda move: (move.unit.zh, move.before, move.after, move.term.zh))
    shown = tuple(lines[:MOST_LINES])
    return Preview(shown, sum(found.values()), further=len(lines) - len(shown))
